import { expect, test } from "vitest";
import { compareApiVersions } from "./api-version.ts";

test("the order in which Kubernetes prefers versions", () => {
  const versions = ["x/foo1", "x/v1alpha1", "x/v1beta1", "v1", "x/v2", "x/v1beta2", "x/v10", "x/v11alpha2"];
  expect(versions.toSorted(compareApiVersions)).toEqual([
    "x/v10",
    "x/v2",
    "v1",
    "x/v1beta2",
    "x/v1beta1",
    "x/v11alpha2",
    "x/v1alpha1",
    "x/foo1",
  ]);
});
