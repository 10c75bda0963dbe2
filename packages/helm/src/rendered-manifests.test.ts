import { expect, test } from "vitest";
import { splitManifests } from "./rendered-manifests.ts";

test("splits objects and hooks, with their sources", () => {
  const text = `---
# Source: web/templates/cm.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: a}
data:
  text: |
    --- not a document
    # Source: not/a/source.yaml
---
# Source: web/templates/empty.yaml
---
# Source: web/templates/hook.yaml
# a comment
apiVersion: batch/v1
kind: Job
metadata:
  name: j
  annotations: {helm.sh/hook: "pre-install, pre-upgrade", helm.sh/hook-weight: "-5", helm.sh/hook-delete-policy: hook-succeeded}
---
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Secret, metadata: {name: s}}
`;
  expect(splitManifests(text)).toStrictEqual({
    manifests: [
      {
        source: "web/templates/cm.yaml",
        object: {
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: { name: "a" },
          data: { text: "--- not a document\n# Source: not/a/source.yaml\n" },
        },
      },
      { source: undefined, object: { apiVersion: "v1", kind: "Secret", metadata: { name: "s" } } },
    ],
    hooks: [
      {
        source: "web/templates/hook.yaml",
        object: {
          apiVersion: "batch/v1",
          kind: "Job",
          metadata: {
            name: "j",
            annotations: {
              "helm.sh/hook": "pre-install, pre-upgrade",
              "helm.sh/hook-weight": "-5",
              "helm.sh/hook-delete-policy": "hook-succeeded",
            },
          },
        },
        events: ["pre-install", "pre-upgrade"],
        weight: -5,
        deletePolicies: ["hook-succeeded"],
      },
    ],
  });
});

test("what is no object is refused with its template", () => {
  expect(() => splitManifests("---\n# Source: web/templates/x.yaml\nfoo: 1\n")).toThrow(
    expect.objectContaining({ code: "MANIFEST_INVALID", message: expect.stringContaining("web/templates/x.yaml") as string }),
  );
});
