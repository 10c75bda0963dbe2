import { randomInt } from "node:crypto";

import { HelmwrightError } from "@helmwright/core";
import type { Cluster, SecretValue } from "@helmwright/core";

import { generatedName, MANAGED_BY, PLATFORM, SECRET, SYSTEM_NAMESPACE } from "./names.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/**
 * The platform's generated secrets, those that are missing made first. They live in one Secret of the engine's, which no
 * component owns, so that they outlive whatever they open.
 */
export async function generatedSecrets(
  cluster: Cluster,
  id: string,
  leaves: readonly SecretValue[],
): Promise<(secretId: string) => string> {
  const wanted = new Map(leaves.flatMap(({ source }) => (source.from === "generated" ? [[source.id, source.length] as const] : [])));
  if (wanted.size === 0) return () => "";
  const address = { ...SECRET, namespace: SYSTEM_NAMESPACE, name: generatedName(id) };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const live = await cluster.get(address);
    const data = { ...(live?.["data"] as Readonly<Record<string, string>> | undefined) };
    const missing = [...wanted].filter(([name]) => data[dataKey(name)] === undefined);
    for (const [name, length] of missing) data[dataKey(name)] = Buffer.from(random(length)).toString("base64");
    const metadata = { namespace: SYSTEM_NAMESPACE, name: address.name, labels: MANAGED_BY, annotations: { [PLATFORM]: id } };
    const written =
      missing.length === 0 ||
      (live
        ? await cluster.replace({ ...live, data })
        : await cluster.create({ apiVersion: "v1", kind: "Secret", metadata, type: "Opaque", data }));
    if (written) return (secretId) => Buffer.from(data[dataKey(secretId)] ?? "", "base64").toString("utf8");
  }
  throw new HelmwrightError("SECRET_CONTENDED", `generate secrets: Secret ${SYSTEM_NAMESPACE}/${address.name} kept changing`, {
    hint: "Run again.",
  });
}

function random(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}

/** Keys of a Secret take letters, digits, `-`, `_` and `.`; everything else in an id is escaped. */
function dataKey(id: string): string {
  return id.replaceAll(/[^A-Za-z0-9.-]/g, (letter) => `_${letter.codePointAt(0)?.toString(16)}_`);
}
