import { certManager } from "@helmwright/networking";
import type { CertManagerChartValues } from "@helmwright/networking";
import { kubePrometheusStack } from "@helmwright/observability";
import { unchecked } from "@helmwright/sdk";
import type { Placement } from "@helmwright/sdk";
import { expect, expectTypeOf, test } from "vitest";

import { compileFiles } from "./compile-snippets.ts";

// What the compiler says of a chart's values: here by its expectations, below by its words.
type Values = NonNullable<Placement<CertManagerChartValues>["values"]>;

test("the types of values are the chart's", () => {
  expectTypeOf<CertManagerChartValues["replicaCount"]>().toEqualTypeOf<number | null | undefined>();
  expectTypeOf<NonNullable<CertManagerChartValues["podLabels"]>>().toEqualTypeOf<{
    readonly [key: string]: string | null | undefined;
  }>();
  expectTypeOf<NonNullable<CertManagerChartValues["crds"]>>().toEqualTypeOf<{
    readonly enabled?: boolean | null | undefined;
    readonly keep?: boolean | null | undefined;
  }>();
  expectTypeOf(certManager).parameter(1).toEqualTypeOf<Placement<CertManagerChartValues> | undefined>();
});

test("what the chart takes compiles", () => {
  const taken: readonly Values[] = [
    { replicaCount: 2, webhook: { replicaCount: 3 } },
    // A map of labels takes any key.
    { podLabels: { "example.org/team": "web", anything: "x" }, nodeSelector: { "example.org/disk": "ssd" } },
    // null removes a default of the chart, undefined is left out.
    { crds: null, webhook: { resources: { limits: { cpu: null } }, replicaCount: undefined } },
    // Kubernetes types: parts of objects that Helm merges, whole elements of lists.
    { affinity: { nodeAffinity: {} }, tolerations: [{ key: "x", operator: "Exists" }] },
    // The one way around, alone and beside typed values.
    unchecked({ replicaCuont: 2 }),
    [{ replicaCount: 2 }, unchecked({ webhook: { replicaCuont: "two" } })],
  ];
  const components = taken.map((values) => certManager({}, { values }));
  expect(components.map(({ placement }) => placement.values)).toEqual(taken);
});

test("what the chart does not take does not compile", () => {
  const refused = [
    // @ts-expect-error -- replicaCount
    certManager({}, { values: { replicaCuont: 2 } }),
    // @ts-expect-error -- replicaCount, one level down
    certManager({}, { values: { webhook: { replicaCuont: 2 } } }),
    // @ts-expect-error -- limits, in a type of Kubernetes
    certManager({}, { values: { webhook: { resources: { limit: {} } } } }),
    // @ts-expect-error -- operator, in an element of a list
    certManager({}, { values: { tolerations: [{ key: "x", opertor: "Exists" }] } }),
    // @ts-expect-error -- a number
    certManager({}, { values: { replicaCount: "two" } }),
    // @ts-expect-error -- text, not a map
    certManager({}, { values: { podLabels: { team: { name: "web" } } } }),
    // @ts-expect-error -- one of a few words
    certManager({}, { values: { serviceIPFamilies: ["IPv5"] } }),
    // @ts-expect-error -- beside what is unchecked
    certManager({}, { values: [{ replicaCuont: 2 }, unchecked({})] }),
    // @ts-expect-error -- unchecked values stand beside the others, not inside of them
    certManager({}, { values: { webhook: unchecked({ replicaCuont: 2 }) } }),
    // @ts-expect-error -- values of another chart
    kubePrometheusStack({ crds: undefined as never }, { values: { startupapicheck: { enabled: false } } }),
  ];
  expect(refused).toHaveLength(10);
});

const mistakes = [
  ["{ replicaCuont: 2 }", "'replicaCuont'", "Did you mean to write 'replicaCount'?"],
  ["{ webhook: { replicaCuont: 2 } }", "'replicaCuont'", "Did you mean to write 'replicaCount'?"],
  ["{ resources: { limit: {} } }", "'limit'", "Did you mean to write 'limits'?"],
  ["{ tolerations: [{ opertor: 'Exists' }] }", "'opertor'", "Did you mean to write 'operator'?"],
  ["[unchecked({}), { crds: { kep: true } }]", "'kep'", "Did you mean to write 'keep'?"],
  ["[{ replicaCuont: 2 }, unchecked({})]", "'replicaCuont'", "Did you mean to write 'replicaCount'?"],
  ["{ replicaCount: 'two' }", "'string'", "'number'"],
  ["{ webhook: { timeoutSeconds: 'ten' } }", "'string'", "'number'"],
] as const;

test("the compiler names the mistake, and the key that was meant", { timeout: 120_000 }, async () => {
  const head = 'import { certManager } from "@helmwright/networking"; import { unchecked } from "@helmwright/sdk"; void unchecked;';
  const lines = mistakes.map(([values], index) => `export const certs${index}: unknown = certManager({}, { values: ${values} });`);
  const reports = await compileFiles("names", { "mistakes.ts": [head, ...lines].join("\n") });
  expect(reports.map(({ line }) => line)).toEqual(mistakes.map((_, index) => index + 2));
  const unnamed = mistakes.filter(([, found, meant], index) => ![found, meant].every((word) => reports[index]?.message.includes(word)));
  expect(unnamed).toEqual([]);
});
