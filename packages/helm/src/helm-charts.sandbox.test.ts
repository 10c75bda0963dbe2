import { mkdtemp, readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { resolveTools } from "@helmwright/sandbox";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startOciRegistry, type OciRegistry } from "../test/oci-registry.ts";
import { configMap, writeChart } from "../test/write-chart.ts";
import { createHelm, type Helm } from "./create-helm.ts";
import { parseKubernetesYaml } from "./kubernetes-yaml.ts";

// Needs the real Helm binary, but no cluster.

let helm: Helm;
let binary: string;
let homeDir: string;
let registry: OciRegistry;

beforeAll(async () => {
  binary = (await resolveTools({ names: ["helm"] }))["helm"]?.path ?? "";
  homeDir = await mkdtemp(join(tmpdir(), "helmwright-home-"));
  helm = createHelm({ binary, homeDir });
  registry = await startOciRegistry({ username: "me", password: "hunter2-hunter2" });
});

afterAll(async () => {
  await registry.close();
});

async function packageChart(chart: string): Promise<string> {
  await execa(binary, ["package", chart, "--destination", dirname(chart)], { env: { HELM_CACHE_HOME: join(homeDir, "cache") } });
  return join(dirname(chart), `${basename(chart)}-1.0.0.tgz`);
}

test("version", async () => {
  expect(await helm.version()).toMatch(/^v4\.\d+\.\d+$/u);
});

const HOOK = `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations: {helm.sh/hook: pre-upgrade, helm.sh/hook-weight: "2"}
spec: {backoffLimit: null, template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}
`;
const FACTS = `apiVersion: v1
kind: ConfigMap
metadata:
  name: facts
  namespace: {{ .Release.Namespace }}
  labels:
data:
  kube: {{ .Capabilities.KubeVersion.Version }}
  monitors: "{{ .Capabilities.APIVersions.Has "monitoring.coreos.com/v1/ServiceMonitor" }}"
  upgrade: "{{ .Release.IsUpgrade }}"
  nothing: null
  text: "null"
`;
const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.org}
`;

test("template renders objects and hooks with the facts it was given", async () => {
  const chart = await writeChart({ files: { "templates/facts.yaml": FACTS, "templates/hook.yaml": HOOK, "crds/thing.yaml": CRD } });
  const options = { namespace: "shop", kubeVersion: "1.33.0", apiVersions: ["monitoring.coreos.com/v1/ServiceMonitor"], isUpgrade: true };
  const rendered = await helm.template("r", chart, options);
  expect(rendered.manifests).toStrictEqual([
    {
      source: "web/templates/facts.yaml",
      object: {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "facts", namespace: "shop", labels: null },
        data: { kube: "v1.33.0", monitors: "true", upgrade: "true", nothing: null, text: "null" },
      },
    },
  ]);
  expect(rendered.hooks).toMatchObject([{ source: "web/templates/hook.yaml", events: ["pre-upgrade"], weight: 2 }]);
  const withCrds = await helm.template("r", chart, { ...options, skipCrds: false, noHooks: true });
  expect(withCrds.manifests.map(({ object }) => object.kind)).toStrictEqual(["CustomResourceDefinition", "ConfigMap"]);
  expect(withCrds.hooks).toStrictEqual([]);
});

test("pruneNulls reaches objects and hooks, and nothing else changes", async () => {
  const chart = await writeChart({ files: { "templates/facts.yaml": FACTS, "templates/hook.yaml": HOOK } });
  const plain = await helm.template("r", chart);
  const pruned = await helm.template("r", chart, { pruneNulls: true });
  expect(plain.hooks[0]?.object["spec"]).toHaveProperty("backoffLimit", null);
  expect(pruned.hooks[0]?.object["spec"]).not.toHaveProperty("backoffLimit");
  expect(pruned.manifests).toMatchObject([
    {
      source: "web/templates/facts.yaml",
      object: { metadata: { name: "facts", namespace: "default" }, data: { text: "null", upgrade: "false" } },
    },
  ]);
  expect(Object.keys(pruned.manifests[0]?.object.metadata ?? {})).toStrictEqual(["name", "namespace"]);
  expect(Object.keys((pruned.manifests[0]?.object["data"] ?? {}) as object)).not.toContain("nothing");
});

test("pruneNulls works for a chart that renders nothing", async () => {
  const chart = await writeChart({ files: { "templates/none.yaml": "{{- if .Values.on }}\na: 1\n{{- end }}\n" } });
  expect(await helm.template("r", chart, { pruneNulls: true })).toMatchObject({ manifests: [], hooks: [] });
});

test("our YAML reader and Helm's agree", async () => {
  const yaml = `a: [yes, n, On, 0755, 0o17, 0x1F, 0b11, 08, 1_000, 1e3, .5, 1., 1e400, 190:20:30, 1.2.3, +12, -0, "yes", 12abc]
b: [2020-01-01, 2020-01-01T00:00:00Z, =, ~, null, !!str 1, !!binary aGVsbG8=, 18446744073709551616, -9223372036854775808]
1: x
y: z
base: &b {p: 1, q: 2}
merged: {<<: *b, q: 3}
dup: 1
dup: 2
`;
  const template = `apiVersion: v1
kind: ConfigMap
metadata: {name: x}
data:
  json: {{ .Files.Get "x.yaml" | fromYaml | toJson | quote }}
`;
  const chart = await writeChart({ files: { "x.yaml": yaml, "templates/x.yaml": template } });
  const [rendered] = (await helm.template("r", chart)).manifests;
  const data = rendered?.object["data"] as { readonly json: string } | undefined;
  expect(parseKubernetesYaml(yaml)[0]).toStrictEqual(JSON.parse(data?.json ?? ""));
});

test("values win over files, and the schema is enforced", async () => {
  const chart = await writeChart({
    files: {
      "templates/a.yaml": configMap,
      "values.schema.json": '{"properties":{"greeting":{"type":"string"}}}',
      "v.yaml": "greeting: file\n",
    },
  });
  const greeting = async (values?: Readonly<Record<string, unknown>>): Promise<unknown> =>
    (await helm.template("r", chart, { valuesFiles: [join(chart, "v.yaml")], values })).manifests[0]?.object["data"];
  expect(await greeting()).toStrictEqual({ greeting: "file" });
  expect(await greeting({ greeting: "{{ x }}, 'y'" })).toStrictEqual({ greeting: "{{ x }}, 'y'" });
  await expect(greeting({ greeting: 3 })).rejects.toMatchObject({ code: "HELM_VALUES_INVALID" });
});

test("show tells everything about a chart", async () => {
  const chart = await writeChart({ files: { "values.yaml": "a: 1 # one\n", "README.md": "Hello\n", "crds/thing.yaml": CRD } });
  expect(await helm.show.all(chart)).toStrictEqual({
    chart: { apiVersion: "v2", name: "web", version: "1.0.0", appVersion: "7" },
    values: { a: 1 },
    readme: "Hello",
    crds: [{ apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", metadata: { name: "things.example.org" } }],
  });
  expect(await helm.show.valuesText(chart)).toContain("a: 1 # one");
});

test("lint gives messages, and a chart that fails is a result", async () => {
  const good = await writeChart({ files: { "values.yaml": "", "templates/a.yaml": configMap } });
  expect(await helm.lint(good, { values: { greeting: "x" } })).toMatchObject({
    passed: true,
    messages: expect.arrayContaining([{ severity: "info", path: "Chart.yaml", text: "icon is recommended" }]) as unknown,
  });
  const bad = await writeChart({ files: { "templates/a.yaml": "{{ .Values.x.y }}" } });
  const result = await helm.lint(bad);
  expect(result.passed).toBe(false);
  expect(result.messages).toContainEqual({ severity: "error", path: "templates/", text: expect.stringContaining("nil pointer") as string });
});

test("dependencies are listed, fetched, and built from the lock", async () => {
  const child = await packageChart(await writeChart({ name: "child" }));
  await helm.repo.index(dirname(child));
  const parent = await writeChart({
    files: {
      "Chart.yaml": `apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:\n- {name: child, version: 1.x.x, repository: "file://${dirname(child)}/child"}\n`,
    },
  });
  const expected = { name: "child", version: "1.x.x", repository: `file://${dirname(child)}/child` };
  expect(await helm.dependency.list(parent)).toStrictEqual([{ ...expected, status: "missing" }]);
  await helm.dependency.update(parent);
  expect(await helm.dependency.list(parent)).toStrictEqual([{ ...expected, status: "ok" }]);
  await helm.dependency.build(parent, { skipRefresh: true });
  expect((await stat(join(parent, "charts", "child-1.0.0.tgz"))).size).toBeGreaterThan(0);
  expect(await helm.dependency.list(await writeChart())).toStrictEqual([]);
});

test("repositories: add with a password, list, update, pull, remove", async () => {
  const archive = await packageChart(await writeChart({ files: { "templates/a.yaml": configMap } }));
  await helm.repo.index(dirname(archive));
  const wanted = `Basic ${Buffer.from("me:hunter2-hunter2").toString("base64")}`;
  const server = createServer((request, response) => {
    readFile(join(dirname(archive), basename(request.url ?? ""))).then(
      (file) => (request.headers.authorization === wanted ? response.end(file) : response.writeHead(401).end()),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await expect(helm.repo.add("private", url, { username: "me", password: "wrong-password" })).rejects.toMatchObject({
    message: expect.not.stringContaining("wrong-password") as string,
  });
  await helm.repo.add("private", url, { username: "me", password: "hunter2-hunter2" });
  expect(await helm.repo.list()).toStrictEqual([{ name: "private", url }]);
  expect((await stat(join(homeDir, "config", "repositories.yaml"))).mode % 0o100).toBe(0);
  await helm.repo.update(["private"]);
  const destination = join(await mkdtemp(join(tmpdir(), "helmwright-pull-")), "new");
  const path = await helm.pull("private/web", { version: "1.0.0", destination });
  expect(path).toBe(join(destination, "web-1.0.0.tgz"));
  expect(await readFile(path)).toStrictEqual(await readFile(archive));
  await expect(helm.pull("private/web", { version: "9.9.9", destination })).rejects.toMatchObject({ code: "HELM_CHART_NOT_FOUND" });
  await expect(helm.pull("private/nope", { destination })).rejects.toMatchObject({ code: "HELM_CHART_NOT_FOUND" });
  await helm.repo.remove(["private"]);
  expect(await helm.repo.list()).toStrictEqual([]);
  server.close();
});

test("registries: login by standard input, push, pull, logout", async () => {
  const archive = await packageChart(await writeChart());
  const { host } = registry;
  const destination = await mkdtemp(join(tmpdir(), "helmwright-pull-"));
  const wrong = helm.registry.login(host, { username: "me", password: "wrong-password", plainHttp: true });
  await expect(wrong).rejects.toMatchObject({ message: expect.not.stringContaining("wrong-password") as string });
  await helm.registry.login(host, { username: "me", password: "hunter2-hunter2", plainHttp: true });
  await helm.push(archive, `oci://${host}/charts`, { plainHttp: true });
  const path = await helm.pull(`oci://${host}/charts/web`, { version: "1.0.0", destination, plainHttp: true });
  expect(await readFile(path)).toStrictEqual(await readFile(archive));
  await helm.registry.logout(host);
  await expect(helm.pull(`oci://${host}/charts/web`, { version: "1.0.0", destination, plainHttp: true })).rejects.toThrow("pull chart");
});

test.each([
  ["a path that isn't there", "./nowhere", {}],
  ["a repository that isn't known", "nope/web", {}],
  ["a repository that can't be reached", "web", { repo: "http://127.0.0.1:9" }],
  ["a folder without a chart", tmpdir(), {}],
])("%s is HELM_CHART_NOT_FOUND", async (_, chart, options) => {
  await expect(helm.template("r", chart, options)).rejects.toMatchObject({
    code: "HELM_CHART_NOT_FOUND",
    subject: { chart, release: "r" },
  });
});
