import type {
  DeploymentSpec,
  JSONSchemaProps,
  ProbeValues,
  ResourceRequirements,
  ResourceRequirementsValues,
  Toleration,
} from "@helmwright/sdk/kubernetes";
import { expect, test } from "vitest";

test("the compiler finds the mistake", () => {
  const resources: ResourceRequirements = { limits: { cpu: 1, memory: "1Gi" } };
  // @ts-expect-error -- limits
  const misspelt: ResourceRequirements = { limit: {} };
  // @ts-expect-error -- one of the API's operators
  const operator: Toleration = { operator: "exists" };
  // @ts-expect-error -- a number
  const replicas: DeploymentSpec["replicas"] = "2";
  const recursive: JSONSchemaProps = { properties: { a: { properties: { b: { type: "string" } } } } };
  expect([resources, misspelt, operator, replicas, recursive]).toHaveLength(5);
});

test("values are parts of objects, and null removes a default", () => {
  const probe: ProbeValues = { httpGet: { path: "/ready" }, exec: null };
  // @ts-expect-error -- an object needs a port
  const object: DeploymentSpec["template"] = { spec: { containers: [{ name: "a", livenessProbe: { httpGet: { path: "/ready" } } }] } };
  const resources: ResourceRequirementsValues = { limits: { cpu: null }, claims: [{ name: "gpu" }] };
  // @ts-expect-error -- elements of lists are whole
  const claims: ResourceRequirementsValues = { claims: [{ request: "x" }] };
  // @ts-expect-error -- limits
  const misspelt: ResourceRequirementsValues = { limit: null };
  expect([probe, object, resources, claims, misspelt]).toHaveLength(5);
});
