import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { HelmwrightError } from "@helmwright/core";
import { type ReleasePayload, releasePayloadSchema, type ReleaseRecord } from "./release-record.ts";
import type { ReleaseStatus } from "./release.ts";

/** The Secret that holds one revision, as the Kubernetes API gives and takes it. */
export interface ReleaseSecret {
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
  readonly type?: string | undefined;
  readonly metadata?: {
    readonly name?: string | undefined;
    readonly namespace?: string | undefined;
    readonly labels?: Readonly<Record<string, string>> | undefined;
    readonly [field: string]: unknown;
  };
  /** Base64, as every Secret's data. */
  readonly data?: Readonly<Record<string, string>> | undefined;
}

/** A Secret that is ready to be written. */
export interface WritableReleaseSecret extends ReleaseSecret {
  readonly apiVersion: "v1";
  readonly kind: "Secret";
  readonly type: typeof RELEASE_SECRET_TYPE;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly data: { readonly release: string };
}

export const RELEASE_SECRET_TYPE = "helm.sh/release.v1";
/** Selects all release records in a list of Secrets. */
export const RELEASE_SECRET_SELECTOR = "owner=helm";
/** A record never holds more than a Secret, which is 1 MiB compressed; this bounds what it may unpack to, in bytes. */
const LARGEST_PAYLOAD = 256 * 1024 * 1024;

const unzip = promisify(gunzip);
const zip = promisify(gzip);

/** The Secret's name for a revision, which Helm looks it up by. */
export function releaseSecretName(release: string, revision: number): string {
  return `sh.helm.release.v1.${release}.v${revision}`;
}

async function decodePayload(data: string): Promise<ReleasePayload> {
  const bytes = Buffer.from(Buffer.from(data, "base64").toString("latin1"), "base64");
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08;
  const json = zipped ? await unzip(bytes, { maxOutputLength: LARGEST_PAYLOAD }) : bytes;
  return releasePayloadSchema.parse(JSON.parse(json.toString("utf8")));
}

/**
 * Reads a release record from its Secret: `data.release` is base64 (the Secret's) of base64 (Helm's) of gzipped JSON.
 *
 * @throws HelmwrightError `RELEASE_RECORD_INVALID`, without the record's content
 */
export async function decodeReleaseRecord(secret: ReleaseSecret): Promise<ReleaseRecord> {
  const { name = "(unnamed)", namespace = "", labels = {} } = secret.metadata ?? {};
  const data = secret.data?.["release"];
  const object = `Secret ${namespace}/${name}`;
  const invalid = (why: string, cause?: unknown): HelmwrightError =>
    new HelmwrightError("RELEASE_RECORD_INVALID", `read Helm release record ${object}: ${why}`, {
      hint: "Remove the record, or restore it from a backup.",
      subject: { object },
      cause,
    });
  if (secret.type !== undefined && secret.type !== RELEASE_SECRET_TYPE)
    throw invalid(`its type is ${secret.type}, not ${RELEASE_SECRET_TYPE}`);
  if (data === undefined) throw invalid("it has no data.release");
  try {
    return { payload: await decodePayload(data), labels, metadata: secret.metadata ?? {} };
  } catch (error) {
    throw invalid("its content is damaged", error);
  }
}

/** Makes the Secret for a record. Name, labels `name`, `owner`, `status` and `version` follow from the payload; other labels are kept. */
export async function encodeReleaseRecord({ payload, labels, metadata }: ReleaseRecord): Promise<WritableReleaseSecret> {
  const zipped = await zip(Buffer.from(JSON.stringify(payload), "utf8"), { level: 9 });
  return {
    apiVersion: "v1",
    kind: "Secret",
    type: RELEASE_SECRET_TYPE,
    metadata: {
      ...metadata,
      name: releaseSecretName(payload.name, payload.version),
      namespace: payload.namespace,
      labels: { ...labels, name: payload.name, owner: "helm", status: payload.info.status, version: String(payload.version) },
    },
    data: { release: Buffer.from(zipped.toString("base64"), "latin1").toString("base64") },
  };
}

/**
 * The record with another status, in payload and labels alike, as Helm itself would have written it at `now`. This is how a release
 * that a killed process left in `pending-*` becomes usable: as `failed`, it can be upgraded.
 */
export function withStatus(
  record: ReleaseRecord,
  status: ReleaseStatus,
  { description, now = new Date() }: { readonly description?: string | undefined; readonly now?: Date | undefined } = {},
): ReleaseRecord {
  const info = { ...record.payload.info, status, ...(description === undefined ? {} : { description }) };
  return {
    payload: { ...record.payload, info },
    labels: { ...record.labels, status, modifiedAt: String(Math.floor(now.getTime() / 1000)) },
    metadata: record.metadata,
  };
}
