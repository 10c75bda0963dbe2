import type { ValueType } from "../value-type.ts";
import { isShownDefault } from "./accept-default.ts";

/** Text that can't end the comment it is put into. */
function withoutEnd(text: string): string {
  return text.replaceAll("*/", "*\\/").replaceAll(/[^\P{Cc}\n]/gu, "");
}

/** A documentation comment and a line break after it; nothing when there is nothing to say. */
export function docComment({ comment, deprecated, default: value }: ValueType, docs: boolean): string {
  const shown = docs && isShownDefault(value) && value !== "" && typeof value !== "object";
  const lines = [
    ...(docs && comment !== undefined && comment.trim() !== "" ? withoutEnd(comment).trim().split("\n") : []),
    ...(shown ? [`@default ${withoutEnd(JSON.stringify(value))}`] : []),
    ...(deprecated ? ["@deprecated"] : []),
  ];
  if (lines.length === 0) return "";
  if (lines.length === 1) return `/** ${lines[0]} */\n`;
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
}

/** Text for the rest of a line, which ends where lines end. */
export function onOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, " ");
}
