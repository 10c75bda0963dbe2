import type { Phase, PlanDocument, StepAction, StepResult } from "@helmwright/core";

/** What a phase does, for people; the others are told by what follows. */
export const phaseWords: Readonly<Partial<Record<Phase, string>>> = {
  observe: "reading the cluster",
  render: "rendering charts",
  record: "recording",
};

export function past(action: StepAction, kind: string): string {
  switch (action) {
    case "remove":
      return "removed";
    case "adopt":
      return "adopted";
    case "recover":
      return "recovered";
    case "keep":
      return "kept";
    case "none":
      return "unchanged";
    case "install":
      return kind === "release" ? "installed" : "created";
    case "upgrade":
      return kind === "release" ? "upgraded" : "updated";
  }
}

export function finished({ step, action, outcome, milliseconds, failure }: StepResult): string {
  if (outcome === "failed") return `failed after ${duration(milliseconds)}: ${failure?.message ?? "no reason was given"}`;
  return `${past(action, step.split(" ")[0] ?? "")} in ${duration(milliseconds)}`;
}

/** `39 ms`, `0.3 s`, `12 s`, `2 min 3 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 95) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

const order = ["install", "upgrade", "adopt", "recover", "remove", "keep", "none"] as const;
const todo: Readonly<Record<StepAction, string>> = {
  install: "to install",
  upgrade: "to upgrade",
  adopt: "to adopt",
  recover: "to recover",
  remove: "to remove",
  keep: "to keep",
  none: "unchanged",
};

/** `3 to install, 1 to remove, 12 unchanged`. */
export function planCounts({ steps }: Pick<PlanDocument, "steps">): string {
  const counted = order.map((action) => ({ action, count: steps.filter((step) => step.action === action).length }));
  return counted.flatMap(({ action, count }) => (count === 0 ? [] : [`${count} ${todo[action]}`])).join(", ") || "nothing";
}

/** Whether a plan would change anything. */
export function hasChanges({ steps }: Pick<PlanDocument, "steps">): boolean {
  return steps.some(({ action }) => action !== "none" && action !== "keep");
}
