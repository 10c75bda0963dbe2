import type { CallOptions, HelmRunner } from "./helm-runner.ts";

export interface LoginOptions extends CallOptions {
  readonly username: string;
  /** Password or token; goes to Helm by standard input. */
  readonly password: string;
  readonly caFile?: string | undefined;
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
  /** Skips the check of the registry's certificate. Default false. */
  readonly insecure?: boolean | undefined;
  /** Uses HTTP. Default false. */
  readonly plainHttp?: boolean | undefined;
}

export interface RegistryCommands {
  /** Logs in to an OCI registry (`host[:port]`). Helm keeps the login in its configuration folder. */
  login(host: string, options: LoginOptions): Promise<void>;
  logout(host: string, options?: CallOptions): Promise<void>;
}

export function createRegistryCommands(runner: HelmRunner): RegistryCommands {
  return {
    login: async (host, options) => {
      await runner.run({
        verb: ["registry", "login"],
        flags: {
          "--username": options.username,
          "--password-stdin": true,
          "--ca-file": options.caFile,
          "--cert-file": options.certFile,
          "--key-file": options.keyFile,
          "--insecure": options.insecure,
          "--plain-http": options.plainHttp,
        },
        operands: [host],
        input: options.password,
        secrets: [options.password],
        doing: `log in to registry ${host}`,
        call: options,
      });
    },
    logout: async (host, options = {}) => {
      await runner.run({ verb: ["registry", "logout"], operands: [host], doing: `log out of registry ${host}`, call: options });
    },
  };
}
