import { compareApiVersions } from "./api-version.ts";

const pascal = (part: string): string => part.replaceAll(/(?:^|[^a-zA-Z\d]+)([a-zA-Z\d])/gu, (_, letter: string) => letter.toUpperCase());

interface NameParts {
  readonly name: string;
  readonly short: string;
  readonly version: string;
  readonly group: string;
}

function partsOf(name: string): NameParts {
  const parts = name.split(".");
  const [group = "", version = "", short = name] = parts.slice(-3);
  return { name, short: pascal(short).replace(/^\d/u, "_$&"), version, group };
}

/** Core first, stable versions before others, otherwise as they came. */
function compareParts(a: NameParts, b: NameParts): number {
  const isCore = ({ name }: NameParts): boolean => name.startsWith("io.k8s.api.core.") || name.startsWith("io.k8s.apimachinery.");
  return Number(isCore(b)) - Number(isCore(a)) || compareApiVersions(a.version, b.version);
}

/** What to put before a short name that is taken: version, then group and version, then the whole name. */
function longerNames({ name, short, group, version }: NameParts): readonly string[] {
  return [pascal(version) + short, pascal(group) + pascal(version) + short, pascal(name)];
}

/**
 * Short and unique TypeScript names for definition names: `Toleration` for `io.k8s.api.core.v1.Toleration`. Where several
 * would have one name, core types and stable versions go first, and others have version and group before it
 * (`V1HorizontalPodAutoscaler`). Names in `reserved` are given to none.
 */
export function shortTypeNames(names: Iterable<string>, reserved: Iterable<string> = []): ReadonlyMap<string, string> {
  const taken = new Set<string>(reserved);
  const short = new Map<string, string>();
  for (const parts of [...names].map(partsOf).toSorted(compareParts)) {
    const name = [parts.short, ...longerNames(parts)].find((candidate) => !taken.has(candidate)) ?? `${pascal(parts.name)}${taken.size}`;
    taken.add(name);
    short.set(parts.name, name);
  }
  return short;
}
