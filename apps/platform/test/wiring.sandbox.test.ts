import { compose } from "@helmwright/core";
import type { Composition, Manifest } from "@helmwright/core";
import { renderDocuments } from "@helmwright/engine/connect";
import { parseKubernetesYaml } from "@helmwright/helm";
import { checkClosedWorld } from "@helmwright/plan";
import type { World } from "@helmwright/plan";
import { kubernetesVersion } from "@helmwright/sandbox";
import { beforeAll, expect, test } from "vitest";

import platform from "../platform.ts";

// The wiring of the default platform, held against what the real charts render: each wire is cut, and the cut is named.
let world: World;
let composition: Composition;

beforeAll(async () => {
  composition = compose(platform, { environment: "dev", kubernetes: kubernetesVersion });
  const documents = await renderDocuments(platform, { environment: "dev" });
  const objects = (text: string): readonly Manifest[] => parseKubernetesYaml(text).flatMap((one) => (isManifest(one) ? [one] : []));
  const secrets = composition.instances.map(({ id, release, secrets: specs }) => ({
    step: `secrets ${id}`,
    component: id,
    objects: specs.map(({ name, namespace = release.namespace, data }) => ({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name, namespace },
      data: Object.fromEntries(Object.keys(data).map((key) => [key, ""])),
    })),
  }));
  const others = documents
    .filter(({ step }) => /^(namespace|crds) /.test(step))
    .map(({ step, component, text }) => ({ step, component, objects: objects(text) }));
  const releases = documents.flatMap(({ step, component, text }) => {
    const [, namespace = "", name = ""] = /^release ([^/]+)\/(.+)$/.exec(step) ?? [];
    return name === "" ? [] : [{ step, component, name, namespace, manifests: objects(text), hooks: [] }];
  });
  world = { instances: composition.instances, engine: [...others, ...secrets], releases };
});

function isManifest(value: unknown): value is Manifest {
  return typeof value === "object" && value !== null && "kind" in value && "metadata" in value;
}

const problemsOf = (broken: World): readonly string[] => checkClosedWorld(broken).problems.map(({ message }) => message);
function change(change: (object: Manifest, namespace: string) => Manifest): World {
  return {
    ...world,
    engine: world.engine.map((one) => ({ ...one, objects: one.objects.map((object) => change(object, object.metadata.namespace ?? "")) })),
    releases: world.releases.map((one) => ({
      ...one,
      manifests: one.manifests.map((object) => change(object, object.metadata.namespace ?? one.namespace)),
    })),
  };
}
const all = (): readonly (readonly [Manifest, string])[] => [
  ...world.engine.flatMap(({ objects }) => objects.map((object) => [object, object.metadata.namespace ?? ""] as const)),
  ...world.releases.flatMap(({ manifests, namespace }) =>
    manifests.map((object) => [object, object.metadata.namespace ?? namespace] as const),
  ),
];

test("nothing dangles", () => {
  expect(problemsOf(world)).toEqual([]);
  expect(world.releases.length).toBeGreaterThan(15);
});

test("every Secret of the engine's, renamed, is missed by name", () => {
  const secrets = world.engine.filter(({ step }) => step.startsWith("secrets ")).flatMap(({ objects }) => objects);
  expect(secrets.length).toBeGreaterThan(5);
  const unnoticed = secrets.flatMap(({ metadata: { name, namespace } }) => {
    const broken = change((object, at) =>
      object.kind === "Secret" && object.metadata.name === name && at === namespace
        ? { ...object, metadata: { ...object.metadata, name: `${name}-renamed` } }
        : object,
    );
    return problemsOf(broken).some((message) => message.includes(`Secret ${namespace}/${name} is not in the platform`))
      ? []
      : [`${namespace}/${name}`];
  });
  expect(unnoticed).toEqual([]);
});

test("every port that an Ingress or a monitor names, changed, is missed", () => {
  const names = (kind: string): readonly (readonly [Manifest, string])[] => all().filter(([object]) => object.kind === kind);
  const wanted = new Set(
    names("Ingress").flatMap(([object, namespace]) =>
      [...JSON.stringify(object).matchAll(/"service":\{"name":"([^"]+)"/g)].map(([, name]) => `${namespace}/${name}`),
    ),
  );
  expect(wanted.size).toBeGreaterThan(2);
  for (const service of wanted) {
    const broken = change((object, namespace) => {
      if (object.kind !== "Service" || `${namespace}/${object.metadata.name}` !== service) return object;
      const spec = object["spec"] as { readonly ports: readonly Readonly<Record<string, unknown>>[] };
      return { ...object, spec: { ...spec, ports: spec.ports.map((port) => ({ ...port, name: "moved", port: 1 })) } };
    });
    expect(problemsOf(broken).join("\n")).toContain(`Service ${service.split("/")[1]} has no port`);
  }
  const monitored = names("ServiceMonitor").length;
  expect(monitored).toBeGreaterThan(8);
  const relabelled = change((object) => (object.kind === "Service" ? { ...object, metadata: { ...object.metadata, labels: {} } } : object));
  const inside = problemsOf(relabelled).filter((message) => message.includes("no Service of the platform has"));
  expect(inside.length).toBeGreaterThan(monitored / 2);
});

test("every component taken out is missed by whoever needs it", () => {
  const ids = composition.instances.map(({ id }) => id);
  const edges = checkClosedWorld(world).edges;
  const componentOf = new Map([...world.engine, ...world.releases].map(({ step, component }) => [step, component]));
  const needed = new Set([
    ...composition.edges.map(({ to }) => to),
    ...edges.flatMap(({ from, to }) => (componentOf.get(from) === componentOf.get(to) ? [] : [componentOf.get(to) ?? ""])),
  ]);
  expect(needed.size).toBeGreaterThan(6);
  for (const id of ids) {
    const record = platform.compose("dev");
    const { [id]: _gone, ...rest } = record;
    const without = compose({ ...platform, compose: () => rest }, { environment: "dev", kubernetes: kubernetesVersion });
    const broken: World = {
      instances: without.instances,
      engine: world.engine.filter(({ component, step }) => component !== id || step.startsWith("namespace ")),
      releases: world.releases.filter(({ component }) => component !== id),
    };
    const found = [...without.problems.map(({ message }) => message), ...problemsOf(broken)];
    if (needed.has(id)) expect([id, found.length]).not.toEqual([id, 0]);
  }
});
