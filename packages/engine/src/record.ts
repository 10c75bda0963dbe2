import { gunzipSync, gzipSync } from "node:zlib";

import { HelmwrightError } from "@helmwright/core";
import type { Cluster, LiveObject, RunTimeObject, StepKind } from "@helmwright/core";
import { z } from "zod";

import { MANAGED_BY, MANAGER, PLATFORM, SECRET, stateName, SYSTEM_NAMESPACE } from "./names.ts";

/** A step as it must be known to undo it when `platform.ts` no longer has it. */
export interface StoredStep {
  readonly id: string;
  readonly kind: StepKind;
  readonly component: string;
  readonly needs: readonly { readonly step: string; readonly why: string }[];
  readonly release?: { readonly name: string; readonly namespace: string } | undefined;
  readonly namespace?: string | undefined;
  /** Names of custom resource definitions, and the digest of the chart they are from. */
  readonly crds?: { readonly digest: string; readonly names: readonly string[] } | undefined;
  readonly secrets?: readonly { readonly namespace: string; readonly name: string }[] | undefined;
  readonly atRunTime?: readonly RunTimeObject[] | undefined;
}

export interface StoredRevision {
  readonly revision: number;
  readonly at: string;
  readonly by: string;
  readonly commit?: string | undefined;
  readonly environment: string;
  readonly outcome: string;
  readonly releases: readonly { readonly step: string; readonly chart: string; readonly digest: string; readonly values: unknown }[];
}

/** What the engine remembers of a platform in its cluster. */
export interface PlatformRecord {
  readonly version: 1;
  readonly platform: { readonly name: string; readonly id: string };
  readonly steps: readonly StoredStep[];
  /** The newest ten, oldest first. */
  readonly revisions: readonly StoredRevision[];
}

export interface State {
  readonly record: PlatformRecord;
  /** Key of the fingerprints of secrets. */
  readonly key: string;
}

const need = z.object({ step: z.string(), why: z.string() });
const runTime = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
  by: z.string(),
  retention: z.enum(["keep", "remove"]).optional(),
});
const recordSchema: z.ZodType<PlatformRecord> = z.object({
  version: z.literal(1),
  platform: z.object({ name: z.string(), id: z.string() }),
  steps: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(["namespace", "crds", "secrets", "release"]),
      component: z.string(),
      needs: z.array(need),
      release: z.object({ name: z.string(), namespace: z.string() }).optional(),
      namespace: z.string().optional(),
      crds: z.object({ digest: z.string(), names: z.array(z.string()) }).optional(),
      secrets: z.array(z.object({ namespace: z.string(), name: z.string() })).optional(),
      atRunTime: z.array(runTime).optional(),
    }),
  ),
  revisions: z.array(
    z.object({
      revision: z.int(),
      at: z.string(),
      by: z.string(),
      commit: z.string().optional(),
      environment: z.string(),
      outcome: z.string(),
      releases: z.array(z.object({ step: z.string(), chart: z.string(), digest: z.string(), values: z.unknown() })),
    }),
  ),
});

export async function readState(cluster: Cluster, id: string): Promise<State | undefined> {
  const secret = await cluster.get({ ...SECRET, namespace: SYSTEM_NAMESPACE, name: stateName(id) });
  return secret && decodeState(secret);
}

function decodeState(secret: LiveObject): State {
  const data = (secret["data"] ?? {}) as Readonly<Record<string, string | undefined>>;
  try {
    const json: unknown = JSON.parse(
      gunzipSync(Buffer.from(data["record"] ?? "", "base64"), { maxOutputLength: 64 * 1024 * 1024 }).toString("utf8"),
    );
    return { record: recordSchema.parse(json), key: Buffer.from(data["key"] ?? "", "base64").toString("utf8") };
  } catch (cause) {
    throw new HelmwrightError(
      "RECORD_UNREADABLE",
      `read the platform's record: Secret ${SYSTEM_NAMESPACE}/${secret.metadata.name} can't be understood`,
      {
        cause,
        hint: "It was written by a newer version, or by something else. Use that version, or delete the Secret: releases are then adopted.",
      },
    );
  }
}

export async function writeState(cluster: Cluster, id: string, { record, key }: State): Promise<void> {
  await cluster.apply(
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { namespace: SYSTEM_NAMESPACE, name: stateName(id), labels: MANAGED_BY, annotations: { [PLATFORM]: id } },
      type: "helmwright.dev/platform.v1",
      data: { record: gzipSync(JSON.stringify(record)).toString("base64"), key: Buffer.from(key).toString("base64") },
    },
    { manager: MANAGER, force: true },
  );
}
