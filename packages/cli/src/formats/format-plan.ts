import type { PlanDocument, PlanStep, StepAction } from "@helmwright/core";

import type { Paint, Style } from "../terminal.ts";
import { hasChanges, planCounts } from "../views/wording.ts";

const marks: Readonly<Record<StepAction, { readonly mark: string; readonly style: Style }>> = {
  install: { mark: "+", style: "green" },
  upgrade: { mark: "~", style: "yellow" },
  adopt: { mark: "=", style: "cyan" },
  recover: { mark: "!", style: "yellow" },
  remove: { mark: "-", style: "red" },
  keep: { mark: ".", style: "dim" },
  none: { mark: " ", style: "dim" },
};
const changeMarks = { added: "+", removed: "-", changed: "~" } as const;
/** Lines on one step's values, objects, or fields of an object. */
const LISTED = 20;

/** A plan for people: every step that does something, with its reasons; the others as a number. */
export function formatPlan(plan: PlanDocument, paint: Paint): string {
  const { platform, environment, target, steps, warnings } = plan;
  const shown = steps.filter(({ action }) => action !== "none");
  return [
    `${paint("bold", platform.name)} in ${paint("bold", environment)} (context ${target.context}, Kubernetes ${target.kubernetes})`,
    "",
    ...shown.flatMap((step) => stepLines(step, paint)),
    ...(shown.length > 0 ? [""] : []),
    ...warnings.map((warning) => `${paint("yellow", "warning")}: ${warning}`),
    hasChanges(plan) ? `Plan: ${planCounts(plan)}.` : `No changes: ${planCounts(plan)}.`,
  ].join("\n");
}

function stepLines(step: PlanStep, paint: Paint): readonly string[] {
  const { mark, style } = marks[step.action];
  const chart = step.chart ? ` ${paint("dim", chartWords(step.chart))}` : "";
  return [
    `${paint(style, `${mark} ${step.action}`)} ${step.component}: ${step.id}${chart}`,
    ...step.reasons.map((reason) => `    ${reason}`),
    ...limited(step.values.map(({ path, change }) => `    value  ${changeMarks[change]} ${path}`)),
    ...limited(
      step.objects.map(
        ({ object, change, fields }) =>
          `    object ${changeMarks[change]} ${object}${fields.length === 0 ? "" : `: ${fieldWords(fields)}`}`,
      ),
    ),
  ];
}

function chartWords({ name, from, to }: NonNullable<PlanStep["chart"]>): string {
  return from !== undefined && to !== undefined && from !== to
    ? `(${name} ${from} → ${to})`
    : `(${[name, to ?? from].filter(Boolean).join(" ")})`;
}

function fieldWords(fields: readonly string[]): string {
  return fields.length <= 5 ? fields.join(", ") : `${fields.slice(0, 5).join(", ")} and ${fields.length - 5} more`;
}

function limited(lines: readonly string[]): readonly string[] {
  return lines.length <= LISTED ? lines : [...lines.slice(0, LISTED), `    and ${lines.length - LISTED} more; --json has all`];
}
