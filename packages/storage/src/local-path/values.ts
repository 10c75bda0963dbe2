import { restricted } from "@helmwright/sdk";
import type { Context } from "@helmwright/sdk";

import type { LocalPathChartValues } from "./gen/values.ts";
import type { LocalPathOptions } from "./options.ts";

export const defaultStorageClass = "local-path";

export function localPathValues(options: LocalPathOptions, context: Context): LocalPathChartValues {
  const { storageClass = defaultStorageClass, defaultClass = context.profile === "single-node", reclaimPolicy = "Delete" } = options;
  const { paths = ["/opt/local-path-provisioner"], nodePaths = {}, volumeType = "local", resources } = options;
  return {
    // It elects no leader: a second pod would make every volume twice.
    replicaCount: 1,
    // The chart would follow `latest`.
    helperImage: { repository: "docker.io/library/busybox", tag: "1.37.0" },
    storageClass: {
      create: true,
      name: storageClass,
      defaultClass,
      defaultVolumeType: volumeType,
      reclaimPolicy,
      volumeBindingMode: "WaitForFirstConsumer",
    },
    nodePathMap: [
      { node: "DEFAULT_PATH_FOR_NON_LISTED_NODES", paths },
      ...Object.entries(nodePaths).map(([node, own]) => ({ node, paths: own })),
    ],
    podSecurityContext: { ...restricted.pod, runAsUser: 65534, runAsGroup: 65534 },
    securityContext: { ...restricted.container, readOnlyRootFilesystem: true },
    resources: resources ?? { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } },
    helperPod: { resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "64Mi" } } },
    configmap: { name: `${context.release.name}-config` },
  };
}
