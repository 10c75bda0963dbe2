import { expect, test } from "vitest";
import { chartCrds } from "./chart-crds.ts";
import { chartMetadata } from "./chart-metadata.ts";

const thing = (name: string): Buffer => Buffer.from(`apiVersion: v1\nkind: Thing\nmetadata: {name: ${name}}\n`);

test("finds CRD files of the chart and its subcharts, and nothing else", () => {
  const files = new Map([
    ["crds/b.yaml", Buffer.concat([thing("b1"), Buffer.from("---\n"), thing("b2"), Buffer.from("---\n")])],
    ["crds/sub/a.yml", thing("a")],
    ["crds/README.md", Buffer.from("x")],
    ["charts/one/charts/two/crds/c.yaml", thing("c")],
    ["charts/_off/crds/d.yaml", thing("d")],
    ["templates/crds/e.yaml", thing("e")],
  ]);
  expect(
    chartCrds({ folder: "web", files }).map(({ path, subcharts, objects }) => [
      path,
      subcharts,
      objects.map(({ metadata }) => metadata.name),
    ]),
  ).toStrictEqual([
    ["charts/one/charts/two/crds/c.yaml", ["one", "two"], ["c"]],
    ["crds/b.yaml", [], ["b1", "b2"]],
    ["crds/sub/a.yml", [], ["a"]],
  ]);
});

test("what is no object is refused", () => {
  expect(() => chartCrds({ folder: "web", files: new Map([["crds/a.yaml", Buffer.from("hello\n")]]) })).toThrow(
    expect.objectContaining({ code: "CHART_ARCHIVE_INVALID" }),
  );
});

test("metadata: numbers become text, requirements.yaml counts instead of Chart.yaml's dependencies", () => {
  const files = new Map([
    ["Chart.yaml", Buffer.from("name: web\nversion: 1.0.0\nappVersion: 1.10\nkubeVersion: '>=1.30'\ndependencies:\n- {name: old}\n")],
    [
      "requirements.yaml",
      Buffer.from(
        "dependencies:\n- {name: db, version: 1.x, alias: data, condition: data.enabled, import-values: [a, {child: b, parent: .}, 3]}\n",
      ),
    ],
  ]);
  expect(chartMetadata({ folder: "web", files })).toMatchObject({
    apiVersion: "v1",
    appVersion: "1.1",
    kubeVersion: ">=1.30",
    dependencies: [
      { name: "db", version: "1.x", alias: "data", condition: "data.enabled", importValues: ["a", { child: "b", parent: "." }] },
    ],
  });
  expect(() => chartMetadata({ folder: "web", files: new Map() })).toThrow(expect.objectContaining({ code: "CHART_ARCHIVE_INVALID" }));
});
