/** What Go's regular expressions have and ECMAScript writes otherwise. */
const REWRITES: readonly (readonly [from: RegExp, to: string])[] = [
  [/\\A/gu, "^"],
  [/\\z/gu, "$"],
  [/\\p([A-Z])/gu, "\\p{$1}"],
  [/\\P([A-Z])/gu, "\\P{$1}"],
  [/\(\?P</gu, "(?<"],
  [/\[:alnum:\]/gu, "A-Za-z0-9"],
  [/\[:alpha:\]/gu, "A-Za-z"],
  [/\[:digit:\]/gu, "0-9"],
  [/\[:lower:\]/gu, "a-z"],
  [/\[:upper:\]/gu, "A-Z"],
  [/\[:space:\]/gu, "\\s"],
];
/** Flags for the rest of the expression. */
const LEADING_FLAGS = /^(\^?)\(\?([ims]+)\)(.*)$/su;

/** A pattern of Go, with which Helm reads a schema, as one of ECMAScript with the flag `u`; undefined where there is none. */
export function goPattern(pattern: string): string | undefined {
  const escaped = pattern.replaceAll(/\\([!"#%&',:;<=>@_`~-])/gu, (_, sign: string) => `\\x${sign.charCodeAt(0).toString(16)}`);
  const rewritten = REWRITES.reduce((text, [from, to]) => text.replaceAll(from, to), escaped);
  const [, start = "", flags = "", rest = ""] = LEADING_FLAGS.exec(rewritten) ?? [];
  return [pattern, rewritten, ...(flags === "" ? [] : [`(?${flags}:${start}${rest})`])].find(isPattern);
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u").source !== "";
  } catch {
    return false;
  }
}
