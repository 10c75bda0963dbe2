/** A flag's value: `true` gives the bare flag, `false` and `undefined` nothing, a list repeats the flag. */
export type FlagValue = string | number | boolean | readonly string[] | undefined;

/** Turns `{ "--version": "1.2.3" }` into `["--version=1.2.3"]`. A value that starts with `-` can never become a flag. */
export function flags(given: Readonly<Record<string, FlagValue>>): readonly string[] {
  return Object.entries(given).flatMap(([flag, value]) => {
    if (value === undefined || value === false) return [];
    if (value === true) return [flag];
    if (typeof value === "string" || typeof value === "number") return [`${flag}=${value}`];
    return value.map((one) => `${flag}=${one}`);
  });
}

/** A duration for Helm, from milliseconds. */
export function duration(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : `${Math.round(milliseconds)}ms`;
}

/** Quotes a text for the flags that Helm reads as comma-separated lists. */
export function listItem(text: string): string {
  return /[",\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
