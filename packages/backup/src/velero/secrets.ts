import { secret } from "@helmwright/sdk";
import type { SecretSpec, SecretValue } from "@helmwright/sdk";

import type { VeleroOptions } from "./options.ts";

export const locationSecret = (location: string): string => `location-${location}`;
export const snapshotSecret = (location: string): string => `snapshots-${location}`;

/** Velero looks for the password of its repositories under this name, and makes a well-known one when there is none. */
const repositorySecret = "velero-repo-credentials";

export function veleroSecrets({ locations, snapshotLocations = [], repositoryPassword }: VeleroOptions): readonly SecretSpec[] {
  const ofLocations = locations.flatMap(({ name, bucket: { out } }) =>
    out.credentials ? [{ name: locationSecret(name), data: { cloud: profileOf(out.credentials) } }] : [],
  );
  const ofSnapshots = snapshotLocations.flatMap(({ name, credentials }) =>
    credentials ? [{ name: snapshotSecret(name), data: { cloud: profileOf(credentials) } }] : [],
  );
  const repository = repositoryPassword ? [{ name: repositorySecret, data: { "repository-password": repositoryPassword } }] : [];
  return [...ofLocations, ...ofSnapshots, ...repository];
}

/** A credentials file as AWS's clients read it. */
function profileOf({
  accessKeyId,
  secretAccessKey,
}: {
  readonly accessKeyId: SecretValue;
  readonly secretAccessKey: SecretValue;
}): SecretValue {
  return secret.text`[default]\naws_access_key_id=${accessKeyId}\naws_secret_access_key=${secretAccessKey}\n`;
}
