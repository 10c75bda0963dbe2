import type { EngineEvent } from "@helmwright/core";
import type { SandboxEvent } from "@helmwright/sandbox";
import cliTruncate from "cli-truncate";
import { createLogUpdate } from "log-update";

import type { Terminal } from "../terminal.ts";
import { frameLines } from "./frame.ts";
import type { RunningStep } from "./frame.ts";
import type { ProgressView } from "./progress-view.ts";
import { duration, finished, hasChanges, phaseWords, planCounts } from "./wording.ts";

/** Milliseconds between two pictures. */
const BEAT = 100;

export interface LiveViewOptions extends Pick<Terminal, "paintTold" | "redirect" | "stderr"> {
  /** Milliseconds since the command began. Default: since the process began. */
  readonly now?: (() => number) | undefined;
}

/** What runs is redrawn in place, with what it waits for; what has ended stays above it as one line. */
export function liveView({ paintTold: paint, redirect, stderr, now = () => performance.now() }: LiveViewOptions): ProgressView {
  const update = createLogUpdate(stderr);
  const running = new Map<string, RunningStep>();
  let activity: string | undefined;
  let total = 0;
  let done = 0;
  const draw = (): void => {
    const { columns, rows } = stderr;
    update(
      frameLines(
        { running: [...running.values()], activity, done, total, now: now(), picture: Math.floor(now() / BEAT) },
        { columns, rows, paint },
      ).join("\n"),
    );
  };
  const above = (text: string): void => {
    update.clear();
    stderr.write(`${text}\n`);
    draw();
  };
  const keep = (line: string): void => above(cliTruncate(line, stderr.columns));
  const beat = setInterval(draw, BEAT).unref();
  redirect(above);

  const onEvent = (event: EngineEvent): void => {
    switch (event.type) {
      case "phase":
        activity = phaseWords[event.phase];
        return;
      case "planned":
        total = event.plan.steps.filter(({ action }) => action !== "none" && action !== "keep").length;
        activity = undefined;
        if (hasChanges(event.plan)) keep(paint("dim", `plan: ${planCounts(event.plan)}`));
        return;
      case "step-started":
        running.set(event.step, { step: event.step, component: event.component, doing: event.doing, since: now() });
        return;
      case "step-progress": {
        const step = running.get(event.step);
        if (step) running.set(event.step, { ...step, doing: event.doing });
        return;
      }
      case "step-finished": {
        const { result } = event;
        running.delete(result.step);
        done += 1;
        const mark = result.outcome === "failed" ? paint("red", "✗") : paint("green", "✓");
        keep(`${mark} ${paint("bold", result.component)} ${result.step} ${finished(result)}`);
        return;
      }
      case "warning":
        keep(`${paint("yellow", "!")} ${event.message}`);
    }
  };
  const onSandbox = (event: SandboxEvent): void => {
    if (event.phase !== "ready") activity = event.type === "tool" ? `${event.tool}: ${event.detail}` : `sandbox: ${event.detail}`;
    else {
      activity = undefined;
      const since = event.type === "tool" ? event.elapsed : undefined;
      // A tool that was there already is no news.
      if (since === undefined || since > 1000)
        keep(
          `${paint("green", "✓")} ${event.type === "tool" ? event.tool : "sandbox"} ${event.detail}${since === undefined ? "" : ` in ${duration(since)}`}`,
        );
    }
  };
  return {
    onEvent,
    onSandbox,
    [Symbol.dispose]: () => {
      clearInterval(beat);
      redirect();
      update.clear();
      update.done();
    },
  };
}
