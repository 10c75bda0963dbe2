import type { PlanDocument, StepResult } from "./plan-document.ts";

export type Phase = "compose" | "observe" | "render" | "plan" | "apply" | "record";

/** What the engine tells while it works. Events are data, safe to print and to store. */
export type EngineEvent =
  | { readonly type: "phase"; readonly phase: Phase }
  | { readonly type: "planned"; readonly plan: PlanDocument }
  | { readonly type: "step-started"; readonly step: string; readonly component: string; readonly doing: string }
  /** `doing` is a present participle with its object: `waiting for Deployment dex/dex: 0 of 1 replicas available`. */
  | { readonly type: "step-progress"; readonly step: string; readonly doing: string }
  | { readonly type: "step-finished"; readonly result: StepResult }
  | { readonly type: "warning"; readonly message: string };

export type EventSink = (event: EngineEvent) => void;
