import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createChartStore } from "./chart-store.ts";
import { defaultMirrors } from "./default-mirrors.ts";

const mirror = defaultMirrors({ start: import.meta.dirname, env: {} }).find((path) => existsSync(join(path, "index.yaml")));

test.runIf(mirror !== undefined)("a real chart resolves from the mirror beside the checkout, CRDs of subcharts included", async () => {
  const store = createChartStore({
    cacheDir: await mkdtemp(join(tmpdir(), "helmwright-cache-")),
    mirrors: [mirror ?? ""],
    fetch: () => Promise.reject(new Error("no network is needed")),
  });
  const chart = await store.resolve({
    repository: "https://prometheus-community.github.io/helm-charts",
    name: "kube-prometheus-stack",
    version: "88.5.3",
    digest: "sha256:6e344b823166ecb6b8181a42c07e7b39fc7fe2ee8d8cadddb7d43b27bf5d6375",
  });
  expect(chart.metadata.dependencies.map(({ name }) => name)).toContain("grafana");
  const crds = await chart.crds();
  expect(crds.flatMap(({ objects }) => objects.map(({ kind }) => kind))).toStrictEqual(Array(10).fill("CustomResourceDefinition"));
  expect(new Set(crds.map(({ subcharts }) => subcharts.join("/")))).toStrictEqual(new Set(["crds"]));
});
