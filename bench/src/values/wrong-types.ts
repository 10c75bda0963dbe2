import { mergeValues } from "@helmwright/core";

import type { BenchedChart } from "./benched-chart.ts";
import type { Checker } from "./checker.ts";
import type { Cluster } from "./cluster.ts";
import { contextsOf } from "./contexts.ts";
import { sampleOf, seededRandom } from "./random.ts";
import { inTypeOf, replacementsFor, respellingOf } from "./replacements.ts";
import type { Replacement } from "./replacements.ts";
import { isReportedAt } from "./reported-at.ts";
import { tryRendering } from "./try-rendering.ts";
import type { Tried } from "./try-rendering.ts";
import { leafPaths, valueAt, withValue } from "./value-paths.ts";
import type { ValuePath, Values } from "./value-paths.ts";

/** A leaf with a value of another JSON type, on which the checker and the cluster do not agree. */
export interface WrongType {
  readonly path: ValuePath;
  readonly value: unknown;
  readonly why: string;
}

export interface WrongTypesResult {
  readonly chart: string;
  readonly leaves: number;
  readonly tried: number;
  /** Helm or the API server refuses so many. */
  readonly refused: number;
  /** Those of them that the checker did not report. */
  readonly unreported: readonly WrongType[];
  /** How many of the refused, and of the unreported, are refused in the leaf's own type too: the type is not the reason. */
  readonly notForType: { readonly refused: number; readonly unreported: number };
  /** So many are the same value in another spelling, and mean the same to all. */
  readonly alike: number;
  /** Those of them that the checker reports all the same. */
  readonly falselyReported: readonly WrongType[];
}

export interface WrongTypesOptions {
  readonly cluster: Cluster;
  /** Most leaves of one chart. */
  readonly sample: number;
  readonly seed: string;
}

interface Setting extends Pick<WrongTypesOptions, "cluster"> {
  readonly chart: BenchedChart;
  /** What Helm renders, and the leaves come into effect in. */
  readonly given: Values;
}

/** Puts values of other JSON types into leaves, one at a time, and compares what the checker says with what Helm and the API server say. */
export async function measureWrongTypes(chart: BenchedChart, checker: Checker, options: WrongTypesOptions): Promise<WrongTypesResult> {
  const { cluster, sample, seed } = options;
  const random = seededRandom(`${seed} types ${chart.id}`);
  const leaves = leafPaths(chart.defaults);
  const paths = sampleOf(leaves, sample, random);
  const others = leaves.filter((path) => !paths.includes(path) && isNumeric(valueAt(chart.defaults, path)));
  const respelt = sampleOf(others, Math.ceil(sample / 2), random);
  const setting: Setting = { chart, cluster, given: await givenFor(chart, [...paths, ...respelt], cluster) };
  const counts = { tried: 0, refused: 0, alike: 0 };
  const notForType = { refused: 0, unreported: 0 };
  const unreported: WrongType[] = [];
  const falselyReported: WrongType[] = [];
  for (const path of [...paths, ...respelt]) {
    const own = valueAt(chart.defaults, path);
    for (const replacement of paths.includes(path) ? replacementsFor(own) : [respellingOf(own)]) {
      if (replacement === undefined) continue;
      const { value } = replacement;
      const tried = await tryRendering(setting, path, value);
      if (tried.is === "unclear") continue;
      const reported = isReportedAt(checker, { defaults: chart.defaults, path, value });
      counts.tried += 1;
      if (tried.is === "refused") {
        counts.refused += 1;
        if (!reported) unreported.push({ path, value, why: tried.message });
        if (!(await isRefusedInOwnType(setting, path, { own, value }))) continue;
        notForType.refused += 1;
        if (!reported) notForType.unreported += 1;
      } else if (await isAlike(setting, path, { replacement, tried })) {
        counts.alike += 1;
        if (reported) falselyReported.push({ path, value, why: "the objects are the same" });
      }
    }
  }
  return { chart: chart.id, leaves: paths.length + respelt.length, ...counts, unreported, notForType, falselyReported };
}

/** Booleans hardly ever mean the same as text: more of the others are looked at. */
function isNumeric(value: unknown): boolean {
  return typeof value !== "boolean" && typeof respellingOf(value)?.value !== "boolean" && respellingOf(value) !== undefined;
}

async function isRefusedInOwnType(
  setting: Setting,
  path: ValuePath,
  { own, value }: { readonly own: unknown; readonly value: unknown },
): Promise<boolean> {
  const same = inTypeOf(own, value);
  return same !== undefined && (await tryRendering(setting, path, same)).is === "refused";
}

/** Values in which most leaves come into effect: with their switches on, where Helm renders that. */
async function givenFor(chart: BenchedChart, paths: readonly ValuePath[], { render }: Cluster): Promise<Values> {
  const { values: base = {} } = await chart.base(render);
  const [, switched] = contextsOf(chart, base);
  const given = mergeValues(base, switched?.(paths) ?? {});
  return (await chart.renderOnce(render, given)).ok ? given : base;
}

/**
 * Whether the value is the same one in another spelling, and means the same: the objects are equal, and so are those of a second
 * value in both spellings, and the two values can be told apart in the objects at all.
 */
async function isAlike(
  setting: Setting,
  path: ValuePath,
  { replacement: { second }, tried }: { readonly replacement: Replacement; readonly tried: Tried },
): Promise<boolean> {
  if (second === undefined || tried.is !== "accepted" || !tried.sameAsBefore) return false;
  const { chart, given } = setting;
  const other = { ...setting, given: withValue(given, path, second.own, chart.defaults) };
  const own = await tryRendering(setting, path, second.own);
  if (own.is !== "accepted" || own.sameAsBefore) return false;
  const respelt = await tryRendering(other, path, second.respelt);
  return respelt.is === "accepted" && respelt.sameAsBefore;
}
