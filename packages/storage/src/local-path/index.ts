import { component, defineComponent } from "@helmwright/sdk";
import type { Component, ComponentSpec, Lifecycle, Placement, StorageClassRef } from "@helmwright/sdk";

import { localPathChartValues } from "./gen/values-schema.ts";
import type { LocalPathChartValues } from "./gen/values.ts";
import { chart } from "./chart.ts";
import { localPathOptions } from "./options.ts";
import type { LocalPathOptions } from "./options.ts";
import { defaultStorageClass, localPathValues } from "./values.ts";

export type { LocalPathChartValues } from "./gen/values.ts";
export type { LocalPathOptions } from "./options.ts";

const spec: ComponentSpec<LocalPathOptions, LocalPathChartValues> = defineComponent<LocalPathOptions, LocalPathChartValues>({
  name: "local-path-provisioner",
  chart,
  // The pods that make and remove folders mount them from the node.
  namespace: { name: "local-path-storage", podSecurity: "privileged" },
  options: localPathOptions,
  chartValues: localPathChartValues,
  values: localPathValues,
});

export interface LocalPath extends Component, Lifecycle {
  /** The class, for components that keep data. */
  storageClass(): StorageClassRef;
}

/** Volumes as folders on the node of the pod: fast, and gone with the node. */
export function localPath(options: LocalPathOptions = {}, placement?: Placement<LocalPathChartValues>): LocalPath {
  const name = options.storageClass ?? defaultStorageClass;
  return component(spec, options, placement, (ref) => ({ storageClass: () => ref("storageClass", name, { name }) }));
}
