import { join, resolve } from "node:path";

import { execa } from "execa";

import { benchedChart } from "./benched-chart.ts";
import { checkerOf } from "./checker.ts";
import { measureCompletion } from "./completion.ts";
import type { CompletionResult } from "./completion.ts";
import { mirrorCharts, readChart } from "./mirror-charts.ts";

export interface SpeedResult {
  /** A typical chart, each time in a fresh process. */
  readonly typical: { readonly chart: string; readonly milliseconds: readonly number[]; readonly peakBytes: number };
  readonly compiler: { readonly milliseconds: number; readonly passed: boolean };
  readonly completion: CompletionResult & { readonly chart: string };
}

const TYPICAL = "cert-manager";
const LARGEST = "kube-prometheus-stack";
const TIMES = 5;

/** What people wait for, one after the other on an otherwise idle machine. */
export async function measureSpeed(mirror: string, scratch: string): Promise<SpeedResult> {
  const newest = async (name: string): Promise<Awaited<ReturnType<typeof mirrorCharts>>[number]> => {
    const chart = (await mirrorCharts(mirror, [name])).at(-1);
    if (chart === undefined) throw new Error(`measure the speed: the mirror has no ${name}`);
    return chart;
  };
  const typical = await newest(TYPICAL);
  const opened = await benchedChart(typical, { scratch });
  const milliseconds: number[] = [];
  let peakBytes = 0;
  for (let time = 0; time < TIMES; time += 1) {
    const started = performance.now();
    const { generated } = await checkerOf(opened);
    milliseconds.push(performance.now() - started);
    peakBytes = Math.max(peakBytes, generated.peakBytes);
  }
  const root = resolve(import.meta.dirname, "../../..");
  const started = performance.now();
  const { exitCode } = await execa(join(root, "node_modules/.bin/tsc"), ["--noEmit"], { cwd: root, reject: false });
  const compiler = { milliseconds: performance.now() - started, passed: exitCode === 0 };
  const largest = await newest(LARGEST);
  const completion = { chart: largest.id, ...(await measureCompletion(await readChart(largest), scratch)) };
  return { typical: { chart: typical.id, milliseconds, peakBytes }, compiler, completion };
}
