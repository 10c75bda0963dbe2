import { refSchema, resourcesSchema, secretSchema } from "@helmwright/sdk";
import type { BucketRef, ResourceRequirements, SecretValue, Shape } from "@helmwright/sdk";
import { z } from "zod";

/** Where backups are kept. */
export interface BackupLocation<L extends string = string> {
  /** Name of the location, unique among them. */
  readonly name: L;
  /** The bucket, with its credentials. */
  readonly bucket: BucketRef;
  /** Folder in the bucket; clusters that share a bucket need one each. Default: none. */
  readonly prefix?: string | undefined;
  /** Whether schedules and backups that name no location use this one. Default: the first location. */
  readonly default?: boolean | undefined;
  /** `ReadOnly` restores only: for the cluster that takes over from another. Default: `ReadWrite`. */
  readonly access?: "ReadWrite" | "ReadOnly" | undefined;
  /** Authority of the endpoint's certificate, PEM. Default: the public ones. */
  readonly caCertificate?: string | undefined;
}

/** Where a cloud keeps volume snapshots that Velero takes itself. CSI volumes need none. */
export interface SnapshotLocation {
  /** Name of the location, unique among them. */
  readonly name: string;
  /** Region of the volumes: `eu-central-1`. */
  readonly region: string;
  /** Default: what the pod's service account or node may do. */
  readonly credentials?:
    | {
        /** Id of the access key. */
        readonly accessKeyId: SecretValue;
        /** The access key itself. */
        readonly secretAccessKey: SecretValue;
      }
    | undefined;
}

/**
 * What becomes of volumes: `snapshot` takes snapshots that stay in the storage system; `move` copies CSI snapshots to the
 * bucket; `files` copies files of mounted volumes to the bucket; `none` leaves data out.
 */
export type VolumeBackup = "snapshot" | "move" | "files" | "none";

export interface BackupSchedule<L extends string = string> {
  /** Name of the schedule; names of its backups begin with it. */
  readonly name: string;
  /** Five fields, UTC: `0 2 * * *` is daily at two. */
  readonly cron: string;
  /** There is no default: nobody should find out after the loss. */
  readonly volumes: VolumeBackup;
  /** Default: the default location. */
  readonly location?: NoInfer<L> | undefined;
  /** Default: all. */
  readonly namespaces?: readonly string[] | undefined;
  /** Default: none. */
  readonly excludedNamespaces?: readonly string[] | undefined;
  /** Days after which a backup goes. Default: 30. */
  readonly keepDays?: number | undefined;
  /** Default: false. */
  readonly paused?: boolean | undefined;
}

export interface VeleroOptions<L extends string = string> {
  /** Where backups go; at least one. */
  readonly locations: readonly BackupLocation<L>[];
  /** Default: none, which backs nothing up by itself. */
  readonly schedules?: readonly BackupSchedule<L>[] | undefined;
  /** Snapshots of AWS volumes without CSI. Default: none. */
  readonly snapshotLocations?: readonly SnapshotLocation[] | undefined;
  /** Whether volumes are snapshotted by CSI; it needs the snapshot controller and a VolumeSnapshotClass. Default: false. */
  readonly csiSnapshots?: boolean | undefined;
  /** An agent on each node, which `move` and `files` need. Default: true when a schedule needs it. */
  readonly nodeAgent?: boolean | undefined;
  /** Encrypts what the agents write. Keep it outside the cluster: without it their backups can't be read. Required with the agents. */
  readonly repositoryPassword?: SecretValue | undefined;
  /** Of the server. Default: requests of 100m CPU and 128Mi memory, a limit of 1Gi memory. */
  readonly resources?: ResourceRequirements | undefined;
  /** Of the agent on each node. Default: requests of 100m CPU and 256Mi memory, a limit of 2Gi memory. */
  readonly nodeAgentResources?: ResourceRequirements | undefined;
}

const name = z.string().regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, "expected lower case, digits, - and .");
const names = z.array(z.string().min(1)).min(1).readonly().optional();
const distinct = (items: readonly { readonly name: string }[]): boolean => new Set(items.map((one) => one.name)).size === items.length;

const location = z.strictObject({
  name,
  bucket: refSchema("bucket"),
  prefix: z
    .string()
    .regex(/^[^/].*[^/]$|^[^/]$/, "expected a folder without / at its ends")
    .optional(),
  default: z.boolean().optional(),
  access: z.enum(["ReadWrite", "ReadOnly"]).optional(),
  caCertificate: z.string().includes("BEGIN CERTIFICATE").optional(),
} satisfies Shape<BackupLocation>);
const snapshotLocation = z.strictObject({
  name,
  region: z.string().min(1),
  credentials: z.strictObject({ accessKeyId: secretSchema, secretAccessKey: secretSchema }).optional(),
} satisfies Shape<SnapshotLocation>);
const schedule = z.strictObject({
  name,
  cron: z.string().regex(/^(@(every \S+|yearly|annually|monthly|weekly|daily|midnight|hourly)|\S+( \S+){4})$/, "expected five fields"),
  volumes: z.enum(["snapshot", "move", "files", "none"]),
  location: z.string().optional(),
  namespaces: names,
  excludedNamespaces: names,
  keepDays: z.int().min(1).optional(),
  paused: z.boolean().optional(),
} satisfies Shape<BackupSchedule>);

export const veleroOptions: Shape<VeleroOptions> = {
  locations: z
    .array(location)
    .min(1)
    .refine(distinct, "two locations have the same name")
    .refine((all) => all.filter((one) => one.default === true).length < 2, "two locations are the default")
    .readonly(),
  schedules: z.array(schedule).refine(distinct, "two schedules have the same name").readonly().optional(),
  snapshotLocations: z.array(snapshotLocation).refine(distinct, "two snapshot locations have the same name").readonly().optional(),
  csiSnapshots: z.boolean().optional(),
  nodeAgent: z.boolean().optional(),
  repositoryPassword: secretSchema.optional(),
  resources: resourcesSchema.optional(),
  nodeAgentResources: resourcesSchema.optional(),
};
