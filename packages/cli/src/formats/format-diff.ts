import type { ObjectDiff } from "@helmwright/engine";
import { createTwoFilesPatch } from "diff";
import { stringify } from "yaml";

import type { Paint, Style } from "../terminal.ts";

const styles: Readonly<Record<string, Style>> = { "+": "green", "-": "red", "@": "cyan" };

/** Unified diffs of YAML, one for each object. */
export function formatDiffs(diffs: readonly ObjectDiff[], paint: Paint): string {
  if (diffs.length === 0) return "No object of a release changes.";
  const objects = diffs.length === 1 ? "1 object changes" : `${diffs.length} objects change`;
  return [...diffs.map((diff) => formatDiff(diff, paint)), `${objects}.`].join("\n");
}

function formatDiff({ component, object, before, after }: ObjectDiff, paint: Paint): string {
  const text = (manifest: ObjectDiff["before"]): string =>
    manifest ? stringify(manifest, { lineWidth: 0, aliasDuplicateObjects: false, sortMapEntries: true }) : "";
  const patch = createTwoFilesPatch(before ? object : "none", after ? object : "none", text(before), text(after), undefined, undefined, {
    context: 3,
  });
  const lines = patch.trimEnd().split("\n");
  // What stands before the first hunk only names the files.
  const hunks = lines.slice(lines.findIndex((line) => line.startsWith("@@")));
  const head = `${component}: ${object}${before ? (after ? "" : " goes") : " is new"}`;
  return [paint("bold", head), ...hunks.map((line) => paintLine(line, paint)), ""].join("\n");
}

function paintLine(line: string, paint: Paint): string {
  const style = styles[line[0] ?? ""];
  return style ? paint(style, line) : line;
}
