import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { valuesProblems } from "@helmwright/core";
import type { JsonObject } from "@helmwright/core";
import { execa } from "execa";

import type { ValuePath } from "./value-paths.ts";

/** Something that the checker refuses. */
export interface Problem {
  readonly path: ValuePath;
  readonly message: string;
}

/** What is measured: everything that the project knows of one chart's values. */
export interface Checker {
  /** All problems of values that a user gives, with the least that is wrong as the path. */
  problems(values: unknown): readonly Problem[];
  readonly generated: GeneratedTypes;
}

/** How precisely a place is typed. */
export interface LeafType {
  readonly types: readonly string[];
  /** Other spellings that are accepted. */
  readonly alsoAs: readonly string[];
  /** Name of the Kubernetes type that it is, or lies in. */
  readonly kubernetes: string | undefined;
}

/** What a process of its own made of one chart. */
export interface GeneratedTypes {
  readonly schema: JsonObject;
  /** The scalars, nulls and what is empty in the chart's `values.yaml`; no type where the chart takes no such key. */
  readonly leaves: readonly { readonly path: ValuePath; readonly type?: LeafType | undefined }[];
  /** From the start of the process to the schema. */
  readonly milliseconds: number;
  readonly peakBytes: number;
}

const SLOWEST = 120_000;

/**
 * Generates a chart's types in a fresh process, which is what somebody waits for, and which can be ended when it does not end.
 *
 * @throws Error with what the process wrote last
 */
export async function checkerOf(archive: string): Promise<Checker> {
  const file = archive.replace(/\.tgz$/u, ".types.json");
  const result = await execa(process.execPath, [join(import.meta.dirname, "generate-types.ts"), archive, file], {
    reject: false,
    timeout: SLOWEST,
    env: { NODE_COMPILE_CACHE: undefined },
  });
  if (result.timedOut) throw new Error(`it did not end within ${SLOWEST / 1000} s`);
  if (result.exitCode !== 0) throw new Error(result.stderr.slice(-1500));
  const generated = JSON.parse(await readFile(file, "utf8")) as GeneratedTypes;
  return { problems: (given) => valuesProblems(generated.schema, given), generated };
}
