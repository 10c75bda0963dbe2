import { expect, test } from "vitest";

import { readinessStages } from "./readiness-stages.ts";

test("rules of one kind become one stage, which is planted as text on the kind's definition", () => {
  const [stage, ...others] = readinessStages([
    { group: "x.io", version: "v1", kind: "Thing", condition: "Ready", status: { phase: "fine" } },
    { group: "x.io", version: "v1", kind: "Thing", condition: "Synced" },
  ]);
  expect(others).toEqual([]);
  expect(stage?.metadata.name).toBe("plant-x.io-thing");
  const step = stage?.spec.steps[0];
  if (!step || !("apply" in step)) throw new Error("no apply step");
  const { metadata, spec } = JSON.parse(step.apply.template.replaceAll('{{ "{{" }}', "{{")) as {
    metadata: object;
    spec: { resourceRef: object };
  };
  expect({ metadata, ref: spec.resourceRef }).toEqual({
    metadata: {
      name: "ready-x.io-v1-thing",
      labels: { "sandbox.helmwright.dev/planted": "true" },
      ownerReferences: [
        {
          apiVersion: "apiextensions.k8s.io/v1",
          kind: "CustomResourceDefinition",
          name: "{{ .metadata.name }}",
          uid: "{{ .metadata.uid }}",
        },
      ],
    },
    ref: { apiGroup: "x.io/v1", kind: "Thing" },
  });
});

test("different kinds keep stages of their own", () => {
  const rule = { group: "x.io", version: "v1", condition: "Ready" };
  const stages = readinessStages([
    { ...rule, kind: "Thing" },
    { ...rule, kind: "Wing" },
  ]);
  expect(stages.map(({ metadata }) => metadata.name)).toEqual(["plant-x.io-thing", "plant-x.io-wing"]);
});

test("a condition that two components wait for is reported once", () => {
  const rule = { group: "x.io", version: "v1", kind: "Thing", condition: "Ready" };
  expect(readinessStages([rule, rule])).toEqual(readinessStages([rule]));
});
