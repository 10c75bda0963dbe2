/** Names of what holds a secret, or things around one. */
const SECRET_NAME =
  /pass|pwd|secret|token|credential|private|cookie|salt|dsn|signature|connectionstring|auth(?:orization)?$|(?:^|[-_.a-z])key(?:s|$)/iu;
/** Names of what has secrets somewhere below it. */
const SECRET_ABOVE = /password|secret|token|credential/iu;
/** Long words of mixed characters, base64 and hex, and addresses with a password inside. */
const SECRET_LOOK = /^(?=.*\d)(?=.*[A-Za-z])[\w+/=.-]{20,}$|:\/\/[^/\s]*@|-----BEGIN|^(?:[A-Z]{2,4}|gh[a-z]|xox[a-z]|sk|pk)[-_][\w-]{8,}/u;
const LONGEST = 40;

/** Whether a value at this path must not be printed. `holder` is the object that it is in: `{ name: DB_PASSWORD, value: … }`. */
export function isSecretPlace(path: readonly (string | number)[], holder: unknown): boolean {
  const named = typeof holder === "object" && holder !== null && !Array.isArray(holder) ? Object.entries(holder) : [];
  const names = named
    .filter(([key, value]) => (key === "name" || key === "key") && typeof value === "string")
    .map(([, value]) => String(value));
  const steps = path.filter((step) => typeof step === "string");
  return [...names, ...steps.slice(-1)].some((name) => SECRET_NAME.test(name)) || steps.some((name) => SECRET_ABOVE.test(name));
}

/** A value in words. Of a string that may be a secret only the length is told. */
export function describeFound(value: unknown, secret: boolean): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return Object.keys(value).length === 0 ? "an empty map" : "a map";
  if (typeof value === "string") return describeString(value, secret);
  if (typeof value === "boolean") return String(value);
  return typeof value !== "number" || secret ? "a number" : `the number ${value}`;
}

function describeString(value: string, secret: boolean): string {
  if (value === "") return "an empty string";
  const printable = value.length <= LONGEST && !/\p{Cc}/u.test(value);
  if (printable && !secret && !SECRET_LOOK.test(value)) return `the string ${JSON.stringify(value)}`;
  return `a string of ${value.length} ${value.length === 1 ? "character" : "characters"}`;
}
