import type { Manifest } from "@helmwright/core";
import { expect, test } from "vitest";

import { checkClosedWorld } from "./closed-world.ts";

const labels = { app: "web" };
const deployment = (spec: object = {}, more: object = {}): Manifest => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web" },
  spec: {
    replicas: 1,
    ...more,
    template: { metadata: { labels }, spec: { containers: [{ name: "web", ports: [{ name: "http" }] }], ...spec } },
  },
});
const service = (port: object = { name: "http", port: 80, targetPort: "http" }): Manifest => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", labels },
  spec: { selector: labels, ports: [port] },
});
const namespace = {
  step: "namespace web",
  component: "web",
  objects: [{ apiVersion: "v1", kind: "Namespace", metadata: { name: "web" } }],
};

function check(
  manifests: readonly Manifest[],
  others: readonly Manifest[] = [],
): { edges: readonly object[]; problems: readonly string[] } {
  const release = (name: string, objects: readonly Manifest[]) => ({
    step: `release web/${name}`,
    component: name,
    name,
    namespace: "web",
    manifests: objects,
    hooks: [],
  });
  const { edges, problems } = checkClosedWorld({
    instances: [],
    engine: [namespace],
    releases: [release("web", manifests), release("other", others)],
  });
  return { edges, problems: problems.map(({ code, message, hint }) => `${code} ${message} | ${hint}`) };
}

const env = (name: string, key: string): object => ({
  containers: [{ name: "web", ports: [{ name: "http" }], env: [{ name: "X", valueFrom: { secretKeyRef: { name, key } } }] }],
});
const secret: Manifest = { apiVersion: "v1", kind: "Secret", metadata: { name: "credentials" }, data: { password: "" } };

test("a whole platform has nothing dangling, and names are edges", () => {
  expect(check([deployment(env("credentials", "password")), service()], [secret])).toEqual({
    edges: [{ from: "release web/web", to: "release web/other", why: "Deployment web uses Secret credentials" }],
    problems: [],
  });
});

const volume = { volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }] };
const claim = (mode: string): Manifest => ({
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: { name: "data" },
  spec: { accessModes: [mode] },
});

test.each([
  [
    "a renamed Secret",
    [deployment(env("credentialz", "password"))],
    "DANGLING check web: Deployment web/web: spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef: Secret web/credentialz is not in the platform | Did you mean credentials?",
  ],
  [
    "a wrong key",
    [deployment(env("credentials", "pasword"))],
    "DANGLING check web: Deployment web/web: spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef: Secret credentials has no key pasword | Did you mean password?",
  ],
  [
    "a missing ServiceAccount",
    [deployment({ serviceAccountName: "bot" })],
    "DANGLING check web: Deployment web/web: spec.template.spec.serviceAccountName: ServiceAccount web/bot is not in the platform | Add the component that makes it, refer to it with existing.…, or declare it as made at run time.",
  ],
  [
    "a selector without pods",
    [service()],
    "DANGLING check web: Service web/web: spec.selector: no pod of the platform has app=web | Check the labels of the workload that should answer.",
  ],
  [
    "a port without a container",
    [deployment(), service({ name: "http", port: 80, targetPort: "htpp" })],
    "DANGLING check web: Service web/web: spec.ports[0].targetPort: no container of its pods has a port named htpp | It has http.",
  ],
  [
    "an Ingress on a wrong port",
    [
      deployment(),
      service(),
      {
        apiVersion: "networking.k8s.io/v1",
        kind: "Ingress",
        metadata: { name: "web" },
        spec: { rules: [{ http: { paths: [{ backend: { service: { name: "web", port: { number: 81 } } } }] } }] },
      },
    ],
    "DANGLING check web: Ingress web/web: spec.rules[0].http.paths[0].backend: Service web has no port 81 | Did you mean 80?",
  ],
  [
    "an unknown kind",
    [{ apiVersion: "x.io/v1", kind: "Thing", metadata: { name: "t" } }],
    "DANGLING check web: Thing web/t: kind: nothing in the platform defines Thing of x.io/v1 | Add the component that owns this custom resource definition.",
  ],
  [
    "a foreign namespace",
    [{ ...secret, metadata: { name: "s", namespace: "elsewhere" } }],
    "DANGLING check web: Secret elsewhere/s: metadata.namespace: namespace elsewhere is not in the platform | Place a component there, or change the namespace.",
  ],
  [
    "a rolling update on a ReadWriteOnce volume",
    [deployment(volume), claim("ReadWriteOnce")],
    "READ_WRITE_ONCE check web: Deployment web/web: spec.strategy: a rolling update deadlocks on claim data, which is ReadWriteOnce | Set the Deployment's strategy to Recreate.",
  ],
  [
    "two replicas on a ReadWriteOnce volume",
    [deployment(volume, { replicas: 2 }), claim("ReadWriteOnce")],
    "READ_WRITE_ONCE check web: Deployment web/web: spec.replicas: 2 pods share claim data, which is ReadWriteOnce | Set one replica, or use a ReadWriteMany storage class.",
  ],
  [
    "an object of two releases",
    [secret],
    "OWNED_TWICE check other: Secret web/credentials: metadata.name: web writes the same object (release web/web) | Give one of them another name or namespace.",
  ],
] as const)("%s is reported", (_name, manifests, problem) => {
  expect(check(manifests, [secret]).problems).toEqual([problem]);
});

test.each([
  ["Recreate", deployment(volume, { strategy: { type: "Recreate" } }), "ReadWriteOnce"],
  ["ReadWriteMany", deployment(volume, { replicas: 3 }), "ReadWriteMany"],
] as const)("a volume with %s is fine", (_name, workload, mode) => {
  expect(check([workload, claim(mode)]).problems).toEqual([]);
});

test("optional references may dangle", () => {
  const optional = deployment({ containers: [{ name: "web", envFrom: [{ secretRef: { name: "maybe", optional: true } }] }] });
  expect(check([optional]).problems).toEqual([]);
});

test("the owner of a definition comes before its custom resources; a second owner is refused", () => {
  const crd: Manifest = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "things.x.io" },
    spec: { group: "x.io", names: { kind: "Thing" }, scope: "Namespaced", versions: [{ name: "v1" }] },
  };
  const thing: Manifest = { apiVersion: "x.io/v1", kind: "Thing", metadata: { name: "t" } };
  expect(check([thing], [crd]).edges).toEqual([
    { from: "release web/web", to: "release web/other", why: "it has a Thing, which other defines" },
  ]);
  expect(check([crd, thing], [crd]).problems).toEqual([
    "OWNED_TWICE check other: CustomResourceDefinition things.x.io: spec.versions (1): web writes the same object (release web/web) | A definition has one owner: leave the CRDs of one of the two out.",
  ]);
});
