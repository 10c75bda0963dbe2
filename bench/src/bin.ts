import { rm } from "node:fs/promises";
import { parseArgs } from "node:util";

import { sandboxDown } from "@helmwright/sandbox";

import { rememberCluster } from "./clean-cluster.ts";
import { openArena } from "./contestants.ts";
import { describeMachine } from "./describe-machine.ts";
import { formatResults, formatSample } from "./format-results.ts";
import { runBench } from "./run-bench.ts";
import type { Sample } from "./run-bench.ts";
import { writeResults } from "./write-results.ts";

// `pnpm bench [--rounds 3] [--write]`: measures, prints, and with --write puts the results into docs/benchmarks.md.
const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" }, write: { type: "boolean", default: false } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError("--rounds takes a whole number above 0");

const sandbox = `bench-${process.pid}`;
const arena = await openArena(sandbox);
const samples: Sample[] = [];
const notes: string[] = [];
const print = (line: string): void => void process.stdout.write(`${line}\n`);
try {
  const cluster = await rememberCluster(arena);
  await runBench(arena, cluster, {
    rounds,
    onSample: (sample) => {
      samples.push(sample);
      print(formatSample(sample));
    },
    onNote: (text) => {
      notes.push(text);
      print(text);
    },
  });
  cluster.close();
  const command = ["pnpm bench", ...process.argv.slice(2)].join(" ");
  const results = formatResults({ samples, notes, machine: await describeMachine(arena), command });
  print(`\n${results}`);
  if (values.write) await writeResults(results);
} finally {
  await sandboxDown({ name: sandbox });
  await rm(arena.scratch, { recursive: true, force: true });
}
