/** What is told while a tool is looked for, downloaded or built. */
export interface ToolEvent {
  readonly type: "tool";
  readonly tool: string;
  readonly phase: "resolving" | "waiting" | "downloading" | "building" | "ready";
  /** One line for people. */
  readonly detail: string;
  /** Milliseconds since work on the tool began. */
  readonly elapsed: number;
}
