/** What one line of a comment looks like once its mark is gone. */
export type CommentedLine =
  /** A label is a remark that announces what stands below it. */
  { readonly kind: "blank" | "note" | "prose" | "label"; readonly indent: number } | CommentedEntry;

/** A key or an element of a list. */
export interface CommentedEntry {
  readonly kind: "key" | "item";
  readonly indent: number;
  readonly opens: Opening;
  /** On its own it reads as a remark; below another key it is none. `maybe`: unless something stands below it. */
  readonly remark: boolean | "maybe";
}

/** What the lines below continue: a block scalar, a flow collection or string (`until` its end), or an empty value. */
export type Opening = "nothing" | "scalar" | "flow" | "below";

const KEY = /^(?<key>"[^"]+"|'[^']+'|[A-Za-z0-9_.][\w.$/-]*)\s*:(?:\s+(?<value>.*))?$/u;
/** Words that introduce an example or a remark. Lower case; in values files that use one as a key, the key itself is evidence enough. */
const LABELS = new Set(
  "authors caution copyright default defaults deprecated description e.g eg example examples fixme format https http i.e ie important info hint nb license note notes options possible ref reference references refs requires see sample spdx-license-identifier syntax supported tip todo usage values warn warning yaml-language-server".split(
    " ",
  ),
);
/** Of these, the ones that are common as keys. */
const KEYS_TOO = new Set("default defaults format info options values".split(" "));
const WORD = /^[("'`]?[A-Za-z]+(?:['’-][A-Za-z]+)*[,.;:!?)"'`]*$/u;

function withoutComment(value: string): string {
  const at = value.search(/(?:^|\s)#/u);
  return (at < 0 ? value : value.slice(0, at)).trim();
}

/** Whether a plain scalar is rather a remark: several words, or words with commas between them. */
function readsAsSentence(value: string): boolean {
  const plain = withoutComment(value);
  if (/^["'[{|>&*!]/u.test(plain)) return false;
  const words = plain.split(/\s+/u);
  if (words.length < 2) return /^[A-Za-z]+[.!?]$/u.test(plain);
  const natural = words.filter((word) => WORD.test(word)).length;
  return words.length === 2 ? natural === 2 && /[,.]$|,\s/u.test(plain) : natural / words.length >= 0.5;
}

function openingOf(value: string): Opening {
  const plain = withoutComment(value);
  if (plain === "" || /^[&!]\S*$/u.test(plain)) return "below";
  if (/^[|>][-+0-9]*$/u.test(plain)) return "scalar";
  const opened = (plain.match(/[[{]/gu)?.length ?? 0) > (plain.match(/[\]}]/gu)?.length ?? 0);
  return /^[[{]/u.test(plain) && opened ? "flow" : "nothing";
}

type Entry = Pick<CommentedEntry, "opens" | "remark">;

function readKey(text: string): Entry | undefined {
  const { key, value = "" } = KEY.exec(text)?.groups ?? {};
  if (key === undefined) return undefined;
  const opens = openingOf(value);
  const label = LABELS.has(key.toLowerCase().replace(/\.$/u, "")) || /^[A-Z][a-z]+$/u.test(key);
  if (KEYS_TOO.has(key)) return { opens, remark: "maybe" };
  return { opens, remark: label || readsAsSentence(value) };
}

function readItem(text: string): Entry {
  const rest = `${text} `.replace(/^(?:-\s+)+/u, "").trim();
  if (rest === "" || rest.startsWith("#")) return { opens: "below", remark: false };
  const entry = readKey(rest);
  if (entry !== undefined) return { ...entry, remark: readsAsSentence(KEY.exec(rest)?.groups?.["value"] ?? "") };
  return { opens: openingOf(rest), remark: readsAsSentence(rest) };
}

/** Judges one line, given as it stands behind the comment's mark. */
export function classifyLine(body: string): CommentedLine {
  const text = body.trim();
  const indent = body.length - body.trimStart().length;
  if (text === "") return { kind: "blank", indent };
  if (text.startsWith("#")) return { kind: "note", indent };
  if (/^-(?:\s|$)/u.test(text)) return { kind: "item", indent, ...readItem(text) };
  const entry = readKey(text);
  if (entry !== undefined) return { kind: "key", indent, ...entry };
  return { kind: text.endsWith(":") ? "label" : "prose", indent };
}
