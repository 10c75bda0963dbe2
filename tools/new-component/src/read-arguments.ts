import { parseArgs } from "node:util";

import { HelmwrightError } from "@helmwright/core";

export interface NewComponentArguments {
  readonly concern: string;
  readonly name: string;
  readonly chart: string;
  /** Absent: the newest that is no pre-release. */
  readonly version: string | undefined;
  /** Absent: as the mirror knows it. */
  readonly repository: string | undefined;
}

export const usage = `Writes the folder of a new component into packages/<concern>/src/<name>, and exports it.

Usage: pnpm new:component <concern>/<name> <chart> [version] [--repository <url>]

  <concern>/<name>   an existing package, and a name in lower case with dashes
  <chart>            the chart's name in its repository
  [version]          default: the newest that is no pre-release
  --repository       where users get the chart: https://… or oci://…
                     default: what the chart mirror says about its origin

Examples:
  pnpm new:component storage/snapshot-controller snapshot-controller
  pnpm new:component networking/traefik traefik 41.0.0 --repository https://traefik.github.io/charts
`;

/** Undefined when help is asked for. Throws `USAGE`. */
export function readArguments(args: readonly string[]): NewComponentArguments | undefined {
  const { values, positionals } = parse(args);
  if (values.help === true) return undefined;
  const [target = "", chart, version, ...rest] = positionals;
  const [, concern, name] = /^([a-z][a-z0-9-]*)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(target) ?? [];
  if (concern === undefined || name === undefined) {
    throw usageError(`read the arguments: "${target}" is not <concern>/<name>`, "Write it like storage/snapshot-controller.");
  }
  if (chart === undefined) throw usageError("read the arguments: there is no chart", "Name the chart after the component.");
  if (rest.length > 0) throw usageError(`read the arguments: ${rest.join(" ")} is too much`, "Give one chart and one version.");
  return { concern, name, chart, version, repository: values.repository };
}

function parse(args: readonly string[]): {
  readonly values: { readonly help?: boolean | undefined; readonly repository?: string | undefined };
  readonly positionals: readonly string[];
} {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h" }, repository: { type: "string" } },
    });
  } catch (error) {
    throw usageError(`read the arguments: ${error instanceof Error ? error.message : String(error)}`, "See --help.");
  }
}

function usageError(message: string, hint: string): HelmwrightError {
  return new HelmwrightError("USAGE", message, { hint });
}
