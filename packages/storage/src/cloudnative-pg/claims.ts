import { HelmwrightError, secret } from "@helmwright/sdk";
import type { Context, SecretSpec, SecretValue } from "@helmwright/sdk";

import type { AskedDatabase, CloudNativePgOptions, PostgresCluster } from "./options.ts";

/** The password of a role: the same value for the role itself and for whoever logs in as it. */
export function rolePassword(cluster: string, owner: string): SecretValue {
  return secret.generated(`postgres.${cluster}.${owner}`);
}

/** The Secret the operator reads a role's password from. */
export const roleSecret = (cluster: string, owner: string): string => `${cluster}.role.${objectName(owner)}`;

/** A PostgreSQL name as part of an object's name. Dots join, because no part has one. */
export const objectName = (name: string): string => name.replaceAll("_", "-");

/** `cluster/database`: the name of a database reference. */
export const databaseRefName = (cluster: string, database: string): string => `${cluster}/${database}`;

/**
 * The databases asked of one cluster, each once and in a steady order. Throws `DATABASE_CONFLICT` when one database is
 * asked for with two owners, and `CLUSTER_UNKNOWN` when a reference names no declared cluster.
 */
export function askedDatabases({ name }: PostgresCluster, options: CloudNativePgOptions, context: Context): readonly AskedDatabase[] {
  const found = new Map<string, AskedDatabase>();
  const known = new Set((options.clusters ?? []).map((cluster) => cluster.name));
  for (const { ref, asks } of context.claims("database")) {
    const cluster = ref.name.slice(0, ref.name.indexOf("/"));
    if (!known.has(cluster)) {
      throw new HelmwrightError(
        "CLUSTER_UNKNOWN",
        `make database ${asks.database}: CloudNativePG has no cluster ${JSON.stringify(cluster)}`,
        {
          hint: `It has ${[...known].join(", ") || "none"}.`,
        },
      );
    }
    if (cluster !== name) continue;
    const other = found.get(asks.database);
    if (other && other.owner !== asks.owner) {
      throw new HelmwrightError(
        "DATABASE_CONFLICT",
        `make database ${asks.database} in ${name}: both ${other.owner} and ${asks.owner} shall own it`,
        {
          hint: "Ask for two databases, or with one owner.",
        },
      );
    }
    found.set(asks.database, { database: asks.database, owner: asks.owner });
  }
  return [...found.values()].toSorted((a, b) => (a.database < b.database ? -1 : 1));
}

export function ownersOf(databases: readonly AskedDatabase[]): readonly string[] {
  return [...new Set(databases.map(({ owner }) => owner))].toSorted();
}

export function cloudNativePgSecrets(options: CloudNativePgOptions, context: Context): readonly SecretSpec[] {
  return (options.clusters ?? []).flatMap((cluster) => {
    const { name, namespace = context.release.namespace, backups } = cluster;
    const credentials = backups?.bucket.out.credentials;
    const archive = credentials && {
      "access-key-id": credentials.accessKeyId,
      "secret-access-key": credentials.secretAccessKey,
      region: secret.text`${backups.bucket.out.region}`,
    };
    const roles = ownersOf(askedDatabases(cluster, options, context)).map((owner) => ({
      name: roleSecret(name, owner),
      namespace,
      type: "kubernetes.io/basic-auth",
      // The operator follows changes of Secrets with this label.
      labels: { "cnpg.io/reload": "true" },
      data: { username: secret.text`${owner}`, password: rolePassword(name, owner) },
    }));
    return archive ? [...roles, { name: `${name}-archive`, namespace, data: archive }] : roles;
  });
}
