import type { JsonType } from "../value-type.ts";
import type { SchemaNode, SchemaSet } from "./schema-node.ts";

const CORE = "io.k8s.api.core.v1";
const INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";

/** What operators embed in their custom resources, written out in their schemas; larger types first. */
const EMBEDDED: readonly string[] = [
  `${CORE}.PodTemplateSpec`,
  `${CORE}.PodSpec`,
  `${CORE}.Container`,
  `${CORE}.Volume`,
  `${CORE}.PersistentVolumeClaimSpec`,
  `${CORE}.ServiceSpec`,
  `${CORE}.Affinity`,
  `${CORE}.NodeAffinity`,
  `${CORE}.PodAffinity`,
  `${CORE}.PodAntiAffinity`,
  `${CORE}.PodAffinityTerm`,
  `${CORE}.TopologySpreadConstraint`,
  `${CORE}.Toleration`,
  `${CORE}.PodSecurityContext`,
  `${CORE}.SecurityContext`,
  `${CORE}.Probe`,
  `${CORE}.Lifecycle`,
  `${CORE}.EnvVar`,
  `${CORE}.EnvVarSource`,
  `${CORE}.EnvFromSource`,
  `${CORE}.VolumeMount`,
  `${CORE}.HostAlias`,
  `${CORE}.PodDNSConfig`,
  `${CORE}.ResourceRequirements`,
  "io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector",
];

type Definitions = SchemaSet["definitions"];

const typesOf = ({ type }: SchemaNode): readonly JsonType[] => (typeof type === "string" ? [type] : (type ?? []));
const sameTypes = (a: SchemaNode, b: SchemaNode): boolean => typesOf(a).toSorted().join() === typesOf(b).toSorted().join();

function resolveRef(node: SchemaNode, definitions: Definitions): SchemaNode {
  return node.$ref === undefined ? node : (definitions[node.$ref] ?? {});
}

/** Whether a definition takes all that a node takes: every field, with types of the same kind. */
function fits(node: SchemaNode, definition: SchemaNode, definitions: Definitions): boolean {
  if (node.$ref !== undefined && node.$ref === definition.$ref) return true;
  const [from, to] = [resolveRef(node, definitions), resolveRef(definition, definitions)];
  if (to.open === true && to.properties === undefined) return true;
  if (from.open === true) return false;
  if (from.format === "int-or-string") return to.format === "int-or-string" || to.format === "quantity";
  if (!sameTypes(from, to)) return false;
  const within = (part: SchemaNode | undefined, whole: SchemaNode | undefined): boolean =>
    part === undefined || (whole !== undefined && fits(part, whole, definitions));
  return (
    within(from.items, to.items) &&
    within(from.additionalProperties, to.additionalProperties) &&
    Object.entries(from.properties ?? {}).every(
      ([key, part]) => Object.hasOwn(to.properties ?? {}, key) && within(part, to.properties?.[key]),
    )
  );
}

/** The embedded type that a node is: all its fields are the type's, and at least half of the type's are there. */
function knownShape(node: SchemaNode, definitions: Definitions): string | undefined {
  const keys = Object.keys(node.properties ?? {});
  if (keys.length < 2 || node.open === true) return undefined;
  return EMBEDDED.find((name) => {
    const definition = definitions[name];
    const fields = definition?.properties ?? {};
    const isSubset = keys.length * 2 >= Object.keys(fields).length && keys.every((key) => Object.hasOwn(fields, key));
    return isSubset && definition !== undefined && fits(node, definition, definitions);
  });
}

function nameIn(node: SchemaNode, definitions: Definitions): SchemaNode {
  if (node.$ref !== undefined) return node;
  if (node.format === "int-or-string" && INT_OR_STRING in definitions) return { $ref: INT_OR_STRING };
  const known = knownShape(node, definitions);
  if (known !== undefined) return { $ref: known };
  const { properties, items, additionalProperties } = node;
  return {
    ...node,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, part]) => [key, nameIn(part, definitions)])),
    }),
    ...(items && { items: nameIn(items, definitions) }),
    ...(additionalProperties && { additionalProperties: nameIn(additionalProperties, definitions) }),
  };
}

/**
 * Custom resources with references to Kubernetes' definitions in place of the copies that operators generate into their
 * schemas. A copy of an older Kubernetes version then takes the newer one's fields too.
 */
export function nameKnownShapes({ kinds, definitions }: SchemaSet, builtIn: Definitions): SchemaSet {
  const named = Object.entries(definitions).map(([name, node]) => [name, nameIn(node, builtIn)] as const);
  return { kinds, definitions: Object.fromEntries(named) };
}
