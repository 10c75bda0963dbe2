import { parseArgs } from "node:util";

import { measurements } from "./run-charts.ts";
import type { Measurement } from "./run-charts.ts";

export interface Options {
  /** Names of charts, with or without version; empty is all. */
  readonly charts: readonly string[];
  /** Most keys of a chart that are misspelt. */
  readonly sample: number;
  readonly seed: string;
  /** Gives every chart another name first. */
  readonly renamed: boolean;
  /** Puts the table into docs/benchmarks.md. */
  readonly write: boolean;
  /** File for all results. */
  readonly json: string | undefined;
  readonly only: ReadonlySet<Measurement>;
  /** A sandbox that stays for the next run. */
  readonly sandbox: string | undefined;
}

/**
 * `--charts a,b --sample 300 --seed 1 --only typos,types --renamed --write --json FILE --sandbox NAME`
 *
 * @throws RangeError, TypeError
 */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      charts: { type: "string" },
      sample: { type: "string", default: "300" },
      seed: { type: "string", default: "1" },
      renamed: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      json: { type: "string" },
      only: { type: "string", default: measurements.join(",") },
      sandbox: { type: "string" },
    },
  });
  const sample = Number(values.sample);
  if (!Number.isInteger(sample) || sample < 1) throw new RangeError("--sample takes a whole number above 0");
  const only = values.only.split(",");
  const unknown = only.filter((name) => !measurements.includes(name as Measurement));
  if (unknown.length > 0) throw new RangeError(`--only takes ${measurements.join(", ")}; not ${unknown.join(", ")}`);
  const { seed, renamed, write, json, sandbox } = values;
  return { charts: values.charts?.split(",") ?? [], sample, seed, renamed, write, json, sandbox, only: new Set(only as Measurement[]) };
}
