import { expect, test } from "vitest";
import { parseNumber } from "./parse-number.ts";

test.each([
  ["0", 0],
  ["-12", -12],
  ["1_000", 1000],
  ["017", 15],
  ["0o17", 15],
  ["0b1_01", 5],
  ["0x_fE", 254],
  ["9223372036854775807", 2 ** 63],
  ["18446744073709551615", 2 ** 64],
])("integer %s", (source, value) => {
  expect(parseNumber(source, "number")).toStrictEqual({ value, isInteger: true });
});

test.each([
  ["1.0", 1],
  [".5", 0.5],
  ["5.", 5],
  ["-1.5e+3", -1500],
  ["1_0.2_5", 10.25],
  ["0x1.8p1", 3],
  ["-0x1p-2", -0.25],
  ["0x1.fffffffffffff8p0", 2],
  ["0x1.00000000000008p0", 1],
  ["0x1p-1074", Number.MIN_VALUE],
  ["0x1p-1075", 0],
  ["0x1.fffffffffffffp1023", Number.MAX_VALUE],
  ["-0x1e", -30],
])("float %s", (source, value) => {
  expect(parseNumber(source, "number")).toStrictEqual({ value, isInteger: false });
});

test.each([
  ["2i", "number", undefined],
  ["0i", "number", 0],
  ["1+2i", "complex", undefined],
  ["1e+3-0i", "complex", 1000],
] as const)("complex %s", (source, kind, value) => {
  expect(parseNumber(source, kind)).toStrictEqual({ value, isInteger: false });
});

test.each([
  ["'a'", 97],
  [String.raw`'\n'`, 10],
  [String.raw`'\''`, 39],
  ["'𝒳'", 0x1_d4_b3],
])("character %s", (source, value) => {
  expect(parseNumber(source, "character")).toStrictEqual({ value, isInteger: true });
});

test.each([
  ["08", "number", 'integer overflow: "08"'],
  ["18446744073709551616", "number", 'integer overflow: "18446744073709551616"'],
  ["-9223372036854775809", "number", 'integer overflow: "-9223372036854775809"'],
  ["1e999", "number", 'illegal number syntax: "1e999"'],
  ["1_", "number", 'illegal number syntax: "1_"'],
  ["1_e5", "number", 'illegal number syntax: "1_e5"'],
  ["0x1.8", "number", 'illegal number syntax: "0x1.8"'],
  ["0x1p1024", "number", 'illegal number syntax: "0x1p1024"'],
  ["0b2", "number", 'illegal number syntax: "0b2"'],
  [".", "number", 'illegal number syntax: "."'],
  ["1i+2i", "complex", "syntax error scanning complex number"],
  ["''", "character", "malformed character constant: ''"],
  ["'ab'", "character", "malformed character constant: 'ab'"],
] as const)("refuses %s", (source, kind, problem) => {
  expect(parseNumber(source, kind)).toStrictEqual({ problem });
});

test("a number of a million digits is refused at once", () => {
  const started = performance.now();
  expect(Object.keys(parseNumber("9".repeat(1_000_000), "number"))).toStrictEqual(["problem"]);
  expect(performance.now() - started).toBeLessThan(1_000);
});
