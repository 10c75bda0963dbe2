import type { Rendering } from "./renderer.ts";

/**
 * Whether two renderings say the same. Templates whose output is different each time (a random password) are left out where `again`
 * is the first one once more.
 */
export function isSameOutput(first: Rendering, other: Rendering, again: Rendering = first): boolean {
  if (!first.ok || !other.ok || !again.ok) return first.ok === other.ok;
  const volatile = new Set(difference(first.documents, again.documents).map(sourceOf));
  return difference(first.documents, other.documents).every((document) => volatile.has(sourceOf(document)));
}

/** Documents that only one of the two has. */
function difference(a: readonly string[], b: readonly string[]): readonly string[] {
  const [inA, inB] = [new Set(a), new Set(b)];
  return [...a.filter((document) => !inB.has(document)), ...b.filter((document) => !inA.has(document))];
}

function sourceOf(document: string): string {
  return /^# Source: (.+)$/mu.exec(document)?.[1] ?? "";
}
