import { isDeepStrictEqual } from "node:util";

import { objectIdOf, objectKey } from "@helmwright/core";
import type { Manifest } from "@helmwright/core";

import type { BenchedChart } from "./benched-chart.ts";
import type { Cluster } from "./cluster.ts";
import { newDocuments, readObjects } from "./rendered-objects.ts";
import { withValue } from "./value-paths.ts";
import type { ValuePath, Values } from "./value-paths.ts";

/** What Helm and the API server say of one changed value. */
export type Tried =
  | { readonly is: "refused"; readonly message: string }
  | { readonly is: "accepted"; readonly sameAsBefore: boolean }
  /** Nothing renders without the change, or what it changes is refused without it too. */
  | { readonly is: "unclear" };

export interface TryIn {
  readonly chart: BenchedChart;
  readonly given: Values;
  readonly cluster: Cluster;
}

/** Renders `given` with another value at a path, and shows every object that differs to the API server. */
export async function tryRendering({ chart, given, cluster: { render, api } }: TryIn, path: ValuePath, value: unknown): Promise<Tried> {
  const before = await chart.renderOnce(render, given);
  if (!before.ok) return { is: "unclear" };
  const after = await render(chart.folder, withValue(given, path, value, chart.defaults));
  if (!after.ok) return { is: "refused", message: `Helm: ${after.message}` };
  const old = new Map(readObjects(newDocuments(before.documents, after.documents)).map((object) => [keyOf(object), object]));
  const changed = readObjects(newDocuments(after.documents, before.documents)).filter(
    (object) => !isDeepStrictEqual(object, old.get(keyOf(object))),
  );
  let unclear = false;
  for (const object of changed) {
    const verdict = await api.dryRun(object);
    if (verdict.is === "accepted") continue;
    const counterpart = old.get(keyOf(object));
    if (verdict.is === "rejected" && (counterpart === undefined || (await api.dryRun(counterpart)).is === "accepted")) {
      return { is: "refused", message: `API server: ${verdict.message}` };
    }
    unclear = true;
  }
  if (unclear) return { is: "unclear" };
  return { is: "accepted", sameAsBefore: changed.length === 0 && isSameSet(old, after.documents) };
}

/** Nothing has gone, either. */
function isSameSet(old: ReadonlyMap<string, Manifest>, documents: readonly string[]): boolean {
  if (old.size === 0) return true;
  const now = new Set(readObjects(documents).map(keyOf));
  return [...old.keys()].every((key) => now.has(key));
}

function keyOf(object: Manifest): string {
  return objectKey(objectIdOf(object));
}
