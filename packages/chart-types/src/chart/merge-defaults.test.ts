import { expect, test } from "vitest";
import { makeTree } from "../../test/make-tree.ts";
import { mergeDefaults, type MergeDefaultsOptions } from "./merge-defaults.ts";
import { openChart } from "./open-chart.ts";

const metadata = (name: string, dependencies: readonly string[] = []): string =>
  `apiVersion: v2\nname: ${name}\nversion: 1.0.0\ndependencies: [${dependencies.join(", ")}]\n`;

function merge(files: Readonly<Record<string, string>>, options?: MergeDefaultsOptions): unknown {
  return mergeDefaults(openChart(makeTree(files)), options);
}

test("a parent's values lie over its subchart's, lists are replaced, global is handed down", () => {
  expect(
    merge({
      "values.yaml": "global: {a: 1, t: {x: 1}}\ndb: {list: [1], map: {b: 2}}\n",
      "charts/db/Chart.yaml": metadata("db"),
      "charts/db/values.yaml": "global: {a: 2, c: 3, t: {z: 2}}\nlist: [2, 3]\nmap: {a: 1, b: 1}\nname: db\n",
    }),
  ).toStrictEqual({
    global: { a: 1, t: { x: 1 } },
    db: { global: { a: 1, c: 3, t: { x: 1, z: 2 } }, list: [1], map: { a: 1, b: 2 }, name: "db" },
  });
});

test("null deletes a default; a parent's null reaches its subchart only along with what a user gives it, as in Helm", () => {
  const files = {
    "values.yaml": "a: null\nb: {c: null, d: 1}\ne: 1\ndb: {x: null}\n",
    "charts/db/Chart.yaml": metadata("db"),
    "charts/db/values.yaml": "x: 1\nz: 2\n",
  };
  expect(merge(files)).toStrictEqual({ b: { d: 1 }, e: 1, db: { x: 1, z: 2, global: {} } });
  expect(merge(files, { values: { e: null, b: { d: null }, db: { z: null } } })).toStrictEqual({ b: {}, db: { global: {} } });
});

test("one subchart under two aliases", () => {
  expect(
    merge({
      "Chart.yaml": metadata("web", ["{name: db, version: 1.0.0, alias: one}", "{name: db, version: 1.0.0, alias: two}"]),
      "values.yaml": "one: {x: 2}\n",
      "charts/db/Chart.yaml": metadata("db"),
      "charts/db/values.yaml": "x: 1\n",
    }),
  ).toStrictEqual({ one: { x: 2, global: {} }, two: { x: 1, global: {} } });
});

const switched = {
  "Chart.yaml": metadata("web", ["{name: db, version: 1.0.0, condition: 'db.off,db.enabled', tags: [store]}"]),
  "charts/db/Chart.yaml": metadata("db"),
  "charts/db/values.yaml": "x: 1\n",
};

test.each([
  ["nothing", {}, true],
  ["a condition", { db: { enabled: false } }, false],
  ["an earlier condition", { db: { off: true, enabled: false } }, true],
  ["a condition that is no boolean", { db: { enabled: "false" } }, true],
  ["a tag", { tags: { store: false } }, false],
  ["a condition over a tag", { tags: { store: false }, db: { enabled: true } }, true],
])("%s switches a subchart", (_, values, on) => {
  const merged = merge(switched, { values }) as { readonly db?: { readonly x?: number } };
  expect(merged.db?.x === 1).toBe(on);
  expect(merge(switched, { values, disabledSubcharts: true })).toMatchObject({ db: { x: 1 } });
});

test("imported values lie under the parent's own", () => {
  expect(
    merge({
      "Chart.yaml": metadata("web", ["{name: db, version: 1.0.0, import-values: [data, {child: net, parent: service.net}, missing]}"]),
      "values.yaml": "port: 1\nservice: {net: {b: 0}}\n",
      "charts/db/Chart.yaml": metadata("db"),
      "charts/db/values.yaml": "exports: {data: {port: 2, host: h}}\nnet: {a: 1, b: 2}\n",
    }),
  ).toStrictEqual({
    port: 1,
    host: "h",
    service: { net: { a: 1, b: 0 } },
    db: { exports: { data: { port: 2, host: "h" } }, net: { a: 1, b: 2 }, global: {} },
  });
});

test("below a chart that declares nothing, declarations have no effect, as in Helm", () => {
  expect(
    merge({
      "charts/db/Chart.yaml": metadata("db", ["{name: in, version: 1.0.0, alias: other, condition: other.enabled}"]),
      "charts/db/values.yaml": "other: {enabled: false}\n",
      "charts/db/charts/in/Chart.yaml": metadata("in"),
      "charts/db/charts/in/values.yaml": "x: 1\n",
    }),
  ).toStrictEqual({ db: { other: { enabled: false }, in: { x: 1, global: {} }, global: {} } });
});

test("a scalar under a subchart's name is an error, for Helm too", () => {
  expect(() => merge({ "values.yaml": "db: 1\n", "charts/db/Chart.yaml": metadata("db") })).toThrow(
    expect.objectContaining({ code: "VALUES_CONFLICT" }),
  );
});

test("keys of prototypes are keys like any other", () => {
  const merged = merge(
    { "values.yaml": "__proto__: {polluted: 1}\nconstructor: {prototype: {x: 1}}\n" },
    { values: { toString: null, hasOwnProperty: 1 } },
  );
  expect([Object.entries(merged as object), ({} as { polluted?: number }).polluted]).toStrictEqual([
    [
      ["toString", null],
      ["hasOwnProperty", 1],
      ["__proto__", { polluted: 1 }],
      ["constructor", { prototype: { x: 1 } }],
    ],
    undefined,
  ]);
});
