import { expect, test } from "vitest";

import { configMap, replicas, typesOf } from "../../test/write-template.ts";

const CLOSED = "object / closed";
const INTEGER = "integer / also string";
const ANY = "string integer number boolean object array";
const also = (type: string): string => `${type} / also ${ANY.replace(`${type} `, "").replace(` ${type}`, "")}`;
const GLOBALS = "open: global values are one map for all charts";

const chart = (name: string, more = ""): string => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`;
const declares = (...dependencies: readonly string[]): Readonly<Record<string, string>> => ({
  "Chart.yaml": chart("web", `dependencies: [${dependencies.join(", ")}]\n`),
});
/** A subchart whose Deployment has an expression for its replicas. */
const db = (expression: string, values = "size: 1"): Readonly<Record<string, string>> => ({
  "charts/db/Chart.yaml": chart("db"),
  "charts/db/values.yaml": values,
  "charts/db/templates/a.yaml": replicas(expression),
});
const size = db("{{ .Values.size }}");

test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
  ["in charts/", size, { db: CLOSED, "db.global": "anything", "db.size": INTEGER }],
  [
    "under two aliases",
    { ...declares("{name: db, version: 1.x, alias: one}", "{name: db, version: 1.x, alias: two}"), ...size },
    { one: CLOSED, "one.global": "anything", "one.size": INTEGER, two: CLOSED, "two.global": "anything", "two.size": INTEGER },
  ],
  [
    "with condition and tags",
    { ...declares("{name: db, version: 1.x, condition: 'db.on,other.on', tags: [data]}"), ...size },
    {
      db: CLOSED,
      "db.global": "anything",
      "db.on": "boolean",
      "db.size": INTEGER,
      other: CLOSED,
      "other.on": "boolean",
      tags: CLOSED,
      "tags.data": "boolean",
    },
  ],
  ["that is not in the archive", declares("{name: db, version: 1.x}"), { db: "anything" }],
  [
    "of a subchart",
    {
      "charts/in/Chart.yaml": chart("in"),
      "charts/in/charts/db/Chart.yaml": chart("db"),
      "charts/in/charts/db/templates/a.yaml": replicas("{{ .Values.size }}"),
    },
    { in: CLOSED, "in.global": "anything", "in.db": CLOSED, "in.db.global": "anything", "in.db.size": INTEGER },
  ],
])("a subchart %s", (_, files, expected) => {
  expect(typesOf("", { files })).toEqual(expected);
});

test("a parent's defaults for a subchart and the keys that the parent reads", () => {
  const template = configMap("  a: {{ .Values.db.name | quote }}");
  expect(typesOf(template, { values: "db: {size: 3, extra: x}", files: size })).toEqual({
    db: CLOSED,
    "db.global": "anything",
    "db.size": INTEGER,
    "db.extra": "string",
    "db.name": "string / also integer number boolean",
  });
});

test("global values are one map for parent and subchart", () => {
  const files = db("{{ .Values.global.y }}", "global: {z: q}");
  expect(typesOf(replicas("{{ .Values.global.x }}"), { values: "global: {x: 1}", files })).toEqual({
    global: CLOSED,
    "global.x": INTEGER,
    "global.y": INTEGER,
    "global.z": "string",
    db: CLOSED,
    "db.global": `${also("object")} / ${GLOBALS}`,
    "db.global.x": also("integer"),
    "db.global.y": also("integer"),
    "db.global.z": also("string"),
  });
});

test("what is imported from a subchart is the parent's too", () => {
  const files = {
    ...declares("{name: db, version: 1.x, import-values: [data, {child: net, parent: p}]}"),
    ...db("1", "exports: {data: {port: 2}}\nnet: {a: 1}"),
  };
  expect(typesOf(replicas("{{ .Values.port }}\n  minReadySeconds: {{ .Values.p.a }}"), { files })).toEqual({
    port: INTEGER,
    p: CLOSED,
    "p.a": INTEGER,
    db: CLOSED,
    "db.global": "anything",
    "db.exports": CLOSED,
    "db.exports.data": `${also("object")} / open: imported into the parent chart's values`,
    "db.exports.data.port": also("integer"),
    "db.net": CLOSED,
    "db.net.a": INTEGER,
  });
});

test("a library's definitions read the values of the chart that includes them", () => {
  const files = {
    "charts/lib/Chart.yaml": chart("lib", "type: library\n"),
    "charts/lib/values.yaml": "own: 1",
    "charts/lib/templates/_d.tpl": `{{ define "lib.deployment" }}${replicas("{{ .Values.a }}")}{{ end }}`,
  };
  expect(typesOf('{{ include "lib.deployment" . }}', { files })).toEqual({
    a: INTEGER,
    lib: CLOSED,
    "lib.global": "anything",
    "lib.own": "integer",
  });
});

test("a parent's definition goes before that of a subchart", () => {
  const files = {
    "templates/_helpers.tpl": '{{ define "n" }}{{ .Values.a }}{{ end }}',
    "charts/db/Chart.yaml": chart("db"),
    "charts/db/templates/a.yaml": `{{ define "n" }}{{ .Values.b }}{{ end }}${replicas('{{ include "n" . }}')}`,
  };
  expect(typesOf(replicas('{{ include "n" . }}'), { files })).toEqual({ a: INTEGER, db: CLOSED, "db.global": "anything", "db.a": INTEGER });
});

test("a subchart's values are there under Subcharts", () => {
  expect(typesOf(replicas("{{ .Subcharts.db.Values.size }}"), { files: db("1", "") })).toEqual({
    db: CLOSED,
    "db.global": "anything",
    "db.size": INTEGER,
  });
});
