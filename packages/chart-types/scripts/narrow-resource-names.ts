import type { SchemaNode, SchemaSet } from "../src/kubernetes/schema-node.ts";

const REQUIREMENTS = "io.k8s.api.core.v1.ResourceRequirements";
const QUANTITY: SchemaNode = { $ref: "io.k8s.apimachinery.pkg.api.resource.Quantity" };

/** A container's resources by name: the standard ones, and names with a domain. Kubernetes says so in its validation, not in OpenAPI. */
const byName: SchemaNode = {
  type: "object",
  properties: { cpu: QUANTITY, memory: QUANTITY, "ephemeral-storage": QUANTITY },
  additionalProperties: QUANTITY,
  keys: ["hugepages-*", "*/*"],
};

/** `IsStandardContainerResourceName` in k8s.io/kubernetes pkg/apis/core/helper. */
export function narrowResourceNames(set: SchemaSet): SchemaSet {
  const requirements = set.definitions[REQUIREMENTS];
  if (!requirements) return set;
  const narrowed = { ...requirements, properties: { ...requirements.properties, limits: byName, requests: byName } };
  return { ...set, definitions: { ...set.definitions, [REQUIREMENTS]: narrowed } };
}
