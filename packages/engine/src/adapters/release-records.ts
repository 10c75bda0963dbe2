import type { LiveObject, ReleaseRecords } from "@helmwright/core";
import { decodeReleaseRecord, encodeReleaseRecord, splitManifests, withStatus } from "@helmwright/helm";

export const releaseRecords: ReleaseRecords = {
  decode: async (secret) => {
    const { payload } = await decodeReleaseRecord(secretOf(secret));
    const { manifests } = splitManifests(payload.manifest ?? "");
    const hooks = (payload.hooks ?? []).flatMap(({ manifest }) => {
      const split = splitManifests(manifest ?? "");
      return [...split.manifests, ...split.hooks];
    });
    return {
      name: payload.name,
      namespace: payload.namespace,
      revision: payload.version,
      status: payload.info.status,
      chart: { name: payload.chart?.metadata.name ?? "", version: payload.chart?.metadata.version ?? "" },
      values: payload.config ?? {},
      manifests: manifests.map(({ object }) => object),
      hooks: hooks.map(({ object }) => object),
      updated: payload.info.last_deployed,
    };
  },
  markFailed: async (secret) => {
    const record = await decodeReleaseRecord(secretOf(secret));
    const written = await encodeReleaseRecord(withStatus(record, "failed", { description: "left in the middle by an interrupted run" }));
    return { ...secret, metadata: { ...secret.metadata, labels: written.metadata.labels }, data: written.data };
  },
};

function secretOf(secret: LiveObject): Parameters<typeof decodeReleaseRecord>[0] {
  const { metadata } = secret;
  return { type: secret["type"] as string, metadata: { ...metadata }, data: secret["data"] as Readonly<Record<string, string>> };
}
