import type { EngineEvent } from "@helmwright/core";
import type { SandboxEvent } from "@helmwright/sandbox";

import type { ProgressView } from "./progress-view.ts";
import { duration, finished, hasChanges, phaseWords, planCounts } from "./wording.ts";

export interface PlainViewOptions {
  readonly write: (line: string) => void;
  /** Milliseconds since the command began. Default: since the process began. */
  readonly now?: (() => number) | undefined;
}

/** Milliseconds between two lines about the same step or tool. */
const PAUSE = 5000;

/** One line for each thing that begins or ends, and now and then what is waited for: for logs. */
export function plainView({ write, now = () => performance.now() }: PlainViewOptions): ProgressView {
  const told = new Map<string, number>();
  const components = new Map<string, string>();
  const line = (text: string): void => write(`${duration(now()).padStart(11)}  ${text}`);
  const seldom = (key: string, text: string): void => {
    if (now() - (told.get(key) ?? -Infinity) < PAUSE) return;
    told.set(key, now());
    line(text);
  };
  return {
    onEvent: (event) => onEvent(event, { line, seldom, told, components, now }),
    onSandbox: (event: SandboxEvent) => {
      if (event.type === "sandbox") line(`sandbox: ${event.detail}`);
      else if (event.phase === "resolving") told.delete(event.tool);
      else seldom(`${event.tool} ${event.phase}`, `${event.tool}: ${event.detail}`);
    },
    [Symbol.dispose]: () => undefined,
  };
}

interface Lines {
  readonly line: (text: string) => void;
  readonly seldom: (key: string, text: string) => void;
  readonly told: Map<string, number>;
  readonly components: Map<string, string>;
  readonly now: () => number;
}

function onEvent(event: EngineEvent, { line, seldom, told, components, now }: Lines): void {
  switch (event.type) {
    case "phase": {
      const words = phaseWords[event.phase];
      if (words !== undefined) line(words);
      return;
    }
    case "planned":
      if (hasChanges(event.plan)) line(`plan: ${planCounts(event.plan)}`);
      return;
    case "step-started":
      components.set(event.step, event.component);
      told.set(event.step, now());
      line(`${event.component}: ${event.doing} ${event.step}`);
      return;
    case "step-progress":
      seldom(event.step, `${components.get(event.step) ?? "?"}: ${event.step}: ${event.doing}`);
      return;
    case "step-finished":
      line(`${event.result.component}: ${event.result.step} ${finished(event.result)}`);
      return;
    case "warning":
      line(`warning: ${event.message}`);
  }
}
