import { createReadStream } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ChartTree, defaultMirrors, packChartTree, readChartArchive } from "@helmwright/charts";
import { createHelm, type Helm } from "@helmwright/helm";
import { resolveTools } from "@helmwright/sandbox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTree } from "../../test/make-tree.ts";
import { mergeDefaults } from "./merge-defaults.ts";
import { openChart } from "./open-chart.ts";

// Needs the real Helm binary, but no cluster. Helm renders each chart with one template in place of its own, which shows the values.

const SHOW = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n  values: {{ .Values | toJson | b64enc }}\n";

let helm: Helm;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "helmwright-merge-"));
  helm = createHelm({ binary: (await resolveTools({ names: ["helm"] }))["helm"]?.path ?? "", homeDir: directory });
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

/** The chart without everything that could keep Helm from rendering it or does not matter for its values. */
function showing(tree: ChartTree): ChartTree {
  const kept = [...tree.files].filter(([path]) => !/(?:^|\/)(?:templates\/|values\.schema\.json$)/u.test(path));
  const files = kept.map(([path, content]) => {
    const metadata = /(?:^|\/)Chart\.yaml$/u.test(path) ? content.toString("utf8").replace(/^(?:kubeVersion|type):.*$/gmu, "") : undefined;
    return [path, metadata === undefined ? content : Buffer.from(metadata)] as const;
  });
  return { folder: tree.folder, files: new Map([...files, ["templates/show.yaml", Buffer.from(SHOW)]]) };
}

async function byHelm(tree: ChartTree, values: Readonly<Record<string, unknown>>): Promise<object> {
  const archive = join(directory, "chart.tgz");
  await writeFile(archive, await packChartTree(showing(tree)));
  const { manifests } = await helm.template("x", archive, { namespace: "default", values });
  const { data } = (manifests[0]?.object ?? {}) as { readonly data?: { readonly values?: string } };
  return JSON.parse(Buffer.from(data?.values ?? "", "base64").toString("utf8")) as object;
}

/** Entries, because `__proto__` is one of the keys. */
function sorted(values: object): readonly (readonly [string, unknown])[] {
  return Object.entries(JSON.parse(JSON.stringify(values)) as object).sort(([a], [b]) => (a < b ? -1 : 1));
}

const metadata = (name: string, dependencies: readonly string[] = [], version = "1.0.0"): string =>
  `apiVersion: v2\nname: ${name}\nversion: ${version}\n${dependencies.length > 0 ? `dependencies: [${dependencies.join(", ")}]\n` : ""}`;

const db = {
  "charts/db/Chart.yaml": metadata("db"),
  "charts/db/values.yaml": "global: {a: {b: {d: 1}}, k: {l: 1}}\nx: 1\nz: {n: null, m: 1}\n",
};
const imports = "{name: db, version: 1.x, alias: one, import-values: [data, {child: net, parent: s.net}]}";
const nested = {
  "charts/db/Chart.yaml": metadata("db", ["{name: in, version: 1.x, alias: al, condition: 'al.on'}"]),
  "charts/db/values.yaml": "exports: {data: {port: 2, host: h}}\nnet: {a: 1, b: 2}\nal: {on: true}\n",
  "charts/db/charts/in/Chart.yaml": metadata("in"),
  "charts/db/charts/in/values.yaml": "q: 1\n",
};

test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, unknown>>]>([
  ["null", { "values.yaml": "a: null\nb: {c: null, d: 1}\ne: 1\ndb: {x: null}\n", ...db }, { e: null, b: { d: null } }],
  [
    "null for a declared subchart",
    { "Chart.yaml": metadata("web", ["{name: db, version: 1.0.0}"]), "values.yaml": "db: {x: null}\n", ...db },
    { db: { z: null, w: null } },
  ],
  ["globals", { "values.yaml": "global: {a: {b: {c: 1}}}\n", ...db }, { global: { k: { m: { q: 1 } } } }],
  ["global that is no mapping", { "values.yaml": "global: 3\n", ...db }, {}],
  [
    "imported values",
    { "Chart.yaml": metadata("web", [imports]), "values.yaml": "port: 1\ns: {net: {b: null}}\none: {net: {a: null}}\n", ...nested },
    { one: { al: { on: false } } },
  ],
  ["declarations below a chart without any", nested, { db: { al: { on: false } } }],
  ["a subchart out of range", { "Chart.yaml": metadata("web", ["{name: db, version: 2.x}"]), ...db }, {}],
  [
    "a condition for a subchart out of range",
    { "Chart.yaml": metadata("web", ["{name: db, version: 2.x, condition: db.on}"]), ...db },
    { db: { on: false } },
  ],
  ["a range that is empty", { "Chart.yaml": metadata("web", ["{name: db, version: '', alias: k}"]), ...db }, {}],
  ["a range with !=", { "Chart.yaml": metadata("web", ["{name: db, version: '!=0.5.0', alias: k}"]), ...db }, {}],
  [
    "a pre-release",
    {
      "Chart.yaml": metadata("web", ["{name: db, version: '>0.0.0', alias: k}"]),
      ...db,
      "charts/db/Chart.yaml": metadata("db", [], "1.0.0-rc.1"),
    },
    {},
  ],
  ["documents", { "values.yaml": "a: 1\n---\nb: {c: 1}\n---\nb: {d: 2}\na: null\n" }, {}],
  ["odd keys", { "values.yaml": "__proto__: {a: 1}\nconstructor: {b: 2}\n1: x\non: y\n" }, { constructor: { b: null, c: 1 } }],
  ["mappings over others", { "values.yaml": "t: {a: {b: 1}}\nu: 1\n" }, { t: { a: 3 }, u: { v: 1 } }],
])("merges as Helm does: %s", async (_, files, values) => {
  const tree = makeTree(files);
  expect(sorted(mergeDefaults(openChart(tree), { values }))).toStrictEqual(sorted(await byHelm(tree, values)));
});

const mirror = defaultMirrors({ start: import.meta.dirname, env: {} })[0];

test.runIf(mirror !== undefined)("merges the defaults of every chart of the mirror as Helm does", async () => {
  const archives = (await readdir(mirror ?? "")).filter((name) => name.endsWith(".tgz"));
  for (const name of archives) {
    const tree = await readChartArchive(createReadStream(join(mirror ?? "", name)));
    expect([name, JSON.parse(JSON.stringify(mergeDefaults(openChart(tree))))]).toStrictEqual([name, await byHelm(tree, {})]);
  }
  process.stdout.write(`compared the values of ${archives.length} charts\n`);
  expect(archives.length).toBeGreaterThan(0);
});
