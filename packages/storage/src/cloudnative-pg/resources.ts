import type { Context, JsonObject, Manifest } from "@helmwright/sdk";

import { askedDatabases, objectName, ownersOf, roleSecret } from "./claims.ts";
import type { AskedDatabase, CloudNativePgOptions, PostgresBackups, PostgresCluster } from "./options.ts";

const apiVersion = "postgresql.cnpg.io/v1";

/** The clusters, and in each of them the databases that others ask for. */
export function cloudNativePgResources(options: CloudNativePgOptions, context: Context): readonly Manifest[] {
  return (options.clusters ?? []).flatMap((cluster) => {
    const { name, namespace = context.release.namespace, backups } = cluster;
    const databases = askedDatabases(cluster, options, context);
    return [
      clusterOf(cluster, namespace, databases, context),
      ...databases.map((asked) => databaseOf(asked, name, namespace)),
      ...(backups ? [scheduledBackup(backups, name, namespace)] : []),
      ...(context.has.monitoring ? [podMonitor(name, namespace)] : []),
    ];
  });
}

function clusterOf(cluster: PostgresCluster, namespace: string, databases: readonly AskedDatabase[], { profile }: Context): Manifest {
  const { name, storage, image, parameters, resources, backups } = cluster;
  const instances = cluster.instances ?? (profile === "ha" ? 3 : 1);
  const storageClass = storage.class?.out.name;
  const roles = ownersOf(databases).map((owner) => ({
    name: owner,
    ensure: "present",
    login: true,
    passwordSecret: { name: roleSecret(name, owner) },
  }));
  const spec: JsonObject = {
    instances,
    imageName: image,
    storage: { size: storage.size, storageClass },
    walStorage: storage.walSize === undefined ? undefined : { size: storage.walSize, storageClass },
    postgresql: parameters && { parameters },
    resources: json(resources ?? { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "1Gi" } }),
    // A budget for a single instance would only keep its node from being drained.
    enablePDB: instances > 1,
    enableSuperuserAccess: false,
    managed: roles.length > 0 ? { roles } : undefined,
    backup: backups && backupOf(backups, name),
  };
  // The operator makes the volumes part of the Cluster, so removing it would remove the data.
  const annotations = { "helm.sh/resource-policy": "keep" };
  return { apiVersion, kind: "Cluster", metadata: { name, namespace, annotations }, spec };
}

function databaseOf({ database, owner }: AskedDatabase, cluster: string, namespace: string): Manifest {
  const spec = { cluster: { name: cluster }, name: database, owner, ensure: "present", databaseReclaimPolicy: "retain" };
  return { apiVersion, kind: "Database", metadata: { name: `${cluster}.${objectName(database)}`, namespace }, spec };
}

function backupOf({ bucket, keepDays = 30 }: PostgresBackups, cluster: string): JsonObject {
  const { name, endpoint, credentials } = bucket.out;
  const key = (of: string): JsonObject => ({ name: `${cluster}-archive`, key: of });
  const s3Credentials = credentials
    ? { accessKeyId: key("access-key-id"), secretAccessKey: key("secret-access-key"), region: key("region") }
    : { inheritFromIAMRole: true };
  return {
    retentionPolicy: `${keepDays}d`,
    barmanObjectStore: {
      destinationPath: `s3://${name}/postgres`,
      endpointURL: endpoint,
      s3Credentials,
      wal: { compression: "gzip" },
      data: { compression: "gzip" },
    },
  };
}

function scheduledBackup({ schedule = "0 0 3 * * *" }: PostgresBackups, cluster: string, namespace: string): Manifest {
  const spec = { schedule, method: "barmanObjectStore", backupOwnerReference: "self", cluster: { name: cluster } };
  return { apiVersion, kind: "ScheduledBackup", metadata: { name: cluster, namespace }, spec };
}

/** https://cloudnative-pg.io/docs/current/monitoring */
function podMonitor(cluster: string, namespace: string): Manifest {
  const spec = {
    selector: { matchLabels: { "cnpg.io/cluster": cluster, "cnpg.io/podRole": "instance" } },
    podMetricsEndpoints: [{ port: "metrics" }],
  };
  return { apiVersion: "monitoring.coreos.com/v1", kind: "PodMonitor", metadata: { name: `postgres-${cluster}`, namespace }, spec };
}

function json(resources: NonNullable<PostgresCluster["resources"]>): JsonObject {
  return { requests: { ...resources.requests }, limits: { ...resources.limits } };
}
