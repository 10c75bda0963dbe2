import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { decodeReleaseRecord, encodeReleaseRecord, withStatus } from "./release-record-codec.ts";
import type { ReleaseRecord } from "./release-record.ts";

const RECORD: ReleaseRecord = {
  payload: {
    name: "web",
    namespace: "shop",
    version: 3,
    info: { status: "pending-upgrade", description: "Preparing upgrade", last_deployed: "2026-01-01T00:00:00Z", future: [1] },
    chart: { metadata: { name: "web", version: "1.0.0", icon: "x" }, values: { a: 1 }, templates: null },
    config: { a: 2 },
    manifest: "---\n# Source: a\nkind: A\n",
    hooks: [{ name: "h", events: ["pre-install"], last_run: { phase: "" } }],
    apply_method: "ssa",
    field_of_tomorrow: { kept: true },
  },
  labels: { name: "web", owner: "helm", status: "pending-upgrade", version: "3", createdAt: "1", team: "a" },
  metadata: { name: "sh.helm.release.v1.web.v3", namespace: "shop", resourceVersion: "17" },
};

test("what is encoded decodes to the same, fields of tomorrow included", async () => {
  const secret = await encodeReleaseRecord(RECORD);
  expect(secret).toMatchObject({
    apiVersion: "v1",
    kind: "Secret",
    type: "helm.sh/release.v1",
    metadata: { name: "sh.helm.release.v1.web.v3", namespace: "shop", resourceVersion: "17", labels: RECORD.labels },
  });
  const inner = Buffer.from(secret.data.release, "base64").toString();
  expect(JSON.parse(gunzipSync(Buffer.from(inner, "base64")).toString())).toStrictEqual(RECORD.payload);
  expect(await decodeReleaseRecord(secret)).toStrictEqual({ ...RECORD, metadata: { ...RECORD.metadata, labels: RECORD.labels } });
});

test("a new status stands in payload and label", () => {
  const changed = withStatus(RECORD, "failed", { description: "interrupted", now: new Date(5_000_900) });
  expect(changed).toStrictEqual({
    payload: { ...RECORD.payload, info: { ...RECORD.payload.info, status: "failed", description: "interrupted" } },
    labels: { ...RECORD.labels, status: "failed", modifiedAt: "5000" },
    metadata: RECORD.metadata,
  });
});

test.each([
  ["no data", { metadata: { name: "s", namespace: "n" } }],
  ["another type", { type: "Opaque", data: { release: "" } }],
  ["no gzip and no JSON", { data: { release: Buffer.from("aGVsbG8=").toString("base64") } }],
  ["cut off", { data: { release: Buffer.from("H4sIAAAA").toString("base64") } }],
  ["another shape", { data: { release: Buffer.from(Buffer.from('{"name":"hunter2"}').toString("base64")).toString("base64") } }],
])("%s is a damaged record", async (_, secret) => {
  await expect(decodeReleaseRecord(secret)).rejects.toMatchObject({
    code: "RELEASE_RECORD_INVALID",
    message: expect.not.stringContaining("hunter2") as string,
  });
});
