import { quantitySchema, refSchema, resourcesSchema } from "@helmwright/sdk";
import type { BucketRef, ResourceRequirements, Shape, StorageClassRef } from "@helmwright/sdk";
import { z } from "zod";

export interface PostgresStorage {
  /** Size of each instance's volume; it can grow, never shrink. */
  readonly size: string;
  /** Default: the cluster's default class. It can't be changed later. */
  readonly class?: StorageClassRef | undefined;
  /** Size of a volume for the write-ahead log alone. Default: none, the log shares the volume. */
  readonly walSize?: string | undefined;
}

/** Continuous archive of the write-ahead log, and base backups: restores to any second in between. */
export interface PostgresBackups {
  /** Where they are kept, with its credentials. */
  readonly bucket: BucketRef;
  /** When a base backup is made: six fields, seconds first. Default: `0 0 3 * * *`, daily at three. */
  readonly schedule?: string | undefined;
  /** How far back one can go, in days. Default: 30. */
  readonly keepDays?: number | undefined;
}

/** A PostgreSQL cluster: one primary, and replicas that follow it. */
export interface PostgresCluster<C extends string = string> {
  /** Name of the cluster, unique in its namespace. */
  readonly name: C;
  /** A namespace that exists already or that another component makes. Default: the operator's. */
  readonly namespace?: string | undefined;
  /** The primary included. Default: 3 in `ha`, 1 in `single-node`. */
  readonly instances?: number | undefined;
  /** Volumes of each instance. */
  readonly storage: PostgresStorage;
  /** Image of PostgreSQL, with tag: a new minor version rolls, a new major version upgrades offline. Default: the operator's own when the cluster is made. */
  readonly image?: string | undefined;
  /** Settings of postgresql.conf. Default: none. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Default: requests of 100m CPU and 256Mi memory, a limit of 1Gi memory. */
  readonly resources?: ResourceRequirements | undefined;
  /** Default: none, which is a decision: a deleted table is gone. */
  readonly backups?: PostgresBackups | undefined;
}

export interface CloudNativePgOptions<C extends string = string> {
  /** Default: none, the operator alone. */
  readonly clusters?: readonly PostgresCluster<C>[] | undefined;
  /** Pods of the operator; one of them leads. Default: 2 in `ha`, 1 in `single-node`. */
  readonly replicas?: number | undefined;
  /** Of the operator. Default: requests of 50m CPU and 128Mi memory, a limit of 512Mi memory. */
  readonly resources?: ResourceRequirements | undefined;
}

/** What a claim for a database asks. */
export interface AskedDatabase {
  /** Name of the database. */
  readonly database: string;
  /** Role that owns it and may log in. */
  readonly owner: string;
}

const storage = z.strictObject({
  size: quantitySchema,
  class: refSchema("storageClass").optional(),
  walSize: quantitySchema.optional(),
} satisfies Shape<PostgresStorage>);
const backups = z.strictObject({
  bucket: refSchema("bucket"),
  schedule: z
    .string()
    .regex(/^\S+( \S+){5}$/, "expected six fields, seconds first")
    .optional(),
  keepDays: z.int().min(1).optional(),
} satisfies Shape<PostgresBackups>);
const cluster = z.strictObject({
  // The operator appends to it, and a Service's name may have 63 characters.
  name: z
    .string()
    .max(50)
    .regex(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, "expected lower case, digits and -"),
  namespace: z.string().min(1).optional(),
  instances: z.int().min(1).optional(),
  storage,
  image: z
    .string()
    .regex(/:[^/]+$/, "expected an image with its tag")
    .optional(),
  parameters: z.record(z.string(), z.string()).optional(),
  resources: resourcesSchema.optional(),
  backups: backups.optional(),
} satisfies Shape<PostgresCluster>);

export const cloudNativePgOptions: Shape<CloudNativePgOptions> = {
  clusters: z
    .array(cluster)
    .refine((clusters) => new Set(clusters.map(({ name }) => name)).size === clusters.length, "two clusters have the same name")
    .readonly()
    .optional(),
  replicas: z.int().min(1).optional(),
  resources: resourcesSchema.optional(),
};

/** Narrower than PostgreSQL, so that names need no quotes and fit into names of objects. */
const identifier = /^[a-z]([a-z0-9_]{0,61}[a-z0-9])?$/;

/** Why PostgreSQL or the operator would refuse these names, or undefined. */
export function refuseDatabase({ database, owner }: AskedDatabase): string | undefined {
  for (const [what, name] of [["database", database] as const, ["owner", owner] as const]) {
    if (!identifier.test(name))
      return `${JSON.stringify(name)} is no ${what} name: it takes up to 63 of lower case, digits and _, starts with a letter and does not end in _`;
  }
  if (["postgres", "template0", "template1"].includes(database)) return `database ${database} belongs to PostgreSQL itself`;
  if (["postgres", "streaming_replica"].includes(owner) || /^(pg_|cnpg_)/.test(owner))
    return `role ${owner} belongs to PostgreSQL or its operator`;
  return undefined;
}
