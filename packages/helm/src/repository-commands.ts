import { z } from "zod";
import { type ChartOptions, transportFlags } from "./chart-options.ts";
import { duration } from "./flags.ts";
import type { CallOptions, HelmRunner } from "./helm-runner.ts";

export interface AddRepositoryOptions
  extends CallOptions, Pick<ChartOptions, "caFile" | "certFile" | "keyFile" | "insecureSkipTlsVerify" | "passCredentials"> {
  readonly username?: string | undefined;
  /** Goes to Helm by standard input. Helm keeps it in its configuration folder, readable by the user alone. */
  readonly password?: string | undefined;
  /** Replaces a repository of that name. Default false. */
  readonly forceUpdate?: boolean | undefined;
  /** Milliseconds for the download of the index. Default 120 000. */
  readonly timeout?: number | undefined;
}

export interface IndexOptions extends CallOptions {
  /** URL that the archives will have. Default: relative. */
  readonly url?: string | undefined;
  /** An index whose entries are kept. */
  readonly merge?: string | undefined;
  /** Default false: YAML. */
  readonly json?: boolean | undefined;
}

export interface Repository {
  readonly name: string;
  readonly url: string;
}

export interface RepositoryCommands {
  add(name: string, url: string, options?: AddRepositoryOptions): Promise<void>;
  list(options?: CallOptions): Promise<readonly Repository[]>;
  /** Downloads the indexes of the named repositories, or of all. */
  update(names?: readonly string[], options?: CallOptions): Promise<void>;
  remove(names: readonly string[], options?: CallOptions): Promise<void>;
  /** Writes `index.yaml` for the archives of a folder. */
  index(directory: string, options?: IndexOptions): Promise<void>;
}

const repositoriesSchema: z.ZodType<readonly Repository[]> = z.array(z.object({ name: z.string(), url: z.string() }));

export function createRepositoryCommands(runner: HelmRunner): RepositoryCommands {
  return {
    add: async (name, url, options = {}) => {
      await runner.run({
        verb: ["repo", "add"],
        flags: {
          ...transportFlags(options),
          "--pass-credentials": options.passCredentials,
          "--username": options.username,
          "--password-stdin": options.password !== undefined,
          "--force-update": options.forceUpdate,
          "--timeout": duration(options.timeout),
        },
        operands: [name, url],
        input: options.password,
        secrets: options.password === undefined ? [] : [options.password],
        doing: `add repository ${name}`,
        call: options,
      });
    },
    list: (options = {}) =>
      runner.json({ verb: ["repo", "list"], flags: { "--output": "json" }, doing: "list repositories", call: options }, repositoriesSchema),
    update: async (names = [], options = {}) => {
      await runner.run({
        verb: ["repo", "update"],
        operands: names,
        doing: `update repositories ${names.join(", ")}`.trim(),
        call: options,
      });
    },
    remove: async (names, options = {}) => {
      await runner.run({ verb: ["repo", "remove"], operands: names, doing: `remove repositories ${names.join(", ")}`, call: options });
    },
    index: async (directory, options = {}) => {
      await runner.run({
        verb: ["repo", "index"],
        flags: { "--url": options.url, "--merge": options.merge, "--json": options.json },
        operands: [directory],
        doing: `index repository ${directory}`,
        call: options,
      });
    },
  };
}
