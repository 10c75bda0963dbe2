import { expect, test } from "vitest";

import { inventKey, plantProbes, reasonOf, textOf, withoutWords } from "./probe.ts";

const object = (fields: object, kind = "Deployment", apiVersion = "apps/v1"): Parameters<typeof textOf>[0] => ({
  apiVersion,
  kind,
  metadata: { name: "web" },
  ...fields,
});

test("invented keys differ, and are numbers beside numbers", () => {
  expect([inventKey(0, "port"), inventKey(27, "port"), inventKey(3, "8080")]).toStrictEqual(["hwpaaaq", "hwpabbq", "47003"]);
});

test("a planted key has its neighbour's value, beside it or instead of it", () => {
  const probe = { map: ["labels"], like: "app", key: "hwpaaaq", instead: false };
  const defaults = { labels: { app: "x" } };
  expect(plantProbes({ on: true }, [probe], defaults)).toStrictEqual({ on: true, labels: { hwpaaaq: "x" } });
  expect(plantProbes({}, [{ ...probe, instead: true }], defaults)).toStrictEqual({ labels: { hwpaaaq: "x", app: null } });
});

test("what a Secret hides is read", () => {
  const data = { config: Buffer.from("key: HWPAAAQ").toString("base64") };
  expect(textOf(object({ data }, "Secret", "v1"))).toContain("key: hwpaaaq");
});

test("words are taken out as keys and as elements that bear them as a name", () => {
  const spec = { hwpaabq: 1, ports: [{ name: "hwpaabq", port: 1 }, { name: "http" }], args: ["--hwpaabq", "--other"] };
  expect(withoutWords({ spec }, ["hwpaabq"])).toStrictEqual({ spec: { ports: [{ name: "http" }], args: ["--other"] } });
});

test.each([
  ["labels, annotations, selectors", object({ spec: { template: { metadata: { labels: { hwpaaaq: "x" } } } } })],
  ["configuration passed through as text", object({ data: { "app.yaml": "hwpaaaq: x\n" } }, "ConfigMap", "v1")],
  ["gone through: a part for each key", object({ spec: { ports: [{ name: "hwpaaaq" }] } })],
  ["map of a Kubernetes type", object({ spec: { limits: { hwpaaaq: "1" } } })],
  ["custom resource that keeps unknown fields", object({ spec: { config: { hwpaaaq: "1" } } }, "Thing", "example.org/v1")],
])("an open map is open because of: %s", (reason, rendered) => {
  expect(reasonOf(rendered, "hwpaaaq")).toBe(reason);
});
