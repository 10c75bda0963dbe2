import type { ValuesFinding } from "@helmwright/chart-types";
import { expect, test } from "vitest";

import { fitWidth } from "./fit-width.ts";
import { formatFindings } from "./format-findings.ts";

const paint = (_style: string, text: string): string => text;
const about = { chart: { name: "web", version: "1.0.0" }, files: ["a.yaml", "b.yaml"] };
const finding = (more: Partial<ValuesFinding>): ValuesFinding => ({ severity: "error", rule: "type", path: [], message: "wrong", ...more });

test("each finding has its place, and a hint that is told once", () => {
  const text = formatFindings(
    [
      finding({ file: "a.yaml", line: 3, column: 5, message: 'there is no "replicas"', didYouMean: "replicaCount" }),
      finding({ file: "a.yaml", line: 9, column: 1, message: 'there is no "x"', hint: "It takes one of the keys a, b." }),
      finding({ file: "b.yaml", line: 1, column: 1, message: 'there is no "y"', hint: "It takes one of the keys a, b." }),
      finding({ file: "b.yaml", message: "it is no YAML" }),
      finding({ severity: "warning", message: "Helm would fetch it" }),
    ],
    about,
    paint,
  );
  expect(text.split("\n")).toStrictEqual([
    'a.yaml:3:5  there is no "replicas"',
    '    Did you mean "replicaCount"?',
    'a.yaml:9:1  there is no "x"',
    "    It takes one of the keys a, b.",
    'b.yaml:1:1  there is no "y"',
    "b.yaml  it is no YAML",
    "values  warning: Helm would fetch it",
    "✗ 4 errors, 1 warning for web 1.0.0",
  ]);
});

test("warnings alone are no failure", () => {
  expect(formatFindings([finding({ severity: "warning", file: "a.yaml" })], about, paint)).toBe(
    "a.yaml  warning: wrong\n✓ 2 files fit web 1.0.0, 1 warning",
  );
  expect(formatFindings([], { ...about, files: ["a.yaml"] }, paint)).toBe("✓ a.yaml fits web 1.0.0");
});

test("a hundred are told", () => {
  const lines = formatFindings(
    Array.from({ length: 102 }, (_, line) => finding({ file: "a.yaml", line: line + 1, column: 1 })),
    about,
    paint,
  ).split("\n");
  expect(lines.slice(-3)).toStrictEqual(["a.yaml:100:1  wrong", "and 2 more; --json lists all", "✗ 102 errors for web 1.0.0"]);
});

test("long findings break between words on a narrow terminal", () => {
  const keys = Array.from({ length: 20 }, (_, index) => `key${index}`).join(", ");
  const text = formatFindings([finding({ file: "a.yaml", line: 1, column: 1, hint: `It takes one of the keys ${keys}.` })], about, paint);
  expect(
    fitWidth(text, 80)
      .split("\n")
      .map((line) => line.length <= 80),
  ).toStrictEqual([true, true, true, true, true]);
});
