import { duration } from "./flags.ts";
import { type CallOptions, failureOf, type HelmCommand, type HelmRunner } from "./helm-runner.ts";
import { type ReleaseHook } from "./release.ts";
import { releaseSubject } from "./release-operations.ts";
import type { ReleaseQueries } from "./release-queries.ts";

export interface TestOptions extends CallOptions {
  readonly namespace?: string | undefined;
  /** Names of tests to run, or `!name` to leave out. Default: all. */
  readonly names?: readonly string[] | undefined;
  /** Milliseconds for each test. Default 300 000. */
  readonly timeout?: number | undefined;
}

export interface TestResult {
  /** Whether all tests that ran have succeeded; true where a chart has none. */
  readonly passed: boolean;
  readonly tests: readonly ReleaseHook[];
}

/** Runs the test hooks of a release. A test that fails is a result, not an error. */
export type TestRelease = (release: string, options?: TestOptions) => Promise<TestResult>;

export function createTestRelease(runner: HelmRunner, queries: Pick<ReleaseQueries, "status">): TestRelease {
  return async (release, options = {}) => {
    const { namespace, names = [], timeout } = options;
    const command: HelmCommand = {
      verb: ["test"],
      flags: {
        "--namespace": namespace,
        "--timeout": duration(timeout),
        "--filter": names.map((name) => (name.startsWith("!") ? `!name=${name.slice(1)}` : `name=${name}`)),
      },
      operands: [release],
      doing: `test release ${releaseSubject(release, namespace).release}`,
      subject: releaseSubject(release, namespace),
      call: options,
    };
    const outcome = await runner.attempt(command);
    const { signal, env, onSpawn } = options;
    const status = await queries.status(release, { namespace, signal, env, onSpawn });
    const tests = (status?.hooks ?? []).filter(({ events }) => events.includes("test"));
    const failed = tests.some(({ lastRun }) => lastRun.phase === "Failed");
    if (outcome.exitCode !== 0 && !failed) throw failureOf(command, outcome);
    return { passed: !failed, tests };
  };
}
