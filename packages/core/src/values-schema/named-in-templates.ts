import { isRecord } from "./schema-node.ts";

const NAMED = /\.Values((?:\.[\w-]+)+)/gu;

/**
 * Paths that strings among the values read, as templates of their own (`"{{ .Values.domain }}"`). Charts run such strings
 * through `tpl`; the keys that they name are the user's own, and no chart can know them.
 */
export function namedInTemplates(values: unknown): readonly (readonly string[])[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === "string") {
      if (!value.includes("{{")) return;
      for (const [, path = ""] of value.matchAll(NAMED)) found.add(path.slice(1));
    } else if (Array.isArray(value)) value.forEach(visit);
    else if (isRecord(value)) Object.values(value).forEach(visit);
  };
  visit(values);
  return [...found].map((path) => path.split("."));
}

/** Whether a place is named, is on the way to one that is, or lies below it. */
export function isNamed(path: readonly (string | number)[], named: readonly (readonly string[])[]): boolean {
  return named.some((one) => one.every((key, at) => at >= path.length || path[at] === key));
}
