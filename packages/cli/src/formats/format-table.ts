import { stripVTControlCharacters } from "node:util";

import cliTruncate from "cli-truncate";

const GAP = "  ";
/** No column is made narrower than this for the sake of a terminal. */
const NARROWEST = 8;

/**
 * Columns side by side, two spaces apart; colours count for nothing. Where the terminal has fewer than `columns`, the widest
 * cells lose their middle: similar names differ at their ends.
 */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[], columns?: number): string {
  const all = [head, ...rows];
  const wanted = head.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ""))));
  const widths = columns === undefined ? wanted : shrunk(wanted, columns - GAP.length * (head.length - 1));
  return all
    .map((row) =>
      row
        .map((cell, column) => padded(cell, widths[column] ?? 0))
        .join(GAP)
        .trimEnd(),
    )
    .join("\n");
}

/** Widths that fit together, taken from the widest first. */
function shrunk(wanted: readonly number[], room: number): readonly number[] {
  const widths = [...wanted];
  const sum = (): number => widths.reduce((total, width) => total + width, 0);
  while (sum() > room) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST) break;
    widths[widths.indexOf(widest)] = widest - 1;
  }
  return widths;
}

function padded(cell: string, width: number): string {
  const shown = widthOf(cell) > width ? cliTruncate(cell, width, { position: "middle" }) : cell;
  return shown + " ".repeat(Math.max(0, width - widthOf(shown)));
}

function widthOf(cell: string): number {
  return stripVTControlCharacters(cell).length;
}
