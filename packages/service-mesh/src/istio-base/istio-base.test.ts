import { instanceOf, problemsOf } from "@helmwright/testing";
import { expect, test } from "vitest";

import { istioBase } from "./index.ts";
import type { IstioBaseOptions } from "./index.ts";

const bundle = Buffer.from("-----BEGIN CERTIFICATE-----").toString("base64");

test.each<[string, IstioBaseOptions, unknown]>([
  ["nothing", {}, { defaultRevision: "default", global: { istioNamespace: "istio-system" }, base: {} }],
  ["another revision", { validatedBy: "canary" }, { defaultRevision: "canary", global: { istioNamespace: "istio-system" }, base: {} }],
  ["no check", { validatedBy: false }, { defaultRevision: "", global: { istioNamespace: "istio-system" }, base: {} }],
  [
    "an authority and a definition of somebody else",
    { validationAuthority: bundle, excludedCrds: ["wasmplugins.extensions.istio.io"] },
    {
      defaultRevision: "default",
      global: { istioNamespace: "istio-system" },
      base: { validationCABundle: bundle, excludedCRDs: ["wasmplugins.extensions.istio.io"] },
    },
  ],
])("values of %s", (_name, options, expected) => {
  expect(instanceOf(istioBase(options)).values).toEqual(expected);
});

test.each<[string, unknown, string]>([
  ["a typo", { validatedby: "x" }, "Did you mean validatedBy?"],
  ["a bundle that is not base64", { validationAuthority: "-----BEGIN" }, "validationAuthority"],
  ["a definition that is not Istio's", { excludedCrds: ["things.example.org"] }, "excludedCrds[0]"],
])("refused: %s", (_name, options, message) => {
  expect(problemsOf({ base: istioBase(options as IstioBaseOptions) }).join("\n")).toContain(message);
});

test("typos in chart values and another namespace are refused", () => {
  // @ts-expect-error: a chart value that does not exist
  const typo = istioBase({}, { values: { base: { excludedCrds: [] } } });
  expect(problemsOf({ base: typo })).toEqual([
    "VALUES_INVALID check chart values of base (istio-base): there is no base.excludedCrds (Did you mean excludedCRDs?)",
  ]);
  expect(problemsOf({ base: istioBase({}, { namespace: "mesh" }) })[0]).toContain("NAMESPACE_FIXED");
});
