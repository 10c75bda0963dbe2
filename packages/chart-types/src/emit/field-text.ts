/** A property's name as TypeScript writes it. */
function propertyName(key: string): string {
  return /^[A-Za-z_$][\w$]*$/u.test(key) && key !== "__proto__" ? key : JSON.stringify(key);
}

/** An optional property that Helm takes null for; `anything` says that the type takes it already. */
export function fieldText(key: string, type: string, anything: boolean = type === "unknown"): string {
  return `readonly ${propertyName(key)}?: ${type}${anything ? "" : " | null | undefined"}`;
}

/** Types as alternatives, each once; in one that is unknown the others are lost. */
export function unionText(types: readonly string[]): string {
  if (types.includes("unknown")) return "unknown";
  return [...new Set(types)].join(" | ");
}

/** A list of elements of a type. */
export function listText(element: string): string {
  return `readonly ${hasAlternatives(element) ? `(${element})` : element}[]`;
}

/** Whether a type is a union or an intersection, outside of its braces and strings. */
function hasAlternatives(type: string): boolean {
  let depth = 0;
  for (const [part] of type.replaceAll(/"(?:[^"\\]|\\.)*"/gu, "").matchAll(/[{}()|&]/gu)) {
    if (part === "{" || part === "(") depth += 1;
    else if (part === "}" || part === ")") depth -= 1;
    else if (depth === 0) return true;
  }
  return type.startsWith("readonly ");
}
