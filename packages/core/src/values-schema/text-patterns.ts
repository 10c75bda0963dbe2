/** A string that holds a template, which a chart may run before it prints it. */
const TEMPLATE = "\\{\\{";

/**
 * JSON Schema patterns of strings that stand for another type, because a chart prints both alike: `"2"` for `2`. A template
 * passes in all of them, since only the chart knows what comes out of it. Helm reads them as RE2, editors as ECMAScript.
 */
export const textPatterns: {
  readonly template: string;
  readonly integer: string;
  readonly number: string;
  readonly boolean: string;
  readonly numberOrBoolean: string;
} = {
  template: TEMPLATE,
  integer: `^[-+]?[0-9]+$|${TEMPLATE}`,
  number: `^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$|${TEMPLATE}`,
  boolean: `^(true|false)$|${TEMPLATE}`,
  numberOrBoolean: `^([-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?|true|false)$|${TEMPLATE}`,
};
