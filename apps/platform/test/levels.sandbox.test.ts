import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import { chartValuesProblems, compose, schemaProblems } from "@helmwright/core";
import type { HelmwrightError, JsonObject, PlanDocument, PlanStep, RunReport } from "@helmwright/core";
import { renderDocuments } from "@helmwright/engine/connect";
import { parseKubernetesYaml } from "@helmwright/helm";
import { kubernetesVersion } from "@helmwright/sandbox";
import { alterPlatform, snapshotCluster, snapshotDifferences } from "@helmwright/testing";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";

import platform from "../platform.ts";
import { actionsOf, startClusterUnderTest } from "./cluster-under-test.ts";
import type { ClusterUnderTest } from "./cluster-under-test.ts";
import { previous } from "./levels-previous.ts";

// Proof levels are computed: the default platform as it was before, upgraded, rolled back by Helm itself, brought forward
// again and removed, on one sandbox. What a README states is what came out here.
const root = resolve(import.meta.dirname, "../../..");

/** The folder of each component, by its instance in the default platform. */
const folders: Readonly<Record<string, string>> = {
  features: "node-bootstrap/src/node-feature-discovery",
  pools: "networking/src/metallb",
  certs: "networking/src/cert-manager",
  web: "networking/src/ingress-nginx",
  volumes: "storage/src/local-path",
  postgres: "storage/src/cloudnative-pg",
  stores: "secrets/src/external-secrets",
  sealing: "secrets/src/sealed-secrets",
  sso: "identity/src/dex",
  roles: "identity/src/rbac",
  monitors: "observability/src/prometheus-operator-crds",
  metrics: "observability/src/kube-prometheus-stack",
  backups: "backup/src/velero",
  meshBase: "service-mesh/src/istio-base",
  mesh: "service-mesh/src/istiod",
};

interface Run {
  readonly report: RunReport;
  readonly plan: PlanDocument | undefined;
}

let on: ClusterUnderTest;
let rendered: readonly (readonly Awaited<ReturnType<typeof renderDocuments>>[number][])[];
let installed: Run;
let upgraded: Run;
let rolledBack: readonly string[];
let after: PlanDocument;
let forward: Run;
let removed: Run;
let differences: readonly string[];

beforeAll(async () => {
  const renderings = [];
  for (const environment of ["dev", "dev", "ha", "ha"]) renderings.push(await renderDocuments(platform, { environment }));
  rendered = renderings;

  on = await startClusterUnderTest("test-levels", "0f4b2c7e-5a55-4a53-9d52-6f8f8f1f0003");
  const empty = await snapshotCluster(on.cluster);
  installed = await watched((options) => on.deploy(alterPlatform(platform, previous), options));
  upgraded = await watched((options) => on.deploy(platform, options));
  rolledBack = await rollBack(upgraded);
  after = await on.plan(platform);
  forward = await watched((options) => on.deploy(platform, options));
  removed = await watched((options) => on.destroy(platform, options));
  differences = snapshotDifferences(empty, await snapshotCluster(on.cluster));
}, 900_000);
afterAll(async () => on?.down());

async function watched(run: (options: Parameters<ClusterUnderTest["deploy"]>[1]) => Promise<RunReport>): Promise<Run> {
  let plan: PlanDocument | undefined;
  const report = await run({ onEvent: (event) => void (event.type === "planned" && (plan = event.plan)) });
  return { report, plan };
}

/** Sends every release that was upgraded back to its first revision, four at a time. Gives the ids of their steps. */
async function rollBack({ report }: Run): Promise<readonly string[]> {
  const steps = report.results.flatMap(({ step, action }) => (step.startsWith("release ") && action === "upgrade" ? [step] : []));
  const waiting = [...steps];
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const [namespace = "", name = ""] = step.slice("release ".length).split("/");
      await execa(on.helm, ["--kubeconfig", on.kubeconfig, "--kube-context", on.contextName, "rollback", name, "1", "-n", namespace]);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return steps;
}

const releasesOf = (plan: PlanDocument | undefined, id: string): readonly PlanStep[] =>
  (plan?.steps ?? []).filter(({ component, kind }) => component === id && kind === "release");
const allDone = ({ report }: Run, id: string): boolean => {
  const own = report.results.filter(({ component }) => component === id);
  return own.length > 0 && own.every(({ outcome }) => outcome === "done" || outcome === "unchanged");
};

/** L1: it renders in both profiles, twice the same, and refuses misspelt options and values. */
function renders(id: string): boolean {
  const textOf = (documents: (typeof rendered)[number] | undefined): string =>
    (documents ?? []).flatMap(({ component, text }) => (component === id ? [text] : [])).join("");
  const [one, again, ha, haAgain] = rendered.map(textOf);
  const component = platform.compose("dev")[id];
  const typo = { replicass: 1 };
  const namesTypo = ({ message }: HelmwrightError): boolean => message.includes("replicass");
  const check = { code: "MISSPELT", what: id, subject: {} };
  const refusesOption = component !== undefined && schemaProblems(component.bound.optionsSchema, typo, check).some(namesTypo);
  const schema = component?.bound.valuesSchema;
  // istiod's chart prints all its values into a ConfigMap, whatever they are.
  const takesAny = schema === undefined || (JSON.parse(schema) as JsonObject)["additionalProperties"] !== false;
  const refusesValue = takesAny || chartValuesProblems(schema, typo, check).some(namesTypo);
  return one !== "" && one === again && ha !== "" && ha === haAgain && refusesOption && refusesValue;
}

/** L2: a real API server takes all its objects, and nothing dangles: else the deploy would have refused its plan. */
const isAccepted = (id: string): boolean => allDone(installed, id);

/** L3: an upgrade that changed objects, a rollback that a plan notices and a deploy brings forward, and removal. */
function livesThroughAll(id: string): boolean {
  const changed = releasesOf(upgraded.plan, id).filter(({ action, objects }) => action === "upgrade" && objects.length > 0);
  const noticed = releasesOf(after, id).filter(({ id: step, action }) => action === "upgrade" && rolledBack.includes(step));
  const steps = [upgraded, forward, removed].every((run) => allDone(run, id));
  return changed.length > 0 && noticed.length >= changed.length && steps;
}

function levelOf(id: string): string {
  const proofs = [renders, isAccepted, livesThroughAll];
  const failing = proofs.findIndex((proof) => !proof(id));
  return `L${failing === -1 ? proofs.length : failing}`;
}

test("every component of the repository is in the default platform and in the table", async () => {
  expect(Object.keys(folders)).toEqual(Object.keys(platform.compose("dev")));
  const { stdout } = await execa("git", ["ls-files", "packages/*/src/*/README.md"], { cwd: root });
  expect(stdout.split("\n").toSorted()).toEqual(
    Object.values(folders)
      .map((folder) => `packages/${folder}/README.md`)
      .toSorted(),
  );
  const types = compose(platform, { environment: "dev", kubernetes: kubernetesVersion }).instances.map(({ type }) => type);
  expect(types.toSorted()).toEqual(Object.keys(previous).toSorted());
});

test.each(Object.entries(folders))("%s (%s) is proven as far as its README says", async (id, folder) => {
  const readme = await readFile(resolve(root, "packages", folder, "README.md"), "utf8");
  expect(/^Proof level: (L\d)$/m.exec(readme)?.[1]).toBe(levelOf(id));
});

test("an upgrade goes from the previous chart, where there is one", () => {
  for (const [id, { type, bound }] of Object.entries(platform.compose("dev"))) {
    const from = previous[type]?.chart?.version;
    if (from === undefined) continue;
    const [step] = releasesOf(upgraded.plan, id);
    expect(step?.chart).toEqual({ name: bound.chart?.name, from, to: bound.chart?.version });
  }
});

test("what a rollback by hand undid is upgraded again, and only that", () => {
  expect(rolledBack.length).toBeGreaterThan(14);
  expect(actionsOf(after).toSorted()).toEqual(rolledBack.map((step) => `upgrade ${step}`).toSorted());
  expect(forward.report.outcome).toBe("done");
});

test("after everything is removed the cluster is as before, kept definitions aside", () => {
  expect(removed.report.outcome).toBe("done");
  expect(differences).toEqual([...new Set(keptDefinitions().flatMap(tracesOf))].toSorted());
  const groups = new Set(keptDefinitions().map(({ spec }) => spec.group));
  expect([...groups].toSorted()).toEqual([
    "acme.cert-manager.io",
    "bitnami.com",
    "cert-manager.io",
    "extensions.istio.io",
    "external-secrets.io",
    "generators.external-secrets.io",
    "monitoring.coreos.com",
    "networking.istio.io",
    "nfd.k8s-sigs.io",
    "postgresql.cnpg.io",
    "security.istio.io",
    "telemetry.istio.io",
    "velero.io",
  ]);
});

interface Definition {
  readonly kind: "CustomResourceDefinition";
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: { readonly group: string; readonly versions: readonly { readonly name: string; readonly served: boolean }[] };
}

/** Definitions that outlive the platform: all that the engine applies, and those that a chart marks to be kept. */
function keptDefinitions(): readonly Definition[] {
  return (rendered[0] ?? []).flatMap(({ step, text }) => {
    const objects: readonly unknown[] = parseKubernetesYaml(text);
    return objects
      .filter(isDefinition)
      .filter(({ metadata }) => step.startsWith("crds ") || metadata.annotations?.["helm.sh/resource-policy"] === "keep");
  });
}

function isDefinition(object: unknown): object is Definition {
  return typeof object === "object" && object !== null && "kind" in object && object.kind === "CustomResourceDefinition";
}

/** What a definition adds to a cluster: itself, and for each version what the API server registers for its group. */
function tracesOf({ metadata: { name }, spec }: Definition): readonly string[] {
  return [
    `added apiextensions.k8s.io/CustomResourceDefinition ${name}`,
    ...spec.versions.flatMap((version) =>
      version.served ? [`added apiregistration.k8s.io/APIService ${version.name}.${spec.group}`] : [],
    ),
  ];
}
