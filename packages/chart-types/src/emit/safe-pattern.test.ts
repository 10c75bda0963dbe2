import { expect, test } from "vitest";

import { isSafePattern } from "./safe-pattern.ts";

test.each([
  "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
  "^(sha256:[a-f0-9]{64})?$",
  "^(Always|Never|IfNotPresent)$",
  "^(?:[A-Za-z0-9+/]{4})*$",
  "^[0-9]+[MK]$",
  "^([0-9]{1,3}\\.){3}[0-9]{1,3}$",
  "^/",
])("%s", (pattern) => {
  expect(isSafePattern(pattern)).toBe(true);
});

test.each([
  ["a repeat in a repeat", "^(a+)+$"],
  ["alternatives that overlap, repeated", "^(a|a)*b$"],
  ["an optional part, repeated", "^(aa?)*b$"],
  ["many repeats of one text", "^.*.*.*.*x$"],
  ["many optional parts", `^${"a?".repeat(30)}${"a".repeat(30)}$`],
  ["few repeats of few repeats", "^((a?){10}){10}b$"],
  ["large numbers", "^((a{0,100}){0,100})b$"],
  ["no ECMAScript", "(?i)a"],
  ["no end", "a".repeat(2000)],
  ["nesting without end", `${"(".repeat(400)}a${")*".repeat(400)}`],
])("%s", (_, pattern) => {
  expect(isSafePattern(pattern)).toBe(false);
});
