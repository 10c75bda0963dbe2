import { expect, test } from "vitest";
import { typeProblems } from "./check-value.ts";
import type { SchemaSet } from "./schema-node.ts";
import { kubernetesTypes, typeCatalogOf } from "./type-catalog.ts";
import type { TypeRef } from "./type-ref.ts";

const catalog = kubernetesTypes();

function kindOf(apiVersion: string, kind: string): TypeRef {
  const [type] = catalog.kinds(apiVersion, kind);
  if (type === undefined) throw new Error(`no ${apiVersion} ${kind}`);
  return type;
}

/** A type in one line: its name, or its JSON types with format, enumeration and what is inside. */
function describeType(type: TypeRef | "open" | undefined): string {
  if (type === "open" || type === undefined) return String(type);
  if (type.name !== undefined) return type.name;
  const parts = [type.types.join("|"), type.format, type.enum?.join("|")].filter((part) => part !== undefined);
  if (type.items) parts.push(`of ${describeType(type.items)}`);
  if (type.additional) parts.push(`of ${describeType(type.additional)}`);
  return parts.join(" ");
}

const pod = "spec.template.spec";
const container = `${pod}.containers.[]`;

test.each([
  ["apps/v1", "Deployment", "spec.replicas", "integer int32"],
  ["apps/v1", "Deployment", "metadata.labels", "object of string"],
  ["apps/v1", "Deployment", "metadata.labels.any/key", "string"],
  ["apps/v1", "Deployment", "metadata.label", "undefined"],
  ["apps/v1", "Deployment", "spec.strategy.rollingUpdate.maxUnavailable", "io.k8s.apimachinery.pkg.util.intstr.IntOrString"],
  ["apps/v1", "Deployment", `${container}.resources`, "io.k8s.api.core.v1.ResourceRequirements"],
  ["apps/v1", "Deployment", `${container}.resources.limits.cpu`, "io.k8s.apimachinery.pkg.api.resource.Quantity"],
  ["apps/v1", "Deployment", `${container}.resources.limit`, "undefined"],
  ["apps/v1", "Deployment", `${container}.livenessProbe`, "io.k8s.api.core.v1.Probe"],
  ["apps/v1", "Deployment", `${container}.livenessProbe.httpGet.port`, "io.k8s.apimachinery.pkg.util.intstr.IntOrString"],
  ["apps/v1", "Deployment", `${container}.env`, "array of io.k8s.api.core.v1.EnvVar"],
  ["apps/v1", "Deployment", `${container}.env.[].value`, "string"],
  ["apps/v1", "Deployment", `${container}.env.name`, "undefined"],
  ["apps/v1", "Deployment", `${container}.imagePullPolicy`, "string Always|IfNotPresent|Never|"],
  ["apps/v1", "Deployment", `${pod}.tolerations.[]`, "io.k8s.api.core.v1.Toleration"],
  ["apps/v1", "Deployment", `${pod}.tolerations.[].effect`, "string NoExecute|NoSchedule|PreferNoSchedule|"],
  ["apps/v1", "Deployment", `${pod}.affinity`, "io.k8s.api.core.v1.Affinity"],
  ["apps/v1", "Deployment", `${pod}.volumes.[].emptyDir.sizeLimit`, "io.k8s.apimachinery.pkg.api.resource.Quantity"],
  ["apps/v1", "Deployment", `${pod}.volumes.[].csi.volumeAttributes.any`, "string"],
  ["networking.k8s.io/v1", "NetworkPolicy", "spec.egress.[].ports.[].protocol", "string SCTP|TCP|UDP|"],
  ["networking.k8s.io/v1", "Ingress", "spec.rules.[].http.paths.[].pathType", "string Exact|ImplementationSpecific|Prefix"],
  ["autoscaling/v2", "HorizontalPodAutoscaler", "spec.metrics.[].type", "string"],
  ["v1", "ConfigMap", "data.any", "string"],
  ["v1", "Secret", "data.any", "string byte"],
  ["v1", "PersistentVolumeClaim", "spec.accessModes.[]", "string ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod"],
  ["v1", "ConfigMapList", "items.[].data.any", "string"],
  ["v1", "List", "items.[]", "open"],
  ["v1", "List", "items.[].spec.anything", "open"],
])("%s %s .%s is %s", (apiVersion, kind, path, expected) => {
  expect(describeType(catalog.at(kindOf(apiVersion, kind), path.split(".")))).toBe(expected);
});

test("a kind without apiVersion is sought in all groups, the preferred version first; an unknown one is nowhere", () => {
  expect(catalog.kinds(undefined, "HorizontalPodAutoscaler").map(({ name }) => name)).toEqual([
    "io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler",
    "io.k8s.api.autoscaling.v1.HorizontalPodAutoscaler",
  ]);
  expect([...catalog.kinds("policy/v1beta1", "PodDisruptionBudget"), ...catalog.kinds(undefined, "toString")]).toEqual([]);
});

test("the same definition is the same type", () => {
  const [first, second] = [
    catalog.at(kindOf("apps/v1", "Deployment"), `${pod}.containers`.split(".")),
    catalog.at(kindOf("v1", "Pod"), ["spec", "containers"]),
  ];
  expect(first).toBe(second);
});

const crd = {
  kind: "CustomResourceDefinition",
  spec: {
    group: "example.org",
    names: { kind: "Gadget" },
    versions: [
      {
        name: "v1",
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: {
              metadata: { type: "object" },
              spec: {
                type: "object",
                required: ["size", "mode"],
                properties: {
                  size: { "x-kubernetes-int-or-string": true, anyOf: [{ type: "integer" }, { type: "string" }] },
                  mode: { type: "string", enum: ["a", "b"], default: "a" },
                  labels: { type: "object", additionalProperties: { type: "string" } },
                  raw: { type: "object", "x-kubernetes-preserve-unknown-fields": true, properties: { known: { type: "boolean" } } },
                  template: { type: "object", "x-kubernetes-embedded-resource": true, "x-kubernetes-preserve-unknown-fields": true },
                  empty: { type: "object" },
                  list: { type: "array", items: { type: "integer", format: "int32" } },
                },
              },
            },
          },
        },
      },
      { name: "v1alpha1" },
    ],
  },
};

const withGadget = catalog.withDefinitions([{ kind: "ConfigMap" }, crd, null]);

test.each([
  ["spec.size", "io.k8s.apimachinery.pkg.util.intstr.IntOrString"],
  ["spec.mode", "string a|b"],
  ["spec.labels.any", "string"],
  ["spec.raw.known", "boolean"],
  ["spec.raw.other.deeper", "open"],
  ["spec.template.metadata.labels.any", "string"],
  ["spec.template.spec", "open"],
  ["spec.empty.any", "undefined"],
  ["spec.list.[]", "integer int32"],
  ["metadata", "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"],
  ["metadata.labels", "object of string"],
])("Gadget .%s is %s", (path, expected) => {
  const [gadget] = withGadget.kinds("example.org/v1", "Gadget");
  expect(gadget && describeType(withGadget.at(gadget, path.split(".")))).toBe(expected);
});

test("a custom resource's versions, and one without a schema", () => {
  const versions = withGadget.kinds(undefined, "Gadget");
  expect(versions.map(({ name }) => name)).toEqual(["org.example.v1.Gadget", "org.example.v1alpha1.Gadget"]);
  expect(versions.map((version) => withGadget.at(version, ["spec", "any"]))).toEqual([undefined, "open"]);
  expect(versions[0] && typeProblems(versions[0], { spec: {} })).toEqual([{ path: ["spec", "size"], problem: "missing" }]);
});

test("a chart's own definition goes before a well-known one, and never before Kubernetes' own", () => {
  const builtIn: SchemaSet = { kinds: { v1: { Pod: "pod" } }, definitions: { pod: { type: "object" } } };
  const wellKnown: SchemaSet = {
    kinds: { "example.org/v1": { Gadget: "x" }, "example.org/v2": { Gadget: "y" } },
    definitions: { x: {}, y: {} },
  };
  const pods = { kind: "CustomResourceDefinition", spec: { group: "", names: { kind: "Pod" }, versions: [{ name: "v1" }] } };
  const layered = typeCatalogOf(builtIn, wellKnown).withDefinitions([crd, pods]);
  expect([...layered.kinds(undefined, "Gadget"), ...layered.kinds("v1", "Pod")].map(({ name }) => name)).toEqual([
    "y",
    "org.example.v1.Gadget",
    "org.example.v1alpha1.Gadget",
    "pod",
  ]);
});

function crdWith(schema: unknown): unknown {
  return { ...crd, spec: { ...crd.spec, versions: [{ name: "v1", schema: { openAPIV3Schema: schema } }] } };
}

test("a definition that could not be installed is refused", () => {
  let deep: unknown = { type: "string" };
  for (let level = 0; level < 200; level += 1) deep = { type: "array", items: deep };
  let wide: unknown = { type: "string" };
  for (let level = 0; level < 40; level += 1) wide = { type: "object", properties: { a: wide, b: wide } };
  const messageOf = (schema: unknown): string => {
    try {
      catalog.withDefinitions([crdWith(schema)]);
      return "accepted";
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  const subject = "read the schema of CustomResourceDefinition Gadget.example.org";
  expect([messageOf({ $ref: "#/x" }), messageOf(deep), messageOf(wide)]).toEqual([
    `${subject}: it uses $ref`,
    `${subject}: it is nested deeper than 100 levels`,
    `${subject}: it has more than 500000 places`,
  ]);
});
