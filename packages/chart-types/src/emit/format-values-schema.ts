import type { JsonObject } from "@helmwright/core";

const WIDTH = 140;

/**
 * A schema as JSON text: what fits into a line stands in one, so that a changed key is a changed line, and each shared
 * definition is a line of its own.
 */
export function formatValuesSchema(schema: JsonObject): string {
  const { $defs, ...own } = schema;
  const body = written(own, 0);
  if ($defs === undefined) return `${body}\n`;
  const definitions = Object.entries($defs as JsonObject).map(
    ([name, definition]) => `${JSON.stringify(name)}:${JSON.stringify(definition)}`,
  );
  return `${body.slice(0, body.lastIndexOf("}")).trimEnd()},\n "$defs":{\n${definitions.join(",\n")}\n }\n}\n`;
}

/** With one space for each level: schemas are deep, and read by people only now and then. */
function written(value: unknown, level: number): string {
  const line = JSON.stringify(value);
  if (typeof value !== "object" || value === null || (level > 0 && line.length + level <= WIDTH)) return line;
  const indent = "\n".padEnd(level + 2);
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((part) => written(part, level + 1))
    : Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}:${written(part, level + 1)}`);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  return `${open}${indent}${parts.join(`,${indent}`)}${"\n".padEnd(level + 1)}${close}`;
}
