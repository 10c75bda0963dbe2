import { breaksValues, type TypeChange, type TypesDiff } from "./diff-types.ts";

export type DiffStyle = "red" | "green" | "yellow" | "cyan" | "bold" | "dim";

export interface FormatTypesDiffOptions {
  /** Whether values were given, so that it is told which of them are touched. */
  readonly withValues: boolean;
  /** Colours. Default none. */
  readonly paint?: ((style: DiffStyle, text: string) => string) | undefined;
  /** Changes of each kind that are listed; all that touch given values always are. Default 40. */
  readonly most?: number | undefined;
}

const HEADS: Readonly<Record<TypeChange["kind"], string>> = {
  removed: "removed",
  renamed: "renamed (a guess)",
  type: "other type",
  default: "other default",
  added: "added",
};
const SIGNS: Readonly<Record<TypeChange["kind"], readonly [DiffStyle, string]>> = {
  removed: ["red", "-"],
  renamed: ["yellow", "→"],
  type: ["yellow", "~"],
  default: ["cyan", "~"],
  added: ["green", "+"],
};
const MOST_TOUCHED = 5;
const LONGEST = 60;

/** A comparison as text without a final line break: one section for each kind of change, and a line that sums them up. */
export function formatTypesDiff(diff: TypesDiff, { withValues, paint = (_, text) => text, most = 40 }: FormatTypesDiffOptions): string {
  const { before, after, changes, omitted } = diff;
  const name = before.name === after.name ? before.name : `${before.name} → ${after.name}`;
  const sections = Object.values(Object.groupBy(changes, ({ kind }) => kind)).flatMap((group) => {
    const listed = group.filter((change, index) => index < most || breaksValues(change));
    const more = group.length - listed.length;
    const kind = group[0]?.kind ?? "added";
    return [
      "",
      paint("bold", `${HEADS[kind]}: ${group.length}`),
      ...listed.flatMap((change) => changeLines(change, withValues, paint)),
      ...(more > 0 ? [paint("dim", `  and ${more} more`)] : []),
    ];
  });
  const rest = omitted > 0 ? [`and ${omitted} changes more than can be told`] : [];
  return [paint("bold", `${name} ${before.version} → ${after.version}`), ...sections, "", ...rest, summary(diff, withValues, paint)].join(
    "\n",
  );
}

type Paint = NonNullable<FormatTypesDiffOptions["paint"]>;

function changeLines(change: TypeChange, withValues: boolean, paint: Paint): readonly string[] {
  const [style, sign] = SIGNS[change.kind];
  const line = `  ${paint(style, sign)} ${change.path}${detail(change, paint)}`;
  if (!withValues || change.touches.length === 0 || change.kind === "added") return [line];
  const shown = change.touches.slice(0, MOST_TOUCHED);
  const more = change.touches.length - shown.length;
  const yours = `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return [line, `      ${breaksValues(change) ? paint("red", `yours: ${yours}`) : paint("dim", `yours stays: ${yours}`)}`];
}

function detail({ kind, to, because, before, after, takesMore }: TypeChange, paint: Paint): string {
  if (kind === "renamed") return ` → ${to}${paint("dim", `  ${because}`)}`;
  if (kind === "removed" || kind === "added") return paint("dim", `  ${String(before ?? after)}`);
  if (kind === "default") return `  ${shown(before)} → ${shown(after)}`;
  return `  ${String(before)} → ${String(after)}${takesMore === true ? paint("dim", "  takes more") : ""}`;
}

function shown(value: unknown): string {
  if (value === undefined) return "none";
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function summary({ changes }: TypesDiff, withValues: boolean, paint: Paint): string {
  if (changes.length === 0) return "Nothing changes in the values.";
  const counted = Object.entries(Object.groupBy(changes, ({ kind }) => kind)).map(([kind, group]) => `${group.length} ${kind}`);
  const touched = changes.filter(breaksValues).length;
  const mine = withValues
    ? touched === 0
      ? paint("green", "; none touches your values")
      : paint("red", `; ${touched} ${touched === 1 ? "touches" : "touch"} your values`)
    : "";
  return `${counted.join(", ")}${mine}`;
}
