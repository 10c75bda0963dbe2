import type { ComponentDraft } from "./component-files.ts";

export function testFile({ names: { camel, pascal, kebab }, values, generated }: ComponentDraft): string {
  const replicas = values.find(({ option }) => option === "replicas")?.key;
  const resources = values.find(({ option }) => option === "resources")?.key;
  const defaults =
    resources === undefined ? "" : `, ${resources}: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } }`;
  const expected = (count: number): string => `{ ${replicas === undefined ? "" : `${replicas}: ${count}`}${defaults} }`.replace("{ ,", "{");
  return `import { instanceOf, problemsOf } from "@helmwright/testing";
import { expect, test } from "vitest";

import { ${camel} } from "./index.ts";
import type { ${pascal}Options } from "./index.ts";

test.each([
  ["ha", ${expected(2)}],
  ["single-node", ${expected(1)}],
] as const)("values by default: %s", (profile, expected) => {
  expect(instanceOf(${camel}(), { profile }).values).toEqual(expected);
});

test("a typo in options is refused", () => {
  const typo = ${camel}({ misspelt: 1 } as ${pascal}Options);
  expect(problemsOf({ subject: typo })).toEqual([expect.stringContaining("there is no misspelt")]);
});
${generated.open ? "" : typoInValues(camel, kebab)}`;
}

function typoInValues(camel: string, kebab: string): string {
  return `
test("a typo in chart values is refused", () => {
  // @ts-expect-error: a chart value that does not exist
  const typo = ${camel}({}, { values: { misspelt: 1 } });
  expect(problemsOf({ subject: typo })).toEqual([expect.stringMatching(/^VALUES_INVALID .*${kebab}.*there is no misspelt/)]);
});
`;
}

export function sandboxTestFile({ names: { camel } }: ComponentDraft): string {
  return `import { goldenExtract, instanceOf, renderInstance } from "@helmwright/testing";
import { expect, test } from "vitest";

import { ${camel} } from "./index.ts";

test("what the chart renders", async () => {
  expect(await goldenExtract(instanceOf(${camel}()))).toMatchInlineSnapshot();
});

test.each(["ha", "single-node"] as const)("%s renders twice the same", async (profile) => {
  const instance = instanceOf(${camel}(), { profile });
  expect(await renderInstance(instance)).toEqual(await renderInstance(instance));
});
`;
}
