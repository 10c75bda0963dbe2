import { instanceOf, problemsOf } from "@helmwright/testing";
import { expect, test } from "vitest";

import { localPath } from "./index.ts";
import type { LocalPathOptions } from "./index.ts";

test("one pod in every profile, a default class on a single node", () => {
  const of = (defaultClass: boolean): object => ({
    replicaCount: 1,
    helperImage: { repository: "docker.io/library/busybox", tag: "1.37.0" },
    storageClass: {
      create: true,
      name: "local-path",
      defaultClass,
      defaultVolumeType: "local",
      reclaimPolicy: "Delete",
      volumeBindingMode: "WaitForFirstConsumer",
    },
    nodePathMap: [{ node: "DEFAULT_PATH_FOR_NON_LISTED_NODES", paths: ["/opt/local-path-provisioner"] }],
    podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" }, runAsUser: 65534, runAsGroup: 65534 },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, readOnlyRootFilesystem: true },
    resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } },
    helperPod: { resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "64Mi" } } },
    configmap: { name: "local-path-provisioner-config" },
  });
  expect(instanceOf(localPath()).values).toEqual(of(false));
  expect(instanceOf(localPath(), { profile: "single-node" }).values).toEqual(of(true));
});

test("folders, by node where they differ", () => {
  const { values } = instanceOf(localPath({ paths: ["/data"], nodePaths: { "node-1": ["/ssd"], "node-2": [] }, reclaimPolicy: "Retain" }));
  expect(values).toMatchObject({
    storageClass: { reclaimPolicy: "Retain" },
    nodePathMap: [
      { node: "DEFAULT_PATH_FOR_NON_LISTED_NODES", paths: ["/data"] },
      { node: "node-1", paths: ["/ssd"] },
      { node: "node-2", paths: [] },
    ],
  });
});

test("the class is a reference", () => {
  const local = localPath({ storageClass: "fast" });
  expect(local.storageClass()).toMatchObject({ kind: "storageClass", from: local, out: { name: "fast" } });
});

test.each<[string, unknown, string]>([
  ["the root folder", { paths: ["/"] }, "expected an absolute path other than /"],
  ["a relative folder", { nodePaths: { a: ["data"] } }, "expected an absolute path other than /"],
  ["a typo", { reclaimPolcy: "Retain" }, "(Did you mean reclaimPolicy?)"],
])("refused: %s", (_name, options, message) => {
  expect(problemsOf({ local: localPath(options as LocalPathOptions) }).join("\n")).toContain(message);
});

test("a typo in chart values is refused, at depth too", () => {
  // @ts-expect-error: a chart value that does not exist
  const typo = localPath({}, { values: { storageClass: { defaultClas: true } } });
  expect(problemsOf({ local: typo })).toEqual([
    "VALUES_INVALID check chart values of local (local-path-provisioner): there is no storageClass.defaultClas (Did you mean defaultClass?)",
  ]);
});
