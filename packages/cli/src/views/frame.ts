import cliTruncate from "cli-truncate";
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

import type { Paint } from "../terminal.ts";
import { duration } from "./wording.ts";

export interface RunningStep {
  readonly step: string;
  readonly component: string;
  readonly doing: string;
  /** Milliseconds, on the clock of `now`. */
  readonly since: number;
}

/** What a live view shows at one moment. */
export interface FrameState {
  readonly running: readonly RunningStep[];
  /** What goes on beside steps. */
  readonly activity: string | undefined;
  readonly done: number;
  /** Steps that change something; 0 before the plan is known. */
  readonly total: number;
  readonly now: number;
  /** Number of the picture, for what turns. */
  readonly picture: number;
}

export interface FrameSize {
  readonly columns: number;
  readonly rows: number;
  readonly paint: Paint;
}

const turning = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
/** Lines that a step may take: its name, and at most two on what it does. */
const DETAIL = 2;

/** The lines of one picture; none is wider than the terminal, and together they leave a line of it free. */
export function frameLines(state: FrameState, { columns, rows, paint }: FrameSize): readonly string[] {
  const { running, activity, done, total, now } = state;
  const mark = paint("cyan", turning[state.picture % turning.length] ?? "");
  const head = activity !== undefined ? [`${mark} ${cliTruncate(activity, columns - 2)}`] : [];
  const foot =
    total === 0 ? [] : [paint("dim", cliTruncate(`${done} of ${total} done, ${running.length} running, ${duration(now)}`, columns))];
  const blocks = running.map((one) => stepLines(one, { mark, columns, now, paint }));
  const room = Math.max(1, rows - 2 - head.length - foot.length);
  const shown: string[] = [];
  let count = 0;
  for (const block of blocks) {
    const rest = blocks.length - count - 1;
    if (shown.length + block.length + (rest > 0 ? 1 : 0) > room) break;
    shown.push(...block);
    count += 1;
  }
  const hidden = blocks.length - count;
  return [...head, ...shown, ...(hidden > 0 ? [paint("dim", `  and ${hidden} more`)] : []), ...foot];
}

function stepLines(
  { component, step, doing, since }: RunningStep,
  { mark, columns, now, paint }: { mark: string; columns: number; now: number; paint: Paint },
): readonly string[] {
  const elapsed = duration(now - since);
  const name = cliTruncate(`${component} ${step}`, columns - stringWidth(elapsed) - 4);
  const gap = " ".repeat(Math.max(1, columns - 2 - stringWidth(name) - stringWidth(elapsed) - 1));
  const wrapped = wrapAnsi(doing, columns - 5, { hard: true }).split("\n");
  const detail = wrapped
    .slice(0, DETAIL)
    .map((line, at) => (at === DETAIL - 1 && wrapped.length > DETAIL ? cliTruncate(`${line} …`, columns - 5) : line));
  return [`${mark} ${name}${gap}${paint("dim", elapsed)}`, ...detail.map((line) => `    ${paint("dim", line)}`)];
}
