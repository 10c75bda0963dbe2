import { z } from "zod";
import { type ReleaseStatus, releaseStatusSchema } from "./release.ts";

/** JSON fields that are kept although nothing here knows them. */
export interface UnknownFields {
  readonly [field: string]: unknown;
}

export interface RecordInfo extends UnknownFields {
  readonly status: ReleaseStatus;
  readonly description?: string | undefined;
  readonly first_deployed?: string | undefined;
  readonly last_deployed?: string | undefined;
  readonly deleted?: string | undefined;
  readonly notes?: string | undefined;
}

export interface RecordHook extends UnknownFields {
  readonly name?: string | undefined;
  readonly kind?: string | undefined;
  readonly path?: string | undefined;
  readonly manifest?: string | undefined;
  readonly events?: readonly string[] | undefined;
  readonly weight?: number | undefined;
  readonly delete_policies?: readonly string[] | undefined;
  readonly last_run?: UnknownFields | undefined;
}

export interface RecordChartMetadata extends UnknownFields {
  readonly name: string;
  readonly version: string;
  readonly appVersion?: string | undefined;
}

export interface RecordChart extends UnknownFields {
  readonly metadata: RecordChartMetadata;
  /** The chart's default values. */
  readonly values?: UnknownFields | null | undefined;
}

/** The payload of a release record, named as Helm names it. Fields that Helm adds later are kept. */
export interface ReleasePayload extends UnknownFields {
  readonly name: string;
  readonly namespace: string;
  readonly version: number;
  readonly info: RecordInfo;
  readonly chart?: RecordChart | null | undefined;
  /** The values given by the user. */
  readonly config?: UnknownFields | null | undefined;
  readonly manifest?: string | undefined;
  readonly hooks?: readonly RecordHook[] | null | undefined;
  readonly apply_method?: string | undefined;
}

/** One revision of a release as it lies in the cluster. */
export interface ReleaseRecord {
  readonly payload: ReleasePayload;
  /** All labels of the Secret: Helm's own (`name`, `owner`, `status`, `version`, times) and the user's. */
  readonly labels: Readonly<Record<string, string>>;
  /** What else the Secret's metadata had (uid, resourceVersion), kept for an update that notices a change in between. */
  readonly metadata: UnknownFields;
}

const text = z.string().exactOptional();
const open = z.record(z.string(), z.unknown());

/** Reads a payload and keeps every field that is not named here. */
export const releasePayloadSchema: z.ZodType<ReleasePayload> = z.looseObject({
  name: z.string(),
  namespace: z.string().default(""),
  version: z.int(),
  info: z.looseObject({
    status: releaseStatusSchema,
    description: text,
    first_deployed: text,
    last_deployed: text,
    deleted: text,
    notes: text,
  }),
  chart: z
    .looseObject({
      metadata: z.looseObject({ name: z.string(), version: z.string(), appVersion: text }),
      values: open.nullable().exactOptional(),
    })
    .nullable()
    .exactOptional(),
  config: open.nullable().exactOptional(),
  manifest: text,
  hooks: z
    .array(
      z.looseObject({
        name: text,
        kind: text,
        path: text,
        manifest: text,
        events: z.array(z.string()).exactOptional(),
        weight: z.number().exactOptional(),
        delete_policies: z.array(z.string()).exactOptional(),
        last_run: open.exactOptional(),
      }),
    )
    .nullable()
    .exactOptional(),
  apply_method: text,
});
