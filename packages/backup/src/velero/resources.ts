import type { Context, JsonObject, Manifest } from "@helmwright/sdk";

import type { BackupLocation, BackupSchedule, SnapshotLocation, VeleroOptions, VolumeBackup } from "./options.ts";
import { locationSecret, snapshotSecret } from "./secrets.ts";

/** Locations and schedules. Velero looks for them in its own namespace only. */
export function veleroResources(
  { locations, schedules = [], snapshotLocations = [] }: VeleroOptions,
  { release }: Context,
): readonly Manifest[] {
  const chosen = locations.find((one) => one.default === true) ?? locations[0];
  return [
    ...locations.map((one) => manifest("BackupStorageLocation", one.name, release.namespace, locationSpec(one, one === chosen))),
    ...snapshotLocations.map((one) => manifest("VolumeSnapshotLocation", one.name, release.namespace, snapshotSpec(one))),
    ...schedules.map((one) => manifest("Schedule", one.name, release.namespace, scheduleSpec(one, chosen?.name, snapshotLocations))),
  ];
}

function manifest(kind: string, name: string, namespace: string, spec: JsonObject): Manifest {
  return { apiVersion: "velero.io/v1", kind, metadata: { name, namespace }, spec };
}

/** https://github.com/vmware-tanzu/velero-plugin-for-aws/blob/main/backupstoragelocation.md */
function locationSpec({ name, bucket, prefix, access = "ReadWrite", caCertificate }: BackupLocation, isDefault: boolean): JsonObject {
  const { region, endpoint, credentials } = bucket.out;
  const caCert = caCertificate === undefined ? undefined : Buffer.from(caCertificate).toString("base64");
  // Few other servers know the checksums that AWS's client sends by itself.
  const elsewhere = endpoint === undefined ? {} : { s3Url: endpoint, s3ForcePathStyle: "true", checksumAlgorithm: "" };
  return {
    provider: "aws",
    default: isDefault,
    accessMode: access,
    objectStorage: { bucket: bucket.out.name, prefix, caCert },
    config: { region, ...elsewhere },
    credential: credentials && { name: locationSecret(name), key: "cloud" },
  };
}

function snapshotSpec({ name, region, credentials }: SnapshotLocation): JsonObject {
  return { provider: "aws", config: { region }, credential: credentials && { name: snapshotSecret(name), key: "cloud" } };
}

function scheduleSpec(
  { cron, volumes, location, namespaces, excludedNamespaces, keepDays = 30, paused = false }: BackupSchedule,
  defaultLocation: string | undefined,
  snapshotLocations: readonly SnapshotLocation[],
): JsonObject {
  const volumeSnapshotLocations =
    volumes === "snapshot" && snapshotLocations.length > 0 ? snapshotLocations.map(({ name }) => name) : undefined;
  return {
    schedule: cron,
    paused,
    template: {
      storageLocation: location ?? defaultLocation,
      ttl: `${keepDays * 24}h0m0s`,
      includedNamespaces: namespaces ?? ["*"],
      excludedNamespaces,
      volumeSnapshotLocations,
      ...volumeSettings[volumes],
    },
  };
}

const volumeSettings: Readonly<Record<VolumeBackup, JsonObject>> = {
  snapshot: { snapshotVolumes: true, snapshotMoveData: false, defaultVolumesToFsBackup: false },
  move: { snapshotVolumes: true, snapshotMoveData: true, defaultVolumesToFsBackup: false },
  files: { snapshotVolumes: false, snapshotMoveData: false, defaultVolumesToFsBackup: true },
  none: { snapshotVolumes: false, snapshotMoveData: false, defaultVolumesToFsBackup: false },
};
