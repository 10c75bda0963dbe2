import { expect, test } from "vitest";
import { parseKubernetesYaml } from "./kubernetes-yaml.ts";

test.each([
  ["yes", true],
  ["n", false],
  ["On", true],
  ["TRUE", true],
  ["~", null],
  ["", null],
  ["0755", 0o755],
  ["0o17", 15],
  ["0x1F", 31],
  ["-0b101", -5],
  ["08", 8],
  ["1_000", 1000],
  ["1e3", 1000],
  [".5", 0.5],
  ["1.", 1],
  ["1e400", "1e400"],
  ["190:20:30", "190:20:30"],
  ["0.1.2", "0.1.2"],
  ["123abc", "123abc"],
  ["-", [null]],
  ["9007199254740993", 9007199254740992],
  ["18446744073709551616", 18446744073709551616],
  ["2020-01-01", "2020-01-01"],
  ["=", "="],
  ['"yes"', "yes"],
  ["!!str 12", "12"],
  ["!!float 3", 3],
  ["!!binary aGk=", "hi"],
])("reads %s", (yaml, expected) => {
  expect(parseKubernetesYaml(`a:\n  ${yaml}\n`)).toStrictEqual([{ a: expected }]);
});

test("keys are strings, the last duplicate wins, merge keys are merged", () => {
  expect(parseKubernetesYaml("1: a\n0x10: b\non: c\nd: 1\nd: 2\nbase: &b {x: 1, z: 1}\nm:\n  <<: *b\n  z: 2\n")).toStrictEqual([
    { "1": "a", "16": "b", true: "c", d: 2, base: { x: 1, z: 1 }, m: { x: 1, z: 2 } },
  ]);
});

test("a flow sequence may close at its parent's indentation, as for Helm", () => {
  expect(parseKubernetesYaml("a:\n  b: [\n    1,\n  ]\n---\n---\nc: 1\n")).toStrictEqual([{ a: { b: [1] } }, null, { c: 1 }]);
});

test("__proto__ is a key like any other", () => {
  const [value] = parseKubernetesYaml("__proto__: {polluted: true}\n");
  expect(Object.keys(value ?? {})).toStrictEqual(["__proto__"]);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test("an error names the position and keeps the text to itself", () => {
  expect(() => parseKubernetesYaml("password: hunter2\n  x: 'open\n")).toThrow(
    expect.objectContaining({ code: "YAML_INVALID", message: expect.not.stringContaining("hunter2") as string }),
  );
});
