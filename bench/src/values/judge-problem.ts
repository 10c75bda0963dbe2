import { mergeValues, objectIdOf, objectKey } from "@helmwright/core";

import type { BenchedChart } from "./benched-chart.ts";
import type { Cluster } from "./cluster.ts";
import { contextsOf } from "./contexts.ts";
import { newDocuments, readObjects } from "./rendered-objects.ts";
import { isSameOutput } from "./is-same-output.ts";
import { valueAt, withValue } from "./value-paths.ts";
import type { ValuePath, Values } from "./value-paths.ts";

/** Whether a problem that the checker reports is one. */
export interface Judgement {
  readonly is: "right" | "wrong";
  readonly because: string;
}

export interface Reported {
  /** Values that Helm renders. */
  readonly values: Values;
  /** What is reported in them. */
  readonly path: ValuePath;
}

/** What a key is tried with: if none of it changes anything, the key does nothing. Once switches are changed, the first of them do. */
const OTHERS: readonly unknown[] = [null, "hwpzzzq", { hwpzzzq: "hwpzzzq" }, true, ["hwpzzzq"]];
const FEW = 3;

/** A problem is right where the API server refuses what comes of the value, or where nothing ever comes of the key. */
export async function judgeProblem(chart: BenchedChart, reported: Reported, cluster: Cluster): Promise<Judgement> {
  if (reported.path.length === 0) return { is: "wrong", because: "Helm renders the values" };
  const refusal = await refusalOf(chart, reported, cluster);
  if (refusal !== undefined) return { is: "right", because: `the API server refuses it: ${refusal}` };
  const effect = await effectOf(chart, reported, cluster);
  return effect === undefined ? { is: "right", because: "the key does nothing" } : { is: "wrong", because: effect };
}

/** What the API server says to the objects that the value changes, when it takes them without the value. */
async function refusalOf(chart: BenchedChart, { values, path }: Reported, { render, api }: Cluster): Promise<string | undefined> {
  const [given, without] = await Promise.all([values, withValue(values, path, null)].map((one) => chart.renderOnce(render, one)));
  if (!given?.ok || !without?.ok) return undefined;
  const before = new Map(readObjects(without.documents).map((object) => [objectKey(objectIdOf(object)), object]));
  for (const object of readObjects(newDocuments(given.documents, without.documents))) {
    const verdict = await api.dryRun(object);
    const old = before.get(objectKey(objectIdOf(object)));
    if (verdict.is === "rejected" && (old === undefined || (await api.dryRun(old)).is === "accepted")) return verdict.message;
  }
  return undefined;
}

/** What shows that the key does something, in any of the contexts. Undefined: nothing does. */
export async function effectOf(chart: BenchedChart, { values, path }: Reported, { render }: Cluster): Promise<string | undefined> {
  const value = valueAt(values, path);
  const { values: base = {} } = await chart.base(render);
  const tried = new Set<string>();
  for (const [index, context] of contextsOf(chart, base).entries()) {
    const switched = mergeValues(values, context([path]));
    const whole = value === undefined ? switched : withValue(switched, path, value, chart.defaults);
    if (tried.has(JSON.stringify(whole))) continue;
    tried.add(JSON.stringify(whole));
    const given = await chart.renderOnce(render, whole);
    if (!given.ok) continue;
    for (const other of tried.size === 1 ? OTHERS : OTHERS.slice(0, FEW)) {
      const changed = await render(chart.folder, withValue(whole, path, other, chart.defaults));
      if (isSameOutput(given, changed)) continue;
      const again = await render(chart.folder, whole);
      if (!isSameOutput(given, changed, again)) return `${JSON.stringify(other)} in its place changes what is rendered (context ${index})`;
    }
  }
  return undefined;
}
