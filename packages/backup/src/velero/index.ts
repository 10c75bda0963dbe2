import { component, defineComponent } from "@helmwright/sdk";
import type { Component, ComponentSpec, Lifecycle, Placement } from "@helmwright/sdk";

import { veleroChartValues } from "./gen/values-schema.ts";
import type { VeleroChartValues } from "./gen/values.ts";
import { chart } from "./chart.ts";
import { veleroOptions } from "./options.ts";
import type { VeleroOptions } from "./options.ts";
import { veleroResources } from "./resources.ts";
import { veleroSecrets } from "./secrets.ts";
import { veleroValues } from "./values.ts";

export type { VeleroChartValues } from "./gen/values.ts";
export type { BackupLocation, BackupSchedule, SnapshotLocation, VeleroOptions, VolumeBackup } from "./options.ts";

const spec: ComponentSpec<VeleroOptions, VeleroChartValues> = defineComponent<VeleroOptions, VeleroChartValues>({
  name: "velero",
  chart,
  // Its agents mount the kubelet's folders.
  namespace: { name: "velero", podSecurity: "privileged" },
  options: veleroOptions,
  chartValues: veleroChartValues,
  values: veleroValues,
  resources: veleroResources,
  secrets: veleroSecrets,
  readiness: [{ group: "velero.io", version: "v1", kind: "BackupStorageLocation", status: { phase: "Available" } }],
});

export interface Velero extends Component, Lifecycle {}

/** Backups of the cluster's objects and volumes to a bucket, on schedule, and restores from it. */
export function velero<const L extends string>(options: VeleroOptions<L>, placement?: Placement<VeleroChartValues>): Velero {
  return component(spec, options, placement, () => ({}));
}
