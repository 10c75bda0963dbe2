import { expect, test } from "vitest";
import { takesValue, type TypeProblem, typeProblems } from "./check-value.ts";
import type { SchemaNode } from "./schema-node.ts";
import { kubernetesTypes } from "./type-catalog.ts";
import { createTypeRefs, type TypeRef } from "./type-ref.ts";

const refOf = createTypeRefs(() => undefined);
const integer: SchemaNode = { type: "integer", format: "int32" };
const object: SchemaNode = { type: "object", properties: { a: { type: "string" }, b: integer }, required: ["a"] };

const problem = (problem: TypeProblem["problem"], ...path: TypeProblem["path"]): TypeProblem => ({ path, problem });

test.each<[string, SchemaNode, unknown, readonly TypeProblem[]]>([
  ["a string", { type: "string" }, "x", []],
  ["a number for a string", { type: "string" }, 1, [problem("wrong type")]],
  ["a string for a boolean", { type: "boolean" }, "true", [problem("wrong type")]],
  ["a fraction for an integer", integer, 1.5, [problem("wrong type")]],
  ["an integer beyond int32", integer, 2 ** 31, [problem("wrong format")]],
  ["an integer for a number", { type: "number" }, 1, []],
  ["null anywhere", integer, null, []],
  ["something else than enumerated", { type: "string", enum: ["A", "B"] }, "a", [problem("not in enum")]],
  ["base64", { type: "string", format: "byte" }, "aGVsbG8=", []],
  ["plain text for base64", { type: "string", format: "byte" }, "hello!", [problem("wrong format")]],
  ["a date", { type: "string", format: "date-time" }, "yesterday", [problem("wrong format")]],
  ["a fraction for int-or-string", { type: ["integer", "string"], format: "int-or-string" }, 0.5, [problem("wrong type")]],
  ["quantities", { type: "array", items: { type: ["string", "number"], format: "quantity" } }, ["1.5Gi", "100m", ".5", "1e3", 2, 0.1], []],
  ["no quantity", { type: ["string", "number"], format: "quantity" }, "1 Gi", [problem("wrong format")]],
  ["a list for an object", object, [], [problem("wrong type")]],
  ["fields", object, { a: 1, c: 1 }, [problem("wrong type", "a"), problem("unknown field", "c")]],
  ["a null where something must be", object, { a: null, b: null }, [problem("missing", "a")]],
  ["elements", { type: "array", items: object }, [{ a: "" }, { b: 1 }], [problem("missing", 1, "a")]],
  ["a map", { type: "object", additionalProperties: { type: "string" } }, { x: "1", y: 1 }, [problem("wrong type", "y")]],
  ["an open object", { type: "object", open: true, properties: { b: integer } }, { b: "1", x: 1 }, [problem("wrong type", "b")]],
  ["anything", { open: true }, [{ a: [1] }], []],
])("%s", (_, node, value, expected) => {
  expect(typeProblems(refOf(node), value)).toEqual(expected);
  expect(takesValue(refOf(node), value)).toBe(expected.length === 0);
});

function definition(name: string): TypeRef {
  const type = kubernetesTypes().definition(name);
  if (type === undefined) throw new Error(`no ${name}`);
  return type;
}

test("a Deployment as charts write it, and the mistakes in another", () => {
  const container = { name: "app", image: "app:1", imagePullPolicy: "", ports: [{ containerPort: 80, name: "http" }] };
  const deploymentOf = (replicas: unknown, extra: object): unknown => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "app", labels: { "app.kubernetes.io/name": "app" } },
    spec: {
      replicas,
      selector: { matchLabels: { app: "app" } },
      template: { metadata: {}, spec: { containers: [{ ...container, ...extra }] } },
    },
  });
  const type = definition("io.k8s.api.apps.v1.Deployment");
  const resources = { limits: { cpu: 1, memory: "128Mi" } };
  expect(typeProblems(type, deploymentOf(2, { resources, livenessProbe: { httpGet: { port: "http" } } }))).toEqual([]);
  const path = ["spec", "template", "spec", "containers", 0];
  expect(typeProblems(type, deploymentOf("2", { resource: {}, imagePullPolicy: "always", env: [{ name: "A", value: 1 }] }))).toEqual([
    problem("wrong type", "spec", "replicas"),
    problem("not in enum", ...path, "imagePullPolicy"),
    problem("unknown field", ...path, "resource"),
    problem("wrong type", ...path, "env", 0, "value"),
  ]);
});

test("a definition that refers to itself", () => {
  const type = definition("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps");
  const schema = { type: "object", properties: { a: { properties: { b: { typo: 1 } } } } };
  expect(typeProblems(type, schema)).toEqual([problem("unknown field", "properties", "a", "properties", "b", "typo")]);
});
