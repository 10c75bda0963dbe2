import { opaque } from "../src/evaluate/abstract.ts";
import type { Hole, Piece } from "../src/evaluate/abstract.ts";
import type { Form } from "../src/evaluate/values-path.ts";
import type { Scalar, YamlNode } from "../src/evaluate/yaml/yaml-node.ts";

/** A place in a text that a value is printed into. */
export const hole = (name: string, form: Form = "plain"): Hole => ({
  kind: "hole",
  value: opaque(name),
  form,
  template: false,
  only: undefined,
  place: "a.yaml:1",
});
/** A value that is put in whole. */
export const whole = (name: string): Hole => hole(name, "structure");
export const either = (...branches: readonly (readonly Piece[])[]): Piece => ({ kind: "alternatives", branches });
export const nindent = (by: number, ...body: readonly Piece[]): Piece => ({ kind: "indented", by, newline: true, body });
export const indent = (by: number, ...body: readonly Piece[]): Piece => ({ kind: "indented", by, newline: false, body });

/**
 * What a node can be: one thing, or `{ either: […] }`. Scalars are their text with holes as `<name>`, in quotation marks or
 * after `|` as they are written; a structure that is put in whole is `…name`; keys that depend on values are their text.
 */
export function describeNode({ entries, dynamic, items, scalars, spreads }: YamlNode): unknown {
  const map = [
    ...[...entries].map(([key, value]) => [key, describeNode(value)] as const),
    ...dynamic.map(({ key, value }) => [describeScalar(key), describeNode(value)] as const),
  ];
  const found = [
    ...scalars.map(describeScalar),
    ...spreads.map((spread) => `…${nameOf(spread)}`),
    ...(items.length > 0 ? [items.map(describeNode)] : []),
    ...(map.length > 0 ? [Object.fromEntries(map)] : []),
  ];
  return found.length > 1 ? { either: found } : (found[0] ?? null);
}

function describeScalar({ atoms, style }: Scalar): string {
  const text = atoms.map((atom) => (typeof atom === "string" ? atom : `<${nameOf(atom)}>`)).join("");
  return style === "quoted" ? JSON.stringify(text) : style === "block" ? `|${text}` : text;
}

function nameOf({ value }: Hole): string {
  return value.kind === "opaque" ? value.what : value.kind;
}
