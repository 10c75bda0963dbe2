import { maxSatisfying, prerelease, rcompare, valid, validRange } from "semver";

/**
 * The version to take of those that a source lists.
 *
 * @param wanted a version, or a range of versions; undefined is the newest that is no pre-release, or else the newest
 * @returns undefined when none fits
 */
export function chooseVersion(versions: readonly string[], wanted?: string): string | undefined {
  if (wanted === undefined) {
    const known = versions.filter((version) => valid(version) !== null).sort(rcompare);
    return known.find((version) => prerelease(version) === null) ?? known[0] ?? versions[0];
  }
  const same = versions.find((version) => version === wanted || (valid(version) !== null && valid(version) === valid(wanted)));
  if (same !== undefined || valid(wanted) !== null || validRange(wanted) === null) return same;
  return maxSatisfying([...versions], wanted) ?? undefined;
}
