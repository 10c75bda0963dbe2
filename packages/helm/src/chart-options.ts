import type { FlagValue } from "./flags.ts";
import { listItem } from "./flags.ts";

/**
 * Where a chart comes from. A private repository is added with `repo.add` or `registry.login` first, which take the password by
 * standard input; there is no option for a password here, because it would stand in the process's arguments.
 */
export interface ChartOptions {
  /** Version or range (`1.2.3`, `^2.0.0`). Default: the newest. */
  readonly version?: string | undefined;
  /** URL of a Helm repository, with `chart` as the chart's name in it. */
  readonly repo?: string | undefined;
  /** Takes pre-releases into account. Default false. */
  readonly devel?: boolean | undefined;
  /** Verifies the provenance file. Default false. */
  readonly verify?: boolean | undefined;
  /** Keys for `verify`. Default: Helm's own. */
  readonly keyring?: string | undefined;
  readonly caFile?: string | undefined;
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
  /** Skips the check of the repository's certificate. Default false. */
  readonly insecureSkipTlsVerify?: boolean | undefined;
  /** Uses HTTP for an OCI registry. Default false. */
  readonly plainHttp?: boolean | undefined;
  /** Sends the repository's credentials to other hosts too. Default false. */
  readonly passCredentials?: boolean | undefined;
}

/** Values for a chart. They travel by standard input, never by arguments. */
export interface ValuesOptions {
  /** Values that win over the files. */
  readonly values?: Readonly<Record<string, unknown>> | undefined;
  /** Paths of values files, later ones win. */
  readonly valuesFiles?: readonly string[] | undefined;
  /** Accepts values that the chart's schema refuses. Default false. */
  readonly skipSchemaValidation?: boolean | undefined;
}

export function chartFlags(options: ChartOptions): Record<string, FlagValue> {
  return {
    "--version": options.version,
    "--repo": options.repo,
    "--devel": options.devel,
    "--verify": options.verify,
    "--keyring": options.keyring,
    ...transportFlags(options),
    "--pass-credentials": options.passCredentials,
  };
}

export function transportFlags(
  options: Pick<ChartOptions, "caFile" | "certFile" | "keyFile" | "insecureSkipTlsVerify" | "plainHttp">,
): Record<string, FlagValue> {
  return {
    "--ca-file": options.caFile,
    "--cert-file": options.certFile,
    "--key-file": options.keyFile,
    "--insecure-skip-tls-verify": options.insecureSkipTlsVerify,
    "--plain-http": options.plainHttp,
  };
}

/** The flags for values, and what to write to standard input for them. */
export function valuesInput(options: ValuesOptions): { readonly flags: Record<string, FlagValue>; readonly input: string | undefined } {
  const files = (options.valuesFiles ?? []).map(listItem);
  return {
    flags: {
      "--values": options.values === undefined ? files : [...files, "-"],
      "--skip-schema-validation": options.skipSchemaValidation,
    },
    input: options.values === undefined ? undefined : JSON.stringify(options.values),
  };
}
