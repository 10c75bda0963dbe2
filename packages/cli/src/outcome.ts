/** What a command gives back: data for `--json`, text for people, and how the process ends. */
export interface Outcome {
  readonly exitCode: number;
  readonly data: unknown;
  /** Undefined when the command has printed by itself. */
  readonly text: (() => string | Promise<string>) | undefined;
  /** Whether the text is sentences, which a terminal may break between words. Default: false, lines stay as they are. */
  readonly prose?: boolean;
}
