import type { SchemaSet } from "../src/kubernetes/schema-node.ts";

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/** Keys of every object in order, whatever order the versions came in; arrays stay as they are. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(byName)
      .map(([key, part]) => [key, sorted(part)]),
  );
}

function lines(record: Readonly<Record<string, unknown>>): string {
  return Object.entries(record)
    .toSorted(byName)
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(sorted(value))}`)
    .join(",\n");
}

/** A set as JSON with one line for each group version and definition, sorted, so that a change of the API is a short diff. */
export function formatSet(header: Readonly<Record<string, unknown>>, { kinds, definitions }: SchemaSet): string {
  return `{\n${lines(header)},\n"kinds":{\n${lines(kinds)}\n},\n"definitions":{\n${lines(definitions)}\n}\n}\n`;
}
