import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { defaultMirrors } from "./default-mirrors.ts";
import { nearestVersions } from "./nearest-versions.ts";

test("the environment's mirrors come first, then the folder beside the checkout", async () => {
  const root = await mkdtemp(join(tmpdir(), "helmwright-checkout-"));
  const start = join(root, "repo", "apps", "platform");
  await mkdir(start, { recursive: true });
  await writeFile(join(root, "repo", "pnpm-workspace.yaml"), "");
  expect(defaultMirrors({ start, env: {} })).toStrictEqual([]);
  await mkdir(join(root, "shared", "charts"), { recursive: true });
  const named = ["/a/b", "https://m.example.org:8443/charts", "http://localhost:8080", "oci://r.example.org/x"];
  expect(defaultMirrors({ start, env: { HELMWRIGHT_CHART_MIRRORS: named.join(delimiter) } })).toStrictEqual([
    ...named,
    join(root, "shared", "charts"),
  ]);
});

test.each([
  [["1.0.0", "junk", "v1.2.0"], "1.1.0", ["v1.2.0", "1.0.0"]],
  [["1.0.0", "2.0.0"], "latest", ["2.0.0", "1.0.0"]],
  [[], "1.0.0", []],
])("the nearest of %o to %s", (versions, wanted, expected) => {
  expect(nearestVersions(versions, wanted)).toStrictEqual(expected);
});
