import type { ValuePath } from "../chart/values-node.ts";
import type { CheckedFile } from "./check-file.ts";
import type { ValuesFinding } from "./values-finding.ts";

/**
 * Where merged values come from: the last file that has the path, else the last that has most of it. What a subchart gets as
 * `global` stands at the top of the files, and has that path. No place where no file has even the first key.
 */
export function placeIn(
  files: readonly CheckedFile[],
  path: ValuePath,
  part: "key" | "value",
): Pick<ValuesFinding, "file" | "line" | "column" | "path"> {
  const global = path.lastIndexOf("global");
  const paths = global > 0 ? [path, path.slice(global)] : [path];
  const found = files
    .flatMap((file) => paths.map((one) => ({ file, path: one, missing: one.length - depthIn(file.values, one) })))
    .filter(({ path: one, missing }) => missing < one.length)
    .reduce<{ file: CheckedFile; path: ValuePath; missing: number } | undefined>(
      (best, next) => (best === undefined || next.missing <= best.missing ? next : best),
      undefined,
    );
  if (!found) return { path };
  const isWhole = found.missing === 0;
  // A default under a key that a file has is no business of that file.
  if (!isWhole && found.missing > 1) return { path };
  const { positions, name } = found.file;
  return { path: found.path, file: name, ...(isWhole && part === "value" ? positions.value(found.path) : positions.key(found.path)) };
}

/** How many steps of a path some values have. */
function depthIn(values: unknown, path: ValuePath): number {
  let here = values;
  for (const [depth, step] of path.entries()) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return depth;
    here = (here as Readonly<Record<string | number, unknown>>)[step];
  }
  return path.length;
}
