import { isDeepStrictEqual } from "node:util";

import { mergeValues } from "@helmwright/core";

import type { BenchedChart } from "./benched-chart.ts";
import type { Checker, Problem } from "./checker.ts";
import type { Cluster } from "./cluster.ts";
import { judgeProblem } from "./judge-problem.ts";
import { documentsToTry } from "./tried-documents.ts";
import type { DocumentKind, TriedDocument } from "./tried-documents.ts";
import { valueAt } from "./value-paths.ts";
import type { ValuePath, Values } from "./value-paths.ts";

/** Something that the checker said about values of the chart's own authors. */
export interface ReportedProblem {
  readonly kind: DocumentKind;
  readonly origin: string;
  readonly path: ValuePath;
  readonly value: unknown;
  readonly message: string;
  /** What rendering shows: why it is right, or that it is wrong. */
  readonly because: string;
}

export interface FalseErrorsResult {
  readonly chart: string;
  readonly tried: Readonly<Record<DocumentKind, number>>;
  /** The key does something, and nobody but the checker refuses it. */
  readonly wrong: readonly ReportedProblem[];
  /** The key does nothing, or the API server refuses it: a mistake of the chart's authors. */
  readonly right: readonly ReportedProblem[];
  /** In values that Helm does not render, so that nothing can be shown. */
  readonly unproven: readonly ReportedProblem[];
}

/** Problems of one chart that are judged by rendering; whatever is beyond counts as wrong. */
const MOST_JUDGED = 60;
const MOST_BASES = 4;

/** Checks everything that a chart itself offers as values. */
export async function measureFalseErrors(chart: BenchedChart, checker: Checker, cluster: Cluster): Promise<FalseErrorsResult> {
  const documents = documentsToTry(chart);
  const tried = { defaults: 0, "schema example": 0, documented: 0, "booleans flipped": 0, "commented-out block": 0 };
  const known: { readonly problem: Problem; readonly value: unknown }[] = [];
  const sorted = { wrong: [] as ReportedProblem[], right: [] as ReportedProblem[], unproven: [] as ReportedProblem[] };
  for (const document of documents) {
    tried[document.kind] += 1;
    const rendering = { values: undefined as Values | undefined, asked: false };
    for (const problem of checker.problems(document.values)) {
      const value = valueAt(document.values, problem.path);
      if (known.some((one) => isDeepStrictEqual(one, { problem, value }))) continue;
      if (!rendering.asked) Object.assign(rendering, { asked: true, values: await renderable(chart, document, cluster) });
      const reported = { kind: document.kind, origin: document.origin, ...problem, value };
      if (rendering.values === undefined) {
        sorted.unproven.push({ ...reported, because: "Helm does not render these values" });
        continue;
      }
      known.push({ problem, value });
      const judgement =
        known.length > MOST_JUDGED
          ? { is: "wrong" as const, because: "not looked at: too many" }
          : await judgeProblem(chart, { values: rendering.values, path: problem.path }, cluster);
      sorted[judgement.is].push({ ...reported, because: judgement.because });
    }
  }
  return { chart: chart.id, tried, ...sorted };
}

/** The document, or where Helm asks for more, the document over other values that render. Undefined: nothing renders. */
async function renderable(chart: BenchedChart, { values }: TriedDocument, { render }: Cluster): Promise<Values | undefined> {
  const { values: least = {} } = await chart.base(render);
  const bases: readonly Values[] = [{}, least, ...chart.documented.slice(0, MOST_BASES).map((one) => one.values)];
  for (const base of bases) {
    const whole = mergeValues(base, values);
    if ((await chart.renderOnce(render, whole)).ok) return whole;
  }
  return undefined;
}
