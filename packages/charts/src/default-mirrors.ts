import { existsSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";

/** Where a path list is split: not inside `https://host:8080/path`. */
const SEPARATOR = delimiter === ":" ? /:(?!\/\/|\d+(?:[/:]|$))/u : /;/u;

function checkoutOf(directory: string): string | undefined {
  if (existsSync(join(directory, "pnpm-workspace.yaml")) || existsSync(join(directory, ".git"))) return directory;
  const parent = dirname(directory);
  return parent === directory ? undefined : checkoutOf(parent);
}

/**
 * The mirrors to use when nobody names any: those of `HELMWRIGHT_CHART_MIRRORS` (separated as PATH is), then the folder `shared/charts` beside the checkout that `start` lies in, when it exists.
 */
export function defaultMirrors({
  start = process.cwd(),
  env = process.env,
}: { readonly start?: string | undefined; readonly env?: Readonly<NodeJS.ProcessEnv> | undefined } = {}): readonly string[] {
  const named = (env["HELMWRIGHT_CHART_MIRRORS"] ?? "").split(SEPARATOR).filter((mirror) => mirror !== "");
  const checkout = checkoutOf(resolve(start));
  const beside = checkout === undefined ? undefined : join(dirname(checkout), "shared", "charts");
  return beside !== undefined && existsSync(beside) ? [...named, beside] : named;
}
