import { metalLb } from "@helmwright/networking";
import { definePlatform } from "@helmwright/sdk";
import type { Platform } from "@helmwright/sdk";

import { notes } from "./notes.ts";

// One component with a chart, one of objects alone; the environment decides what the second one says.
const platform: Platform = definePlatform({
  name: "small",
  environments: {
    dev: { target: "sandbox", profile: "single-node" },
    edited: { target: "sandbox", profile: "single-node" },
    guarded: { target: "sandbox", profile: "single-node", protected: true },
    away: { target: { context: "nowhere", kubeconfig: "/nowhere/kubeconfig.yaml" }, profile: "ha" },
  },
  compose({ env }) {
    const pools = metalLb({ pools: [{ name: "ingress", addresses: ["198.51.100.10-198.51.100.20"] }] });
    const board = notes({ text: env.pick({ edited: "second", default: "first" }) }, { after: [pools] });
    return { pools, board };
  },
});
export default platform;
