import { everyTaint } from "@helmwright/sdk";
import type { ContainerSecurityContext, Context } from "@helmwright/sdk";

import { awsPlugin } from "./chart.ts";
import type { VeleroChartValues } from "./gen/values.ts";
import { assertConsistent, needsNodeAgent } from "./checks.ts";
import type { VeleroOptions } from "./options.ts";

export function veleroValues(options: VeleroOptions, context: Context): VeleroChartValues {
  assertConsistent(options);
  const { csiSnapshots = false, nodeAgent = needsNodeAgent(options), resources, nodeAgentResources } = options;
  const { monitoring } = context.has;
  const confined: ContainerSecurityContext = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    seccompProfile: { type: "RuntimeDefault" },
  };
  return {
    // The CRDs are applied before the release, and stay: neither Job of the chart has anything to do.
    upgradeCRDs: false,
    cleanUpCRDs: false,
    // Locations and schedules are resources of this component, after the server.
    backupsEnabled: false,
    snapshotsEnabled: false,
    // Each location has credentials of its own.
    credentials: { useSecret: false },
    initContainers: [
      {
        name: "velero-plugin-for-aws",
        image: awsPlugin,
        securityContext: confined,
        volumeMounts: [{ name: "plugins", mountPath: "/target" }],
      },
    ],
    configuration: { uploaderType: "kopia", features: csiSnapshots ? "EnableCSI" : undefined, defaultVolumesToFsBackup: false },
    resources: resources ?? { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "1Gi" } },
    containerSecurityContext: confined,
    deployNodeAgent: nodeAgent,
    nodeAgent: nodeAgent
      ? {
          resources: nodeAgentResources ?? { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "2Gi" } },
          tolerations: everyTaint,
          // As root, and with its capabilities: it reads everybody's files.
          containerSecurityContext: { allowPrivilegeEscalation: false },
        }
      : undefined,
    metrics: {
      enabled: true,
      // The chart's own detection sees no cluster while it is rendered.
      serviceMonitor: { autodetect: false, enabled: monitoring },
      nodeAgentPodMonitor: { autodetect: false, enabled: monitoring && nodeAgent },
      prometheusRule: { autodetect: false, enabled: monitoring, spec: monitoring ? alerts : undefined },
    },
  };
}

type AlertingRules = NonNullable<NonNullable<VeleroChartValues["metrics"]>["prometheusRule"]>["spec"];

const alerts: AlertingRules = [
  {
    alert: "BackupFailed",
    expr: 'velero_backup_last_status{schedule!=""} != 1',
    for: "15m",
    labels: { severity: "critical" },
    annotations: { summary: "The last backup of a schedule has failed." },
  },
  {
    alert: "BackupLocationUnavailable",
    expr: "velero_backup_storage_location_available == 0",
    for: "30m",
    labels: { severity: "critical" },
    annotations: { summary: "Velero can't reach the bucket of a backup location." },
  },
];
