import type { ReleaseStatus } from "@helmwright/engine";

import type { Paint } from "../terminal.ts";
import { formatTable } from "./format-table.ts";

/** Problems listed of one release. */
const LISTED = 5;

/** Releases as a table, each that is not ready with what is wrong. */
export function formatStatus(releases: readonly ReleaseStatus[], paint: Paint, columns?: number): string {
  const rows = releases.map(({ component, release, status, revision, chart, ready }) => [
    ready ? paint("green", "✓") : paint("red", "✗"),
    component,
    release,
    chart ?? "-",
    status,
    revision === 0 ? "-" : String(revision),
  ]);
  const broken = releases.filter(({ ready }) => !ready);
  // The table says it all about a release that is not there.
  const installed = broken.filter(({ revision }) => revision > 0);
  return [
    formatTable(["", "COMPONENT", "RELEASE", "CHART", "STATUS", "REVISION"], rows, columns),
    ...installed.flatMap(({ release, problems }) => [
      `${paint("red", "not ready")}: ${release}`,
      ...problems.slice(0, LISTED).map((problem) => `  ${problem}`),
      ...(problems.length > LISTED ? [`  and ${problems.length - LISTED} more`] : []),
    ]),
    `${releases.length - broken.length} of ${releases.length} releases are ready`,
  ].join("\n");
}
