import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";

import { packChartTree } from "@helmwright/charts";
import { fitsSchema } from "@helmwright/core";
import { createHelm } from "@helmwright/helm";
import { resolveTools } from "@helmwright/sandbox";
import { expect, test } from "vitest";

import { chartOf, objectOf, valueOf } from "../../test/build-value-type.ts";
import { makeTree } from "../../test/make-tree.ts";
import type { ValueType } from "../value-type.ts";
import { formatValuesSchema } from "./format-values-schema.ts";
import { valuesSchema } from "./to-values-schema.ts";

// Needs the real Helm binary, but no cluster.

const shared = (): ValueType =>
  objectOf(Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`field-${index}`, valueOf("string")])));
const schema = valuesSchema(
  chartOf({
    global: valueOf([]),
    integer: valueOf("integer", { alsoAs: ["string"], default: 1 }),
    number: valueOf("number", { alsoAs: ["string"] }),
    boolean: valueOf("boolean", { alsoAs: ["string"] }),
    both: valueOf(["boolean", "number"], { alsoAs: ["string"] }),
    literal: valueOf("string", { enum: ["a", "b"] }),
    odd: valueOf("integer", { default: "none", keywords: { minimum: 1 } }),
    tag: valueOf("string", { keywords: { pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" } }),
    tolerations: valueOf("array", { items: valueOf("object", { kubernetes: "io.k8s.api.core.v1.Toleration" }) }),
    schemaProps: valueOf("object", { kubernetes: "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps" }),
    probe: objectOf({ enabled: valueOf("boolean") }, { kubernetes: "io.k8s.api.core.v1.Probe" }),
    labels: valueOf("object", { additional: valueOf("string") }),
    first: shared(),
    second: valueOf("array", { items: shared() }),
  }),
);

const cases: readonly (readonly [object, boolean])[] = [
  [{}, true],
  [{ integer: "2", number: "1.5e3", boolean: "{{ x }}", both: ".5", literal: "a", odd: "none", tag: "a-1" }, true],
  [
    {
      tolerations: [{ operator: "{{ x }}" }, { operator: "Exists", tolerationSeconds: 1 }],
      probe: { enabled: true, httpGet: { path: "/" } },
    },
    true,
  ],
  [{ schemaProps: { properties: { a: { items: [{ anything: 1 }] } } }, labels: { a: "" }, first: { "field-1": "" }, second: [{}] }, true],
  [{ integer: "two" }, false],
  [{ number: "1.5.3" }, false],
  [{ boolean: "yes" }, false],
  [{ both: "" }, false],
  [{ literal: "c" }, false],
  [{ odd: 0 }, false],
  [{ tag: "-a" }, false],
  [{ tolerations: [{ operator: "exists" }] }, false],
  [{ tolerations: [{ tolerationSeconds: "1" }] }, false],
  [{ probe: { httpGet: { pth: "/" } } }, false],
  [{ labels: { a: 1 } }, false],
  [{ second: [{ "field-12": "" }] }, false],
  [{ unknown: 1 }, false],
];

/** False, unless Helm failed for another reason. */
function isRefusal(error: unknown): boolean {
  expect(inspect(error)).toContain("values don't meet the specifications of the schema");
  return false;
}

test("Helm understands the schema as we do", async () => {
  const folder = await mkdtemp(join(tmpdir(), "helmwright-schema-"));
  try {
    const helm = createHelm({ binary: (await resolveTools({ names: ["helm"] }))["helm"]?.path ?? "", homeDir: folder });
    const archive = join(folder, "chart.tgz");
    const files = {
      "Chart.yaml": "apiVersion: v2\nname: demo\nversion: 1.2.3\n",
      "values.yaml": "",
      "values.schema.json": formatValuesSchema(schema),
      "templates/a.yaml": "",
    };
    await writeFile(archive, await packChartTree(makeTree(files)));
    const byHelm: boolean[] = [];
    for (const [values] of cases) {
      const rendering = helm.template("x", archive, { namespace: "default", values: { ...values } });
      byHelm.push(await rendering.then(() => true, isRefusal));
    }
    const expected = cases.map(([, taken]) => taken);
    expect({ byHelm, byUs: cases.map(([values]) => fitsSchema(schema, values)) }).toEqual({ byHelm: expected, byUs: expected });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
