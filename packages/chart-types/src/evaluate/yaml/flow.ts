import { isMap, isScalar, isSeq, parseDocument } from "yaml";

import type { Marks } from "./marks.ts";
import { entry, yamlNode } from "./yaml-node.ts";
import type { YamlNode } from "./yaml-node.ts";

/** Reads `[…]` or `{…}` into the node. False when the text is not complete yet. */
export function readFlow(text: string, marks: Marks, target: YamlNode): boolean {
  if (!isBalanced(text)) return false;
  const document = parseDocument(text, { uniqueKeys: false, strict: false, logLevel: "silent" });
  fill(document.contents, marks, target);
  return true;
}

function isBalanced(text: string): boolean {
  let depth = 0;
  let quote = "";
  for (const character of text) {
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
  }
  return depth <= 0;
}

function fill(node: unknown, marks: Marks, target: YamlNode): void {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : "";
      const atoms = marks.atoms(name);
      if (value === null && atoms.length === 1 && typeof atoms[0] === "object" && atoms[0].form === "structure") {
        target.spreads.push(atoms[0]);
        continue;
      }
      const isKnown = atoms.every((atom) => typeof atom === "string");
      const inner = isKnown ? entry(target, name) : yamlNode();
      if (!isKnown) target.dynamic.push({ key: { atoms, style: "plain" }, value: inner });
      fill(value, marks, inner);
    }
  } else if (isSeq(node)) {
    for (const item of node.items) {
      const inner = yamlNode();
      target.items.push(inner);
      fill(item, marks, inner);
    }
  } else if (isScalar(node)) {
    const text = typeof node.value === "string" ? node.value : (JSON.stringify(node.value) ?? "");
    const marked = marks.only(text);
    if (marked?.kind === "choice") {
      for (const one of marked.texts) fillText(one, false, { marks, target });
    } else {
      fillText(text, node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE", { marks, target });
    }
  }
}

function fillText(text: string, quoted: boolean, { marks, target }: { marks: Marks; target: YamlNode }): void {
  const atoms = marks.atoms(text);
  const [only] = atoms;
  if (atoms.length === 1 && typeof only === "object" && only.form === "structure") target.spreads.push(only);
  else target.scalars.push({ atoms, style: quoted ? "quoted" : "plain" });
}
