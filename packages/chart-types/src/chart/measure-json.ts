/** How large a parsed value may be. */
export interface JsonLimits {
  /** Levels of lists and mappings. */
  readonly depth: number;
  /** Values of any kind, those behind an alias counted once for each use. */
  readonly nodes: number;
}

/** What is too large about a value, as the end of a sentence that starts with the file's name; undefined when nothing is. Does not recurse. */
export function measureJson(json: unknown, limits: JsonLimits): string | undefined {
  let nodes = 0;
  let level: readonly unknown[] = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limits.depth) return `it is nested deeper than ${limits.depth} levels, or an alias holds itself`;
    const next: unknown[] = [];
    for (const value of level) {
      nodes += 1;
      if (typeof value !== "object" || value === null) continue;
      for (const child of Array.isArray(value) ? (value as readonly unknown[]) : Object.values(value)) next.push(child);
      if (nodes + next.length > limits.nodes) return `it holds more than ${limits.nodes} values once its aliases are resolved`;
    }
    level = next;
  }
  return undefined;
}
