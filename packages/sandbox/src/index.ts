export { sandboxUp } from "./cluster/sandbox-up.ts";
export type { Sandbox, SandboxEvent, SandboxUpOptions } from "./cluster/sandbox-up.ts";
export { sandboxDown } from "./cluster/sandbox-down.ts";
export type { SandboxDownOptions } from "./cluster/sandbox-down.ts";
export { resolveTools } from "./tools/resolve-tools.ts";
export type { ResolvedTool, ResolveToolsOptions } from "./tools/resolve-tools.ts";
export type { ToolEvent } from "./tools/tool-event.ts";
