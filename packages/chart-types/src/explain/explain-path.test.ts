import { expect, test } from "vitest";

import { chartOf, objectOf, valueOf } from "../../test/build-value-type.ts";
import { explainPath } from "./explain-path.ts";
import { formatExplanation } from "./format-explanation.ts";
import { nearestPath } from "./nearest-path.ts";

const CORE = "io.k8s.api.core.v1";
const types = chartOf({
  replicaCount: valueOf("integer", {
    alsoAs: ["string"],
    default: 1,
    required: true,
    keywords: { minimum: 1 },
    reasons: [
      { text: 'compared with "2"', place: "templates/pdb.yaml:1" },
      { text: "lands in Deployment.spec.replicas", place: "templates/deployment.yaml:12" },
      { text: "default 1", place: "values.yaml:3" },
    ],
  }),
  image: objectOf({ tag: valueOf("string"), pullPolicy: valueOf("string", { enum: ["Always", "Never"], deprecated: true }) }),
  hosts: valueOf("array", { items: objectOf({ name: valueOf("string", { comment: "Its \u001bname.\n\nAnd more." }) }) }),
  labels: valueOf("object", {
    additional: valueOf("string"),
    openBecause: { text: "passed through to Deployment.metadata.labels", place: "templates/deployment.yaml:5" },
  }),
  annotations: objectOf({ "example.org/a.b": valueOf("boolean") }),
  resources: valueOf(["object", "string"], { kubernetes: `${CORE}.ResourceRequirements` }),
  any: valueOf([]),
});
const explained = (path: string): string | undefined => {
  const explanation = explainPath(types, path);
  return explanation && formatExplanation(explanation);
};

test("all that is known of a place", () => {
  expect(explainPath(types, "replicaCount")).toEqual({
    path: "replicaCount",
    type: "integer",
    reasons: types.values.properties.get("replicaCount")?.reasons.slice(0, 2),
    default: 1,
    keys: [],
    keywords: { minimum: 1 },
    alsoAs: ["string"],
    required: true,
    deprecated: false,
  });
});

test.each<[string, string]>([
  [
    "replicaCount",
    `replicaCount: integer, because it lands in Deployment.spec.replicas in templates/deployment.yaml:12; default 1
  and it is compared with "2" in templates/pdb.yaml:1
  minimum 1
  also accepted: string
  required: without it the chart renders nothing`,
  ],
  ["", "values: map\n  keys: replicaCount, image, hosts, labels, annotations, resources, any\n  closed: other keys are errors"],
  ["image.pullPolicy", 'image.pullPolicy: string\n  one of "Always", "Never"\n  deprecated'],
  ["hosts[0].name", "hosts[].name: string\n\n  Its  name.\n\n  And more."],
  ["hosts.3", "hosts[]: map\n  keys: name\n  closed: other keys are errors"],
  [
    "labels",
    `labels: map of string
  open: other keys are accepted, because it is passed through to Deployment.metadata.labels in templates/deployment.yaml:5`,
  ],
  ["labels.app", "labels.app: string"],
  ["annotations.example.org/a.b", 'annotations."example.org/a.b": boolean'],
  ['annotations["example.org/a.b"]', 'annotations."example.org/a.b": boolean'],
  ["annotations.example\\.org/a\\.b", 'annotations."example.org/a.b": boolean'],
  [
    "resources",
    `resources: ResourceRequirements or string
  Kubernetes type: io.k8s.api.core.v1.ResourceRequirements
  keys: claims, limits, requests
  closed: other keys are errors`,
  ],
  [
    "resources.limits.cpu",
    `resources.limits.cpu: Quantity (string or number), because it is a field of a Kubernetes type
  Kubernetes type: io.k8s.apimachinery.pkg.api.resource.Quantity`,
  ],
  ["any", "any: anything"],
])("%s", (path, text) => {
  expect(explained(path)).toBe(text);
});

test.each<[string, string | undefined]>([
  ["replicaCuont", "replicaCount"],
  ["imgae.tga", "image.tag"],
  ["resources.limit.cpu", "resources.limits.cpu"],
  ["hosts[0].nmae", "hosts[].name"],
  ["pod.container.pullPolicy", "image.pullPolicy"],
  ["somethingElse", undefined],
])("%s is not known", (path, near) => {
  expect([explainPath(types, path), nearestPath(types, path)]).toEqual([undefined, near]);
});

test("not all of too much", () => {
  const many = chartOf({
    a: objectOf(Object.fromEntries(Array.from({ length: 42 }, (_, index) => [`k${index}`, valueOf("string")])), {
      default: { text: "x".repeat(100) },
      reasons: Array.from({ length: 8 }, (_, index) => ({ text: `tested for being ${index}` })),
    }),
  });
  const explanation = explainPath(many, "a");
  expect(explanation && formatExplanation(explanation).split("\n")).toEqual([
    `a: map, because it is tested for being 0; default {"text":"${"x".repeat(70)}…`,
    ...[1, 2, 3, 4, 5].map((index) => `  and it is tested for being ${index}`),
    "  and 2 reasons more",
    `  keys: ${Array.from({ length: 40 }, (_, index) => `k${index}`).join(", ")} and 2 more`,
    "  closed: other keys are errors",
  ]);
});
