import { compare, parse, rcompare, type SemVer } from "semver";

const SHOWN = 5;

function distance(version: SemVer, wanted: SemVer): readonly number[] {
  return [Math.abs(version.major - wanted.major), Math.abs(version.minor - wanted.minor), Math.abs(version.patch - wanted.patch)];
}

/** Up to five of the given versions that are nearest to the wanted one, newest first. What is no semantic version is left out. */
export function nearestVersions(versions: readonly string[], wanted: string): readonly string[] {
  const target = parse(wanted);
  const known = [...new Set(versions)].flatMap((version) => {
    const parsed = parse(version);
    return parsed === null ? [] : [{ version, parsed }];
  });
  known.sort((a, b) => {
    if (target === null) return rcompare(a.parsed, b.parsed);
    const [far, near] = [distance(a.parsed, target), distance(b.parsed, target)];
    const part = far.findIndex((value, index) => value !== near[index]);
    return part < 0 ? rcompare(a.parsed, b.parsed) : (far[part] ?? 0) - (near[part] ?? 0);
  });
  return known
    .slice(0, SHOWN)
    .sort((a, b) => compare(b.parsed, a.parsed))
    .map(({ version }) => version);
}
