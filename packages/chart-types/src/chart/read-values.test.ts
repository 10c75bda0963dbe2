import { HelmwrightError } from "@helmwright/core";
import { expect, test } from "vitest";
import { readValues } from "./read-values.ts";
import type { ValuesNode } from "./values-node.ts";

/** What comments add to a tree, one line each: where it would lie, its value, `?` when that is not certain. */
function commented(text: string): readonly string[] {
  const lines: string[] = [];
  const show = (node: ValuesNode): string => `${node.path.join(".")}=${JSON.stringify(node.value)}`;
  const walk = (node: ValuesNode): void => {
    for (const one of node.commentedOut) {
      lines.push(`${one.confidence === "weak" ? "?" : ""}${one.key === undefined ? "-" : ""}${show(one.node)}`);
      walk(one.node);
    }
    for (const { node: example, confidence } of node.examples) lines.push(`${confidence === "weak" ? "?" : ""}or ${show(example)}`);
    for (const child of [...node.children.values(), ...node.items]) walk(child);
  };
  walk(readValues(text).root);
  return lines;
}

test("values are as Helm reads them", () => {
  expect(readValues("\uFEFFa: yes\nb: 0755\nc: &x {d: 1}\ne: {<<: *x}\na: off\n---\nc: {f: 2}\n1: x\n---\n").values).toStrictEqual({
    "1": "x",
    a: false,
    b: 493,
    c: { d: 1, f: 2 },
    e: { d: 1 },
  });
  expect(["", "# only a comment\n", "null\n", "---\n"].map((text) => readValues(text).values)).toStrictEqual([{}, {}, {}, {}]);
});

test("every node has its path, value and line", () => {
  const { root } = readValues('a:\n  b: 1\n\n  "c d": [x, {e: 2}]\nl:\n- m: 1\n  o: |\n    # text\n- 2\nz: &z {v: 1}\nw: *z\n');
  const rows: unknown[] = [];
  const walk = (node: ValuesNode): void => {
    for (const child of [...node.children.values(), ...node.items]) {
      rows.push([child.path.join("."), child.line, typeof child.value === "object" ? "…" : child.value]);
      walk(child);
    }
  };
  walk(root);
  expect(rows).toStrictEqual([
    ["a", 1, "…"],
    ["a.b", 2, 1],
    ["a.c d", 4, "…"],
    ["a.c d.0", 4, "x"],
    ["a.c d.1", 4, "…"],
    ["a.c d.1.e", 4, 2],
    ["l", 5, "…"],
    ["l.0", 6, "…"],
    ["l.0.m", 6, 1],
    ["l.0.o", 7, "# text\n"],
    ["l.1", 9, 2],
    ["z", 10, "…"],
    ["z.v", 10, 1],
    ["w", 11, "…"],
    ["w.v", 11, 1],
  ]);
});

test.each([
  ["above", "# How many\n# of them.\na: 1\n", "How many\nof them."],
  ["behind", "a: 1 # how many\n", "how many"],
  ["not with a line between", "# A chapter.\n\na: 1\n", undefined],
  ["helm-docs", "# A chapter.\n# -- (int) How many\n# @default -- one\na: 1\n", "How many"],
  ["parameters by path", "## @section Main\n## @param a [nullable, default: 1] How many\n\nb: 1\na: 1\n", "How many"],
  ["without rulers", "# ------\n# How many\n# ------\na: 1\n", "How many"],
  ["without schema annotations", "# @schema\n# type: integer\n# @schema\n# How many\na: 1\n", "type: integer\nHow many"],
])("comments: %s", (_, text, expected) => {
  expect(readValues(text).root.children.get("a")?.comment).toBe(expected);
});

test.each([
  ["below an empty mapping", "a: {}\n  # b:\n  #   c: 100m\n", ['a.b={"c":"100m"}']],
  ["below an empty list", "a: []\n  # - b: 1\n  #   c: 2\n  # - d\n", ['-a.0={"b":1,"c":2}', '-a.1="d"']],
  ["a list at its key's column", "a: []\n# - b: 1\nc: 1\n", ['-a.0={"b":1}']],
  ["below nothing", "a:\n  # b: 1\n", ["a.b=1"]],
  ["without a space", "a: {}\n  #b: 1\n", ["a.b=1"]],
  ["with the mark in the first column", "a:\n  b: 1\n#  c:\n#    d: 2\n  e: 1\n", ['a.c={"d":2}']],
  ["between the keys of a mapping, too far out", "a:\n  b: 1\n# c: 1\n  d: 1\n", ["a.c=1"]],
  ["a sibling", "a: 1\n# b: x\nc: 1\n", ['b="x"']],
  ["at the end", "a:\n  b: 1\n\n# c:\n#   d: 1\n", ['c={"d":1}']],
  ["the only content", "# a: 1\n# b:\n#   - c\n", ["a=1", 'b=["c"]']],
  ["a key of an element", "a:\n  - b: 1\n    # c: 2\n", ["a.0.c=2"]],
  ["keys with dots and slashes", 'a: {}\n  # example.org/b: "true"\n  # "c d": 1\n', ['a.example.org/b="true"', "a.c d=1"]],
  ["a comment in a comment", "a: {}\n  # b:\n  #   c: 1\n  #   # d: 2\n  #   e: 3\n", ['a.b={"c":1,"e":3}', "a.b.d=2"]],
  [
    "block scalars and flow collections",
    "a: {}\n  # b: |\n  #   some text: that is long\n  # c: [\n  #   1,\n  # ]\n",
    ['a.b="some text: that is long\\n"', "a.c=[1]"],
  ],
  ["another value of the key below", "# a: x\na: y\n", ['or a="x"']],
  ["further keys of the key below", "# a:\n#   b: 1\na: {}\n", ["a.b=1"]],
  ["an example by its label", "# Labels.\n# Example:\n# b: 1\na: {}\n", ["a.b=1"]],
  ["a list before its key", "# Volumes, such as\n#  - name: b\na: []\n", ['-a.0={"name":"b"}']],
  ["a template, whose value is not known", "# b: {{ .Values.a }}\na: 1\n", ["b=null"]],
  [
    "words that introduce examples, below a key",
    "a: {}\n  # b:\n  #   values: [x]\n  #   note: a text of some words\n",
    ['a.b={"values":["x"],"note":"a text of some words"}'],
  ],
  ["an element beside an element that ends with nothing", "a:\n  - b:\n  # - b: 1\n", ['-a.0={"b":1}']],
  ["a list between a list and something else", "a: []\n# Example:\n# - b\nc:\n", ['-a.0="b"']],
  ["the path to its key once more", "a:\n  # a:\n  #   b:\n  #     c: 1\n  b: {}\n", ["a.b.c=1"]],
  [
    "keys of a commented-out key, further in",
    "# a:\n  # Text.\n  # b: 1\n\n  # c:\n    # d: 2\n# e: 3\n",
    ["a=null", "a.b=1", "a.c=null", "a.c.d=2", "e=3"],
  ],
  ["keys of a commented-out element, further in", "a: []\n  # - b: 1\n\n    # Text.\n    # c: 2\n", ['-a.0={"b":1}', "a.0.c=2"]],
  [
    "keys that could be labels, with something below",
    "a: {}\n#   default:\n#     b: 1\n#   other:\n#     b: 2\n",
    ['a.default={"b":1}', 'a.other={"b":2}'],
  ],
  ["elements with text between", "a:\n# - b: 1\n# Some text.\n# - b: 2\n", ['-a.0={"b":1}', '-a.0={"b":2}']],
  ["its own key once more", "a: {}\n  # a:\n  #   b: 1\n", ["a.b=1"]],
  ["keys of the line above or siblings", "a: {}\n# b: 1\n\nc: 1\n", ["?b=1", "?a.b=1"]],
])("commented out: %s", (_, text, expected) => {
  expect(commented(text)).toStrictEqual(expected);
});

test.each([
  ["a remark with a colon", "# Note: this is a remark about what follows.\na: 1\n"],
  ["a sentence", "# This is one: it has a colon\n# here: there are words after the key\na: 1\n"],
  ["a link", "# See https://example.org/a\n# ref: https://example.org/b\na: 1\n"],
  ["a label", "# Example:\n# Default: 1\na: 1\n"],
  ["bullets", "# - the first way to do it\n# - the second: a longer way of doing it\na: []\n"],
  ["schema annotations", "# @schema\n# type: [string, null]\n# enum: [a]\n# @schema\na: 1\n"],
  ["what is no YAML", "# b: [1\n# c: 'x\na: 1\n"],
  ["a comment behind a value", "a: 1 # b: 2\n"],
  ["text in a block scalar", "a: |\n  # b: 1\n  x\n"],
])("not commented out: %s", (_, text) => {
  expect(commented(text)).toStrictEqual([]);
});

test.each([
  ["10,000 levels of lists", `a: ${"[".repeat(10_000)}`, "VALUES_INVALID"],
  ["10,000 levels of dashes", `a:\n${"- ".repeat(10_000)}b\n`, "VALUES_INVALID"],
  ["a 100 MB text", "a: 1\n".repeat(20_000_000), "VALUES_TOO_LARGE"],
  ["an alias that holds itself", "a: &a [*a]\n", "VALUES_TOO_LARGE"],
  [
    "aliases that explode",
    `a0: &a0 [1]\n${Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}]\n`).join("")}`,
    "VALUES_TOO_LARGE",
  ],
  [
    "merge keys that explode",
    `b: &b {${Array.from({ length: 100_000 }, (_, n) => `k${n}: 1`).join(", ")}}\nl:\n${"- {<<: *b}\n".repeat(100_000)}`,
    "VALUES_INVALID",
  ],
  ["a list", "- a\n", "VALUES_INVALID"],
  ["a word", "hello\n", "VALUES_INVALID"],
  ["broken YAML", "a: 'x\n", "VALUES_INVALID"],
])("refuses %s", (_, text, code) => {
  expect(() => readValues(text, { name: "my.yaml" })).toThrow(
    expect.objectContaining({
      code,
      constructor: HelmwrightError,
      message: expect.stringMatching(/^read my\.yaml: /u) as string,
      hint: expect.any(String) as string,
    }),
  );
});

const many = 250_000;
const lines = (line: (n: number) => string, characters = many): string => {
  const all: string[] = [];
  for (let length = 0; length < characters - 100; length += all.at(-1)?.length ?? 0) all.push(line(all.length));
  return all.join("");
};

test.each([
  ["keys", lines((n) => `k${n}: 1\n`), 0],
  ["commented-out keys", lines((n) => `# k${n}: 1\n`), 20_000],
  ["commented-out keys one by one", lines((n) => `# k${n}: 1\n# A remark\n# about it.\n`, 1_000_000), 20_000],
  ["comments that almost parse", lines(() => "# a: [\n"), 0],
  ["comments, each further in", lines((n) => `${" ".repeat(n)}# k${n}:\n`), 1],
  ["remarks", lines(() => "# some remark\n"), 0],
  ["marks", `${"#".repeat(many)}\n`, 0],
  ["dashes in a comment", `# ${"- ".repeat(many / 2)}\n`, 0],
  ["brackets in a comment", `# a: ${"[".repeat(many)}\n`, 0],
  ["spaces in a comment", `# a: x${" ".repeat(many)}y\n`, 1],
  ["words in a comment", `# a: ${"word ".repeat(many / 5)}\n`, 0],
  ["empty documents", "---\n".repeat(many / 4), 0],
  ["an alias for a mapping", `a: &a {b: 1}\n${lines((n) => `k${n}: *a\n`)}`, 0],
])("reads very many %s", (_, text, least) => {
  const start = performance.now();
  const { root } = readValues(text);
  expect(root.commentedOut.length).toBeGreaterThanOrEqual(least);
  expect(performance.now() - start).toBeLessThan(20_000);
});

test("a text over 1 MiB is read without its comments", () => {
  const { values, root } = readValues(`a: 1 # text\n${"# b: 1\n".repeat(200_000)}`);
  expect([values, root.commentedOut, root.children.get("a")?.comment]).toStrictEqual([{ a: 1 }, [], undefined]);
});

test("keys of prototypes are keys like any other", () => {
  const { values, root } = readValues("__proto__: {a: 1}\nconstructor: 2\n# toString: 3\n");
  expect([Object.entries(values), [...root.children.keys()], root.commentedOut.map(({ key }) => key)]).toStrictEqual([
    [
      ["__proto__", { a: 1 }],
      ["constructor", 2],
    ],
    ["__proto__", "constructor"],
    ["toString"],
  ]);
});

test("a key that is there twice has the last value and its line", () => {
  const { root } = readValues("a: {b: 1}\na:\n  c: 2\n");
  expect([...root.children.values()].map(({ line, value }) => [line, value])).toStrictEqual([[2, { c: 2 }]]);
});
