/** What every command that deals with a platform understands. */
export interface PlatformOptions {
  /** Path of the platform file. */
  readonly platform?: string | undefined;
  readonly env?: string | undefined;
  readonly only?: readonly string[] | undefined;
  /** Name of the sandbox, for environments whose target it is. */
  readonly sandbox: string;
  readonly json?: boolean | undefined;
}

export interface DeployCommandOptions extends PlatformOptions {
  readonly yes?: boolean | undefined;
  /** Path of a saved plan. */
  readonly plan?: string | undefined;
  readonly concurrency?: number | undefined;
  /** Milliseconds for one step. */
  readonly timeout?: number | undefined;
}

export interface PlanCommandOptions extends PlatformOptions {
  readonly detailedExitcode?: boolean | undefined;
  /** Where the plan is saved. */
  readonly out?: string | undefined;
}

export interface DestroyCommandOptions extends PlatformOptions {
  readonly data?: boolean | undefined;
  readonly yes?: boolean | undefined;
  readonly concurrency?: number | undefined;
  readonly timeout?: number | undefined;
}

export interface GraphCommandOptions extends PlatformOptions {
  readonly format: "text" | "mermaid" | "svg";
}

export interface RenderCommandOptions extends PlatformOptions {
  /** Directory for one file a step. */
  readonly out?: string | undefined;
}
