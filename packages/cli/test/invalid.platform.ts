import { definePlatform } from "@helmwright/sdk";
import type { Platform } from "@helmwright/sdk";

import { notes } from "./notes.ts";

// Three mistakes that the compiler can't see.
const platform: Platform = definePlatform({
  name: "invalid",
  environments: { dev: { target: "sandbox", profile: "single-node" } },
  compose() {
    const missing = notes({ text: "elsewhere" });
    return {
      empty: notes({ text: "" }),
      lonely: notes({ text: "x" }, { after: [missing], namespace: "lonely" }),
      again: notes({ text: "y" }, { namespace: "lonely" }),
    };
  },
});
export default platform;
