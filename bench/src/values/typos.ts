import type { BenchedChart } from "./benched-chart.ts";
import type { Checker } from "./checker.ts";
import { classifyUnreported } from "./classify-unreported.ts";
import type { Cluster } from "./cluster.ts";
import { misspell } from "./misspell.ts";
import { sampleOf, seededRandom } from "./random.ts";
import { isAbout, problemKey } from "./reported-at.ts";
import { isTable, keyPaths, onlyPath, renameKey, valueAt } from "./value-paths.ts";
import type { ValuePath, Values } from "./value-paths.ts";

/** A key of a chart's values, misspelt. */
export interface Typo {
  readonly path: ValuePath;
  readonly misspelt: string;
}

/** A typo that was not reported, where the cluster shows that the place takes any key. */
export interface OpenTypo extends Typo {
  readonly reason: string;
}

export interface MissedTypo extends Typo {
  readonly why: string;
}

export interface TyposResult {
  readonly chart: string;
  /** Keys of the chart's `values.yaml`, at all depths. */
  readonly keys: number;
  readonly tried: number;
  readonly reported: number;
  readonly open: readonly OpenTypo[];
  readonly missed: readonly MissedTypo[];
  /** Typos that happen to be another key which the chart reads; they are not among those tried. */
  readonly meant: readonly Typo[];
}

export interface TyposOptions {
  /** Most keys of one chart. */
  readonly sample: number;
  readonly seed: string;
}

/** Misspells keys of a chart's values, one at a time, and sees whether the checker says so. */
export async function measureTypos(
  chart: BenchedChart,
  checker: Checker,
  { cluster, sample, seed }: TyposOptions & { readonly cluster: Cluster },
): Promise<TyposResult> {
  const keys = keyPaths(chart.defaults);
  const typos = typosOf(chart, { sample, seed });
  const before = new Set(checker.problems(chart.defaults).map(problemKey));
  const unreported = typos.filter((typo) => !isReported(chart.defaults, typo, { checker, before }));
  const classified = await classifyUnreported(chart, unreported, cluster);
  const tried = typos.length - classified.meant.length;
  return { chart: chart.id, keys: keys.length, tried, reported: typos.length - unreported.length, ...classified };
}

function typosOf({ id, defaults, root }: BenchedChart, { sample, seed }: TyposOptions): readonly Typo[] {
  const random = seededRandom(`${seed} typos ${id}`);
  const commented = new Set(root.commentedOut.flatMap(({ key }) => key ?? []));
  return sampleOf(keyPaths(defaults), sample, random).flatMap((path) => {
    const parent = valueAt(defaults, path.slice(0, -1));
    const taken = new Set([...(isTable(parent) ? Object.keys(parent) : []), ...(path.length === 1 ? commented : [])]);
    const misspelt = misspell(String(path.at(-1)), taken, random);
    return misspelt === undefined ? [] : [{ path, misspelt }];
  });
}

interface Against {
  readonly checker: Checker;
  /** Problems that the defaults have without any typo. */
  readonly before: ReadonlySet<string>;
}

/** Both for somebody who copied the whole of `values.yaml` and for somebody who gives this one value. */
function isReported(defaults: Values, { path, misspelt }: Typo, { checker, before }: Against): boolean {
  const place = [...path.slice(0, -1), misspelt];
  const says = (values: Values): boolean =>
    checker.problems(renameKey(values, path, misspelt)).some((problem) => !before.has(problemKey(problem)) && isAbout(problem, place));
  return says(onlyPath(defaults, path)) && says(defaults);
}
