/** What one line of a comment looks like once its mark is gone. */
export type CommentedLine =
  | { readonly kind: "blank" | "note" | "prose" | "label"; readonly indent: number }
  | { readonly kind: "key" | "item"; readonly indent: number; readonly opens: Opening };

/** What the lines below continue: a block scalar, a flow collection or string (`until` its end), or an empty value. */
export type Opening = "nothing" | "scalar" | "flow" | "below";

const KEY = /^(?<key>"[^"]+"|'[^']+'|[A-Za-z0-9_$.][\w.$/-]*)\s*:(?:\s+(?<value>.*))?$/u;
/** Words that introduce an example or a remark. Lower case; in values files that use one as a key, the key itself is evidence enough. */
const LABELS = new Set(
  "caution default defaults deprecated description e.g eg example examples fixme format https http i.e ie important info hint nb note notes options possible ref reference references see sample syntax supported tip todo usage values warn warning".split(
    " ",
  ),
);
const WORD = /^[("'`]?[A-Za-z]+(?:['’-][A-Za-z]+)*[,.;:!?)"'`]*$/u;

/** Whether a plain scalar is rather a remark: several words, or words with commas between them, or a template, which is no YAML. */
export function readsAsSentence(value: string): boolean {
  const plain = value.replace(/\s+#.*$/u, "").trim();
  if (plain.startsWith("{{")) return true;
  if (/^["'[{|>&*!]/u.test(plain)) return false;
  const words = plain.split(/\s+/u);
  if (words.length < 2) return /^[A-Za-z]+[.!?]$/u.test(plain);
  const natural = words.filter((word) => WORD.test(word)).length;
  return words.length === 2 ? words.every((word) => WORD.test(word)) && /[,.]$|,\s/u.test(plain) : natural / words.length > 0.5;
}

function openingOf(value: string): Opening {
  const plain = value.replace(/(?:^|\s+)#.*$/u, "").trim();
  if (plain === "" || /^[&!]\S*$/u.test(plain)) return "below";
  if (/^[|>][-+0-9]*$/u.test(plain)) return "scalar";
  const opened = (plain.match(/[[{]/gu)?.length ?? 0) > (plain.match(/[\]}]/gu)?.length ?? 0);
  return /^[[{]/u.test(plain) && opened ? "flow" : "nothing";
}

function classifyEntry(text: string): { readonly kind: "key" | "prose" | "label"; readonly opens: Opening } {
  const { key, value = "" } = KEY.exec(text)?.groups ?? {};
  if (key === undefined) return { kind: "prose", opens: "nothing" };
  const opens = openingOf(value);
  const name = key.toLowerCase().replace(/\.$/u, "");
  const label = LABELS.has(name) || (/^[A-Z][a-z]+$/u.test(key) && opens === "below");
  if (label) return { kind: "label", opens };
  return { kind: readsAsSentence(value) ? "prose" : "key", opens };
}

function classifyItem(text: string): { readonly kind: "item" | "prose"; readonly opens: Opening } {
  const rest = text.replace(/^-\s*/u, "");
  if (rest === "" || rest.startsWith("#")) return { kind: "item", opens: "below" };
  if (/^-(?:\s|$)/u.test(rest)) return classifyItem(rest);
  const entry = KEY.test(rest) ? classifyEntry(rest) : undefined;
  if (entry !== undefined) return entry.kind === "key" ? { kind: "item", opens: entry.opens } : { kind: "prose", opens: "nothing" };
  return { kind: readsAsSentence(rest) ? "prose" : "item", opens: openingOf(rest) };
}

/** Judges one line, given as it stands behind the comment's mark. */
export function classifyLine(body: string): CommentedLine {
  const text = body.trim();
  const indent = body.length - body.trimStart().length;
  if (text === "") return { kind: "blank", indent };
  if (text.startsWith("#")) return { kind: "note", indent };
  if (/^-(?:\s|$)/u.test(text)) return { ...classifyItem(text), indent };
  if (text.endsWith(":") && !KEY.test(text)) return { kind: "label", indent };
  return { ...classifyEntry(text), indent };
}
