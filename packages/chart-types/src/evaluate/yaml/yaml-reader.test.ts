import { expect, test } from "vitest";

import { describeNode, either, hole, indent, nindent, whole } from "../../../test/pieces.ts";
import type { Piece } from "../abstract.ts";
import { YamlReader } from "./yaml-reader.ts";

function read(...pieces: readonly Piece[]): readonly unknown[] {
  return new YamlReader().read(pieces).documents.map(describeNode);
}

const x = hole("x");
const y = hole("y");

test.each<[string, readonly Piece[], unknown]>([
  ["a map in a map", ["a:\n  b: ", x, "\n  c: 1\nd: e\n"], { a: { b: "<x>", c: "1" }, d: "e" }],
  ["text around a hole", ["a: x-", x, ":", y, "\n"], { a: "x-<x>:<y>" }],
  ["quoted", ['a: "', x, "\"\nb: '", y, "'\n"], { a: '"<x>"', b: '"<y>"' }],
  ["quoted keys", ['"a b": ', x, "\n'c': ", y, "\n"], { "a b": "<x>", c: "<y>" }],
  ["a colon in a key", ["a:b: ", x, "\n"], { "a:b": "<x>" }],
  ["keys that depend on values", [x, ": 1\na-", y, ":\n  b: 2\n"], { "<x>": "1", "a-<y>": { b: "2" } }],
  ["comments", ["# a: ", x, "\nb: ", y, " # c: d\n"], { b: "<y>" }],
  ["tags and anchors", ["a: !!str ", x, "\nb: &b ", y, "\n"], { a: "<x>", b: "<y>" }],
  ["an empty value", ["a:\nb: ", x, "\n"], { a: null, b: "<x>" }],
  ["a line that fits nowhere", ["a: 1\n%%%\nb: ", x, "\n"], { either: ["%%%", { a: "1", b: "<x>" }] }],
])("maps: %s", (_, pieces, expected) => {
  expect(read(...pieces)).toEqual([expected]);
});

test.each<[string, readonly Piece[], unknown]>([
  ["indented", ["a:\n  - ", x, "\n  - b: ", y, "\n    c: 1\n"], { a: ["<x>", { b: "<y>", c: "1" }] }],
  ["at the key's own indent", ["a:\n- ", x, "\n- b: ", y, "\n  c: 1\nd: 2\n"], { a: ["<x>", { b: "<y>", c: "1" }], d: "2" }],
  ["in lists", ["a:\n  - - ", x, "\n    - ", y, "\n"], { a: [["<x>", "<y>"]] }],
  ["an element on the next line", ["a:\n  -\n    b: ", x, "\n"], { a: [{ b: "<x>" }] }],
  ["a map in an element", ["a:\n  - b:\n      c: ", x, "\n    d: 1\n"], { a: [{ b: { c: "<x>" }, d: "1" }] }],
])("lists: %s", (_, pieces, expected) => {
  expect(read(...pieces)).toEqual([expected]);
});

test.each<[string, readonly Piece[], unknown]>([
  ["literal", ["a: |\n  b: ", x, "\n\n    more\nc: ", y, "\n"], { a: "|  b: <x>\n\n    more\n", c: "<y>" }],
  ["folded, stripped", ["a: >-\n  ", x, "\nb: 1\n"], { a: "|  <x>\n", b: "1" }],
  ["a structure in it", ["a: |-\n", indent(2, whole("x")), "\nb: 1\n"], { a: "|  <x>\n", b: "1" }],
  ["in a list", ["- |\n  ", x, "\n- ", y, "\n"], ["|  <x>\n", "<y>"]],
])("block scalars: %s", (_, pieces, expected) => {
  expect(read(...pieces)).toEqual([expected]);
});

test.each<[string, readonly Piece[], unknown]>([
  ["a list", ["a: [", x, ', "', y, '"]\n'], { a: ["<x>", '"<y>"'] }],
  ["a map", ["a: {b: ", x, ", c: {d: ", y, "}}\n"], { a: { b: "<x>", c: { d: "<y>" } } }],
  ["over lines", ["a: {\n  b: ", x, ",\n  c: [1,\n", y, "]\n}\nd: 1\n"], { a: { b: "<x>", c: ["1", "<y>"] }, d: "1" }],
  ["a dynamic key", ["a: {", x, ": 1}\n"], { a: { "<x>": "1" } }],
  ["a structure", ["a: [", whole("x"), "]\n"], { a: ["…x"] }],
  ["empty", ["a: {}\nb: []\nc: ", x, "\n"], { a: null, b: null, c: "<x>" }],
])("flow collections: %s", (_, pieces, expected) => {
  expect(read(...pieces)).toEqual([expected]);
});

test.each<[string, readonly Piece[], unknown]>([
  ["in a line", ["a: ", either([x], [y]), "\n"], { a: { either: ["<x>", "<y>"] } }],
  ["part of a line", ["a: ", either(["x"], ["y"]), "-", y, "\n"], { a: "xy-<y>" }],
  ["a line or nothing", ["a:\n", either(["  b: ", x, "\n"], []), "  c: 1\n"], { a: { b: "<x>", c: "1" } }],
  ["lines", ["a:\n", either(["  b: ", x, "\n"], ["  - ", y, "\n"]), "c: 1\n"], { a: { either: [["<y>"], { b: "<x>" }] }, c: "1" }],
  ["the same key twice", [either(["a: ", x, "\n"], ["a:\n  b: ", y, "\n"]), "c: 1\n"], { a: { either: ["<x>", { b: "<y>" }] }, c: "1" }],
  [
    "a key, then the value below it",
    ["a:", either([" ", x], ["\n  b: ", y]), "\nc: 1\n"],
    { a: { either: ["<x>", { b: "<y>" }] }, c: "1" },
  ],
  [
    "a whole line without its end",
    ["a:\n  b: 1\n  ", either(["c: ", x], ["d: ", y]), "\ne: 1\n"],
    { a: { b: "1", c: "<x>", d: "<y>" }, e: "1" },
  ],
  ["one in another", ["a: ", either([either([x], [y])], ["1"]), "\n"], { a: { either: ["<x>", "<y>", "1"] } }],
  ["elements", ["a:\n", either(["  - ", x, "\n"], []), either(["  - ", y, "\n"], []), "b: 1\n"], { a: ["<x>", "<y>"], b: "1" }],
  ["a structure or a scalar", ["a: ", either([whole("x")], [y]), "\n"], { a: { either: ["<y>", "…x"] } }],
])("alternatives: %s", (_, pieces, expected) => {
  expect(read(...pieces)).toEqual([expected]);
});

test.each<[string, readonly Piece[], unknown]>([
  ["a structure", ["a: ", nindent(2, whole("x")), "\nb: 1\n"], { a: "…x", b: "1" }],
  ["a structure beside keys", ["a:\n  b: 1\n", indent(2, whole("x")), "\nc: 1\n"], { a: { either: ["…x", { b: "1" }] }, c: "1" }],
  ["lines", ["a:", nindent(2, "b: ", x, "\nc: ", y), "\nd: 1\n"], { a: { b: "<x>", c: "<y>" }, d: "1" }],
  ["indented again", ["a:", nindent(2, "b:", nindent(2, "c: ", x)), "\n"], { a: { b: { c: "<x>" } } }],
  ["a choice", ["a:", nindent(2, "b: 1\n", either([whole("x")], [])), "\nc: 1\n"], { a: { either: ["…x", { b: "1" }] }, c: "1" }],
  ["a choice of keys", ["a:", nindent(2, either(["b"], ["c"]), ": ", x, "\nd: 1"), "\n"], { a: { b: "<x>", c: "<x>", d: "1" } }],
  [
    "a choice with one outcome",
    ["a:", nindent(2, "b: 1\n", either(["c: ", x], ["c: ", x])), "\n"],
    { a: { b: "1", c: { either: ["<x>", "<x>"] } } },
  ],
  ["a list of structures", ["a:\n  - ", whole("x"), "\n", indent(2, whole("y")), "\n"], { a: { either: ["…y", ["…x"]] } }],
])("indented pieces: %s", (_, pieces, expected) => {
  expect(read(...pieces)).toEqual([expected]);
});

test("several documents, with one that only some values give", () => {
  expect(read("a: ", x, "\n--- # next\nb: ", y, "\n", either(["---\nc: ", x, "\n"], []), "...\n")).toEqual([
    { a: "<x>" },
    { b: "<y>" },
    { c: "<x>" },
    null,
  ]);
});

test("holes beyond what one text can number are told", () => {
  const pieces = Array.from({ length: 6500 }, (_, index): readonly Piece[] => [`a${index}: `, hole(`x${index}`), "\n"]).flat();
  const { documents, marks } = new YamlReader().read(pieces);
  expect({ keys: documents[0]?.entries.size, lost: marks.lost.length }).toEqual({ keys: 6500, lost: 100 });
});
