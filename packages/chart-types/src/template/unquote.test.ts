import { expect, test } from "vitest";
import { unquoteString } from "./unquote.ts";

test.each([
  ['"plain é𝒳"', "plain é𝒳"],
  ["`raw \\n\r\n`", "raw \\n\n"],
  [String.raw`"\a\b\f\n\r\t\v\\\""`, '\u0007\b\f\n\r\t\v\\"'],
  [String.raw`"\x41\101\u00e9\U0001F600"`, "AAé😀"],
  [String.raw`"\xe2\x82\xac"`, "€"],
  [String.raw`"a\xffb"`, "a\uFFFDb"],
])("%s", (source, value) => {
  expect(unquoteString(source)).toBe(value);
});

test.each([
  String.raw`"\z"`,
  String.raw`"\'"`,
  String.raw`"\x4"`,
  String.raw`"\12"`,
  String.raw`"\400"`,
  String.raw`"\ud800"`,
  String.raw`"\U00110000"`,
])("refuses %s", (source) => {
  expect(unquoteString(source)).toBeUndefined();
});
