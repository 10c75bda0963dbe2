import { createHash, createHmac } from "node:crypto";

/** JSON with sorted keys and without undefined: equal values give equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
    .join(",")}}`;
}

/** A short digest of everything a step is made from: the same on every machine. */
export function fingerprint(value: unknown): string {
  return createHash("sha256").update(canonical(value)).digest("hex").slice(0, 32);
}

/** Like `fingerprint`, for secrets: without the key, guesses can't be tried against it. */
export function keyedFingerprint(key: string, value: unknown): string {
  return createHmac("sha256", key).update(canonical(value)).digest("hex").slice(0, 32);
}
