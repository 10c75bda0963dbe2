const mark: unique symbol = Symbol.for("helmwright.unchecked") as never;

/** Chart values that neither the compiler nor the schema checks. */
export interface Unchecked {
  readonly [mark]: Readonly<Record<string, unknown>>;
}

/**
 * The one way around the types of a chart's values: what is in here goes to Helm as it is. For what a chart takes and its
 * types don't know; please report it.
 */
export function unchecked(values: Readonly<Record<string, unknown>>): Unchecked {
  return { [mark]: values };
}

/** The values in `unchecked`; undefined when they are ordinary ones. */
export function uncheckedValues(values: object): Readonly<Record<string, unknown>> | undefined {
  return mark in values ? (values as Unchecked)[mark] : undefined;
}
