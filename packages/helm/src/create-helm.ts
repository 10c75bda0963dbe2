import { type ChartCommands, createChartCommands } from "./chart-commands.ts";
import { createDependencyCommands, type DependencyCommands } from "./dependency-commands.ts";
import { type CallOptions, createHelmRunner, type HelmOptions } from "./helm-runner.ts";
import { createRegistryCommands, type RegistryCommands } from "./registry-commands.ts";
import { createReleaseOperations, type ReleaseOperations } from "./release-operations.ts";
import { createReleaseQueries, type ReleaseQueries } from "./release-queries.ts";
import { createTestRelease, type TestRelease } from "./release-test.ts";
import { createRepositoryCommands, type RepositoryCommands } from "./repository-commands.ts";
import { createTemplate, type Template } from "./template.ts";

/** A typed client for one Helm 4 binary and one cluster. Every function throws `HelmwrightError` with a stable code. */
export interface Helm extends ReleaseOperations, ReleaseQueries, ChartCommands {
  readonly test: TestRelease;
  readonly template: Template;
  readonly repo: RepositoryCommands;
  readonly registry: RegistryCommands;
  readonly dependency: DependencyCommands;
  /** The binary's version (`v4.3.1`). */
  version(options?: CallOptions): Promise<string>;
}

/** Nothing runs until a function is called. */
export function createHelm(options: HelmOptions = {}): Helm {
  const runner = createHelmRunner(options);
  const queries = createReleaseQueries(runner);
  return {
    ...createReleaseOperations(runner),
    ...queries,
    ...createChartCommands(runner),
    test: createTestRelease(runner, queries),
    template: createTemplate(runner),
    repo: createRepositoryCommands(runner),
    registry: createRegistryCommands(runner),
    dependency: createDependencyCommands(runner),
    version: async (call = {}) =>
      (await runner.run({ verb: ["version"], flags: { "--template": "{{.Version}}" }, doing: "ask helm for its version", call })).trim(),
  };
}
