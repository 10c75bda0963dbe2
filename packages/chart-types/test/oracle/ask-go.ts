import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";

/** One template for Go to parse under the name `file`. */
export interface OracleRequest {
  readonly text: string;
  /** Whether the tree keeps comments. Default: false. */
  readonly comments?: boolean;
  /** Whether to answer with the SHA-256 of the serialised trees. Default: false. */
  readonly digest?: boolean;
}
/** The serialised trees, or the line and text of the rejection. */
export type OracleAnswer = { readonly trees: string } | { readonly line: number; readonly error: string };

const environment = { ...process.env, GOTOOLCHAIN: "local", GOFLAGS: "", GOWORK: "off" };
const megabyte = 2 ** 20;

/** The version of the Go that is installed (`go1.26.8`), undefined when there is none. */
export function goVersion(): string | undefined {
  const { status, stdout } = spawnSync("go", ["env", "GOVERSION"], { encoding: "utf8", env: environment });
  return status === 0 ? stdout.trim() : undefined;
}

/** Builds the oracle into a folder and returns the path of the program. */
export function buildOracle(folder: string): string {
  const program = join(folder, "template-oracle");
  execFileSync("go", ["build", "-o", program, "."], { cwd: import.meta.dirname, env: environment });
  return program;
}

/** Lets Go parse templates that may call the given functions; one answer for each request. */
export function askGo(program: string, functions: ReadonlySet<string>, requests: readonly OracleRequest[]): OracleAnswer[] {
  const input = [[...functions], ...requests].map((line) => JSON.stringify(line)).join("\n");
  const output = execFileSync(program, { input, encoding: "utf8", maxBuffer: 512 * megabyte });
  return output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as OracleAnswer);
}
