import { component, defineComponent } from "@helmwright/sdk";
import type { Component, ComponentSpec, DatabaseRef, Lifecycle, Placement } from "@helmwright/sdk";

import { cloudnativePgChartValues } from "./gen/values-schema.ts";
import type { CloudnativePgChartValues } from "./gen/values.ts";
import { chart } from "./chart.ts";
import { cloudNativePgSecrets, databaseRefName, rolePassword } from "./claims.ts";
import { cloudNativePgOptions, refuseDatabase } from "./options.ts";
import type { AskedDatabase, CloudNativePgOptions } from "./options.ts";
import { cloudNativePgResources } from "./resources.ts";
import { cloudNativePgAtRunTime, cloudNativePgValues } from "./values.ts";

export type { CloudnativePgChartValues } from "./gen/values.ts";
export type { AskedDatabase, CloudNativePgOptions, PostgresBackups, PostgresCluster, PostgresStorage } from "./options.ts";

const namespace = "cnpg-system";

const spec: ComponentSpec<CloudNativePgOptions, CloudnativePgChartValues> = defineComponent<CloudNativePgOptions, CloudnativePgChartValues>(
  {
    name: "cloudnative-pg",
    chart,
    namespace: { name: namespace, podSecurity: "restricted" },
    options: cloudNativePgOptions,
    chartValues: cloudnativePgChartValues,
    values: cloudNativePgValues,
    resources: cloudNativePgResources,
    secrets: cloudNativePgSecrets,
    atRunTime: cloudNativePgAtRunTime,
    accepts: { database: refuseDatabase },
    readiness: [
      { group: "postgresql.cnpg.io", version: "v1", kind: "Cluster", condition: "Ready" },
      { group: "postgresql.cnpg.io", version: "v1", kind: "Database", status: { applied: true } },
    ],
  },
);

export interface CloudNativePg<C extends string = string> extends Component, Lifecycle {
  /**
   * A database of a declared cluster, with an owner that may log in. It is made when a component that was given the
   * reference claims it.
   */
  database(cluster: C, of: AskedDatabase): DatabaseRef;
}

/** PostgreSQL with replication, failover and backups, and databases for whoever asks. */
export function cloudNativePg<const C extends string = never>(
  options: CloudNativePgOptions<C> = {},
  placement?: Placement<CloudnativePgChartValues>,
): CloudNativePg<C> {
  const namespaceOf = (cluster: C): string =>
    options.clusters?.find(({ name }) => name === cluster)?.namespace ?? placement?.namespace ?? namespace;
  return component(spec, options, placement, (ref) => ({
    database: (cluster: C, { database, owner }: AskedDatabase): DatabaseRef =>
      ref("database", databaseRefName(cluster, database), {
        host: `${cluster}-rw.${namespaceOf(cluster)}.svc`,
        port: 5432,
        database,
        owner,
        password: rolePassword(cluster, owner),
      }),
  }));
}
