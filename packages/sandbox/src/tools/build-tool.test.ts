import { expect, test } from "vitest";

import { stagingModules } from "./build-tool.ts";

test("staging modules are found in both ways of writing them, and others are not", () => {
  const goMod = [
    "module k8s.io/kubernetes",
    "replace k8s.io/api => ./staging/src/k8s.io/api",
    "replace (",
    "\tk8s.io/client-go => ./staging/src/k8s.io/client-go",
    "\texample.org/other => example.org/other v1.0.0",
    ")",
  ].join("\n");
  expect(stagingModules(goMod)).toEqual(["k8s.io/api", "k8s.io/client-go"]);
});
