/** What every command about a chart understands. */
export interface ChartCommandOptions {
  /** A version, or a range of versions. */
  readonly version?: string | undefined;
  readonly repo?: string | undefined;
  readonly json?: boolean | undefined;
}

export interface TypesCommandOptions extends ChartCommandOptions {
  /** File to write. */
  readonly out?: string | undefined;
  readonly schema?: boolean | undefined;
  readonly withDocs?: boolean | undefined;
  /** Path of one value. */
  readonly explain?: string | undefined;
}

export interface ValuesCheckCommandOptions extends ChartCommandOptions {
  /** Paths of values files; `-` is standard input. */
  readonly values: readonly string[];
  readonly complete?: boolean | undefined;
}

export interface ValuesDiffCommandOptions {
  readonly repo?: string | undefined;
  readonly json?: boolean | undefined;
  /** Paths of values files; `-` is standard input. */
  readonly values?: readonly string[] | undefined;
}
