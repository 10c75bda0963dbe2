import { transportFlags, type ChartOptions } from "./chart-options.ts";
import type { FlagValue } from "./flags.ts";
import type { CallOptions, HelmRunner } from "./helm-runner.ts";

export interface DependencyOptions
  extends
    CallOptions,
    Pick<ChartOptions, "caFile" | "certFile" | "keyFile" | "insecureSkipTlsVerify" | "plainHttp" | "verify" | "keyring"> {
  /** Uses the repository indexes that are cached. Default false. */
  readonly skipRefresh?: boolean | undefined;
}

/** A chart's dependency. `status` is Helm's own word (`ok`, `missing`, `unpacked`, `wrong version`). */
export interface ChartDependency {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
  readonly status: string;
}

export interface DependencyCommands {
  list(chart: string, options?: CallOptions): Promise<readonly ChartDependency[]>;
  /** Resolves the ranges of `Chart.yaml`, downloads into `charts/` and writes `Chart.lock`. */
  update(chart: string, options?: DependencyOptions): Promise<void>;
  /** Downloads into `charts/` what `Chart.lock` says. */
  build(chart: string, options?: DependencyOptions): Promise<void>;
}

/** Helm prints dependencies as a table only: tab-separated, padded columns after one heading line. */
function parseTable(table: string): readonly ChartDependency[] {
  const [heading = "", ...lines] = table.split("\n");
  if (!heading.startsWith("NAME")) return [];
  return lines.flatMap((line) => {
    const [name = "", version = "", repository = "", status = ""] = line.split("\t").map((cell) => cell.trim());
    return name === "" ? [] : [{ name, version, repository, status }];
  });
}

export function createDependencyCommands(runner: HelmRunner): DependencyCommands {
  const fetchDependencies = async (verb: "update" | "build", chart: string, options: DependencyOptions = {}): Promise<void> => {
    const more: Record<string, FlagValue> = {
      "--verify": options.verify,
      "--keyring": options.keyring,
      "--skip-refresh": options.skipRefresh,
    };
    await runner.run({
      verb: ["dependency", verb],
      flags: { ...transportFlags(options), ...more },
      operands: [chart],
      doing: `${verb} dependencies of chart ${chart}`,
      subject: { chart },
      call: options,
    });
  };
  return {
    list: async (chart, options = {}) =>
      parseTable(
        await runner.run({
          verb: ["dependency", "list"],
          flags: { "--max-col-width": 10_000 },
          operands: [chart],
          doing: `list dependencies of chart ${chart}`,
          subject: { chart },
          call: options,
        }),
      ),
    update: (chart, options) => fetchDependencies("update", chart, options),
    build: (chart, options) => fetchDependencies("build", chart, options),
  };
}
