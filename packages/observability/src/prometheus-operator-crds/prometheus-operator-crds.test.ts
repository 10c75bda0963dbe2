import { instanceOf, problemsOf } from "@helmwright/testing";
import { expect, test } from "vitest";

import { prometheusOperatorCrds } from "./index.ts";
import type { PrometheusOperatorCrdsOptions } from "./index.ts";

test("the definitions are kept, unless told otherwise", () => {
  expect(instanceOf(prometheusOperatorCrds()).values).toEqual({ crds: { annotations: { "helm.sh/resource-policy": "keep" } } });
  expect(instanceOf(prometheusOperatorCrds({ keepCrds: false })).values).toEqual({ crds: {} });
});

test("typos are refused, in options and in chart values", () => {
  const typo = { keepCrd: true } as PrometheusOperatorCrdsOptions;
  expect(problemsOf({ crds: prometheusOperatorCrds(typo) })[0]).toContain("Did you mean keepCrds?");
  // @ts-expect-error: a chart value that does not exist
  expect(problemsOf({ crds: prometheusOperatorCrds({}, { values: { crds: { anotations: {} } } }) })).toEqual([
    "VALUES_INVALID check chart values of crds (prometheus-operator-crds): there is no crds.anotations (Did you mean annotations?)",
  ]);
});
