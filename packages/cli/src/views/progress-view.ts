import type { EngineEvent } from "@helmwright/core";
import type { SandboxEvent } from "@helmwright/sandbox";

import type { Terminal } from "../terminal.ts";

/** Shows work while it is done. */
export interface ProgressView extends Disposable {
  onEvent(event: EngineEvent): void;
  onSandbox(event: SandboxEvent): void;
}

/** Redraws in place on a terminal, and prints plain lines elsewhere. */
export async function openProgressView(terminal: Terminal): Promise<ProgressView> {
  if (!terminal.live) return (await import("./plain-view.ts")).plainView({ write: (line) => terminal.tell(line) });
  const { liveView } = await import("./live-view.ts");
  return liveView(terminal);
}
