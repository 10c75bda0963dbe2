import { execa } from "execa";

import type { CleanCluster } from "./clean-cluster.ts";
import { helmwright, plainHelm } from "./contestants.ts";
import type { Arena, Contestant } from "./contestants.ts";

/** One measurement. */
export interface Sample {
  readonly contestant: string;
  readonly what: "cold deploy" | "nothing to do" | "plan, nothing deployed" | "plan, nothing to do" | "--help" | "empty Node process";
  readonly milliseconds: number;
}

export interface BenchOptions {
  /** Times that every contestant deploys to a clean cluster. */
  readonly rounds: number;
  readonly onSample: (sample: Sample) => void;
  readonly onNote: (text: string) => void;
}

/** Calls of what takes less than a few seconds, for each round. */
const MANY = 5;

/** Lets the contestants take turns, each on a clean cluster; who begins changes with every round. */
export async function runBench(arena: Arena, cluster: CleanCluster, { rounds, onSample, onNote }: BenchOptions): Promise<void> {
  const measure = async (contestant: string, what: Sample["what"], work: () => Promise<unknown>): Promise<void> => {
    const started = performance.now();
    await work();
    onSample({ contestant, what, milliseconds: Math.round(performance.now() - started) });
  };
  const ours = helmwright(arena);
  const contestants: readonly Contestant[] = [plainHelm("helm, one by one", 1, arena), plainHelm("helm, six at a time", 6, arena), ours];
  // Whoever runs a command for the second time finds its code compiled.
  await ours.help();
  for (let call = 0; call < 2 * MANY; call += 1) {
    await measure("Node", "empty Node process", () => execa(process.execPath, ["--eval", "0"]));
    await measure(ours.name, "--help", () => ours.help());
  }
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < contestants.length; turn += 1) {
      const contestant = contestants[(round + turn) % contestants.length] ?? ours;
      const { name } = contestant;
      const mine = contestant === ours;
      const oneByOne = turnsOneByOne(name);
      await ours.forgetRenders();
      if (!oneByOne) await measure(name, "plan, nothing deployed", () => contestant.plan());
      await ours.forgetRenders();
      await measure(name, "cold deploy", () => contestant.deploy());
      onNote(`${name}: ${await cluster.countReady()} workloads and definitions are ready`);
      for (let call = 0; call < (mine ? MANY : 1); call += 1) {
        await measure(name, "nothing to do", () => contestant.deploy());
        if (!oneByOne) await measure(name, "plan, nothing to do", () => contestant.plan());
      }
      await contestant.remove();
      await cluster.clean();
    }
  }
}

function turnsOneByOne(name: string): boolean {
  return name.endsWith("one by one");
}
