import { expect, test } from "vitest";

import type { JsonObject } from "../manifest.ts";
import { textPatterns } from "./text-patterns.ts";
import { valuesProblems } from "./values-problems.ts";

const schema: JsonObject = {
  type: ["object", "null"],
  additionalProperties: false,
  properties: {
    replicaCount: { type: ["integer", "string", "null"], pattern: textPatterns.integer, default: 1 },
    debug: { type: ["boolean", "string", "null"], pattern: textPatterns.boolean },
    logLevel: { enum: ["info", "debug", null] },
    image: {
      type: ["object", "null"],
      additionalProperties: false,
      properties: { repository: { type: ["string", "null"] }, tag: { type: ["string", "null"] } },
    },
    resources: { $ref: "#/$defs/io.k8s.api.core.v1.ResourceRequirements" },
    tolerations: { type: ["array", "null"], items: { $ref: "#/$defs/io.k8s.api.core.v1.Toleration" } },
    securityContext: { anyOf: [{ type: ["string", "null"] }, { $ref: "#/$defs/io.k8s.api.core.v1.SecurityContext" }] },
    env: {
      type: ["array", "null"],
      items: { type: "object", additionalProperties: false, properties: { name: { type: "string" }, value: { type: "string" } } },
    },
    labels: { type: ["object", "null"], additionalProperties: { type: ["string", "null"] } },
    port: { anyOf: [{ type: ["integer", "null"], minimum: 1 }, { const: "" }] },
    adminPassword: { type: ["boolean", "null"] },
    constructor: { type: ["string", "null"] },
  },
  $defs: {
    "io.k8s.api.core.v1.ResourceRequirements": {
      type: ["object", "null"],
      additionalProperties: false,
      properties: { limits: { type: ["object", "null"] }, requests: { type: ["object", "null"] } },
    },
    "io.k8s.api.core.v1.Toleration": {
      type: ["object", "null"],
      additionalProperties: false,
      properties: {
        operator: { anyOf: [{ enum: ["Equal", "Exists", null] }, { type: "string", pattern: textPatterns.template }] },
        tolerationSeconds: { type: ["integer", "string", "null"], pattern: textPatterns.template },
      },
    },
    "io.k8s.api.core.v1.SecurityContext": {
      type: ["object", "null"],
      additionalProperties: false,
      properties: { runAsUser: { type: ["integer", "null"] }, runAsNonRoot: { type: ["boolean", "null"] } },
    },
  },
};

const told = (values: unknown): readonly string[] =>
  valuesProblems(schema, values).map(({ message, didYouMean }) => (didYouMean === undefined ? message : `${message}; ${didYouMean}?`));

test("values that fit have no problems", () => {
  const values = {
    replicaCount: "{{ .Values.global.replicas }}",
    debug: "true",
    logLevel: null,
    image: { tag: "v1" },
    resources: { limits: { cpu: 1 } },
    tolerations: [{ operator: "{{ x }}" }, null],
    securityContext: "{}",
    port: "",
    labels: undefined,
  };
  expect(valuesProblems(schema, values)).toEqual([]);
  expect(valuesProblems(schema, undefined)).toEqual([]);
});

test("everything that is told of a problem", () => {
  expect(valuesProblems(schema, { replicaCoutn: 2, replicaCount: "two" })).toEqual([
    {
      path: ["replicaCoutn"],
      message: "there is no replicaCoutn",
      found: 'the key "replicaCoutn"',
      expected:
        "one of the keys replicaCount, debug, logLevel, image, resources, tolerations, securityContext, env, labels, port, adminPassword, constructor",
      didYouMean: "replicaCount",
    },
    {
      path: ["replicaCount"],
      message: 'replicaCount: expected an integer, or its text, found the string "two"',
      found: 'the string "two"',
      expected: "an integer, or its text",
    },
  ]);
});

test.each<[string, unknown, string]>([
  ["another spelling", { "replica-count": 1 }, "there is no replica-count; replicaCount?"],
  ["the same start", { replicas: 1 }, "there is no replicas; replicaCount?"],
  ["one level down", { tag: "v1" }, "there is no tag; image.tag?"],
  ["one level up", { image: { logLevel: "info" } }, "there is no image.logLevel; logLevel?"],
  ["a neighbour", { image: { repo: "x" } }, "there is no image.repo"],
  ["a key of a Kubernetes type", { resources: { limit: {} } }, "there is no resources.limit; resources.limits?"],
  ["of the right alternative", { securityContext: { runAsUsr: 1 } }, "there is no securityContext.runAsUsr; securityContext.runAsUser?"],
  ["in a list", { tolerations: [{}, { operatr: "Exists" }] }, "there is no tolerations[1].operatr; tolerations[1].operator?"],
  ["a wrong boolean", { debug: "yes" }, 'debug: expected true or false, or its text, found the string "yes"'],
  ["a literal", { logLevel: "trace" }, 'logLevel: expected "info" or "debug", found the string "trace"'],
  ["a list for a map", { resources: [] }, "resources: expected ResourceRequirements, found an empty list"],
  ["several types", { securityContext: 3 }, "securityContext: expected a string or SecurityContext, found the number 3"],
  ["a list of a named type", { tolerations: {} }, "tolerations: expected a list of Toleration, found an empty map"],
  [
    "what only a template may be",
    { tolerations: [{ tolerationSeconds: "9" }] },
    'tolerations[0].tolerationSeconds: expected an integer, found the string "9"',
  ],
  [
    "an operator",
    { tolerations: [{ operator: "exists" }] },
    'tolerations[0].operator: expected "Equal" or "Exists", found the string "exists"',
  ],
  ["a limit", { port: 0 }, "port: expected an integer of at least 1, found the number 0"],
  ["the value of a map", { labels: { a: 1 } }, "labels.a: expected a string, found the number 1"],
  ["the whole", [], "values: expected a map, found an empty list"],
])("%s", (_, values, message) => {
  expect(told(values)).toEqual([message]);
});

test("secrets are not told", () => {
  const values = {
    adminPassword: "hunter2",
    env: [
      { name: "DB_PASSWORD", value: 12345 },
      { name: "LEVEL", value: 3 },
    ],
    debug: "ghp_0123456789abcdef",
    port: "postgres://user:pw@db",
    replicaCount: "two\nlines",
  };
  expect(told(values)).toEqual([
    "adminPassword: expected true or false, found a string of 7 characters",
    "env[0].value: expected a string, found a number",
    "env[1].value: expected a string, found the number 3",
    "debug: expected true or false, or its text, found a string of 20 characters",
    "port: expected an integer of at least 1, found a string of 21 characters",
    "replicaCount: expected an integer, or its text, found a string of 9 characters",
  ]);
});

test("keys of prototypes are ordinary keys", () => {
  const values = JSON.parse('{"__proto__": {"a": 1}, "toString": 1, "constructor": 2, "image": {"hasOwnProperty": 1}}') as unknown;
  expect(told(values)).toEqual([
    "there is no __proto__",
    "there is no toString",
    "constructor: expected a string, found the number 2",
    "there is no image.hasOwnProperty",
  ]);
});

test("a missing key", () => {
  const complete: JsonObject = { type: "object", required: ["host"], properties: { host: { type: ["string", "null"] } } };
  expect(valuesProblems(complete, {})).toEqual([{ path: ["host"], message: "host is missing", found: "nothing", expected: "a string" }]);
});

test("at most a thousand problems", () => {
  const values = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`unknown${index}`, 1]));
  const problems = valuesProblems(schema, values);
  expect([problems.length, problems.at(-1)?.path]).toEqual([1000, ["unknown999"]]);
});

test("nesting without end and what JSON has not", () => {
  const recursive: JsonObject = {
    $ref: "#/$defs/tree",
    $defs: { tree: { anyOf: [{ type: "null" }, { type: "object", additionalProperties: { $ref: "#/$defs/tree" } }] } },
  };
  let deep: object = {};
  for (let level = 0; level < 10_000; level += 1) deep = { deep };
  const holding: { self?: object } = {};
  holding.self = holding;
  let fits: object = {};
  for (let level = 0; level < 99; level += 1) fits = { fits };
  const problem = "values nested deeper than 100 levels, or one that holds itself";
  expect([deep, holding].map((values) => valuesProblems(recursive, values).map(({ found }) => found))).toEqual([[problem], [problem]]);
  expect(valuesProblems(recursive, fits)).toEqual([]);
  expect(valuesProblems({}, { at: () => 1 })).toEqual([
    {
      path: ["at"],
      message: "at: expected a value that JSON has, found a function",
      found: "a function",
      expected: "a value that JSON has",
    },
  ]);
});

test("aliases that explode", () => {
  let values: object = { leaf: 1 };
  for (let level = 0; level < 40; level += 1) values = { left: values, right: values };
  expect(valuesProblems({}, values).map(({ found }) => found)).toEqual(["more than 500000 values"]);
});
