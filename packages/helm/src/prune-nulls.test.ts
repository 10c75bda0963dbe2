import { expect, test } from "vitest";
import { parseKubernetesYaml } from "./kubernetes-yaml.ts";
import { pruneNullEntries, pruneNulls } from "./prune-nulls.ts";

const KEPT = `---
# Source: web/templates/a.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: a} # a comment
data:
  number: "0755"
  template: |
    {{ x }}: null

  folded: >-
    one
    two
`;

test("a text without null entries stays as it is, to the byte", () => {
  expect(pruneNulls(KEPT)).toBe(KEPT);
});

test("removes null entries, and leaves every other scalar in its form", () => {
  const text = `${KEPT}---
spec:
  replicas: null
  empty:
  tilde: ~
  deep: {a: , b: 1, list: [null, {x: Null, y: 2}]}
  octal: 0755
  yes: yes
  float: 1.0
  exponent: 1e3
  long: 9007199254740993
  quoted: "null"
  literal: |+
    key: null
     {{ range }}

  anchored: &a {k: v, n: null}
  alias: *a
  nothing: &n null
  again: *n
`;
  expect(pruneNulls(text)).toBe(`${KEPT}---
spec:
  deep: { b: 1, list: [ null, { y: 2 } ] }
  octal: 0755
  yes: yes
  float: 1.0
  exponent: 1e3
  long: 9007199254740993
  quoted: "null"
  literal: |+
    key: null
     {{ range }}

  anchored: &a { k: v }
  alias: *a
`);
});

test.each([
  ["a merge key would bring a removed entry back", "base: &b {x: 1, y: null}\nz: {<<: *b, x: null}\n", { base: { x: 1 }, z: {} }],
  ["a document that the rewriter does not read", "a: null\nb: 'one\ntwo'\nc: [\n1\n]\n", { b: "one two", c: [1] }],
  ["all entries are null", "a:\nb: ~\n", {}],
])("%s", (_, text, expected) => {
  expect(parseKubernetesYaml(pruneNulls(text))).toStrictEqual([expected]);
});

test("lists keep their nulls, because positions have a meaning", () => {
  expect(pruneNullEntries({ a: [null, { b: null, c: [{ d: null }] }], e: null })).toStrictEqual({ a: [null, { c: [{}] }] });
});
