const VERSION = /^v(?<major>\d+)(?:(?<stage>alpha|beta)(?<minor>\d+))?$/u;
const STAGES = ["alpha", "beta", undefined];

/** The version part of an apiVersion: `v1` of `apps/v1` and of `v1`. */
const versionOf = (apiVersion: string): string => apiVersion.slice(apiVersion.indexOf("/") + 1);

/** Orders apiVersions as Kubernetes prefers them: stable before beta before alpha, newer first; other names last. */
export function compareApiVersions(a: string, b: string): number {
  const [left, right] = [VERSION.exec(versionOf(a))?.groups, VERSION.exec(versionOf(b))?.groups];
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined) || (a < b ? -1 : 1);
  return (
    STAGES.indexOf(right["stage"]) - STAGES.indexOf(left["stage"]) ||
    Number(right["major"]) - Number(left["major"]) ||
    Number(right["minor"] ?? 0) - Number(left["minor"] ?? 0) ||
    (a < b ? -1 : 1)
  );
}
