import { expect, test } from "vitest";
import { readSwagger, type Swagger } from "./swagger-set.ts";

const gvk = (group: string, version: string, kind: string): { group: string; version: string; kind: string } => ({ group, version, kind });

const swagger: Swagger = {
  definitions: {
    "io.k8s.api.apps.v1.Thing": {
      type: "object",
      required: ["mode"],
      properties: {
        mode: { type: "string" },
        policy: { type: "string" },
        kinds: { type: "array", items: { type: "string" } },
        size: { $ref: "#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity" },
        count: { format: "int32" },
        data: { type: "object", additionalProperties: { type: "string", format: "byte" } },
        ratio: { type: "number", format: "double" },
      },
      "x-kubernetes-group-version-kind": [gvk("apps", "v1", "Thing")],
    },
    "io.k8s.apimachinery.pkg.api.resource.Quantity": { type: "string" },
    "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions": {
      type: "object",
      "x-kubernetes-group-version-kind": [gvk("", "v1", "DeleteOptions"), gvk("apps", "v1", "DeleteOptions")],
    },
  },
};
const fields = new Map([
  ["mode", ["A"]],
  ["policy", ["A", "B"]],
  ["kinds", ["X"]],
]);

test("definitions without prose, with enumerations and what decodes itself", () => {
  const { kinds, definitions } = readSwagger(swagger, new Map([["apps_v1_Thing", fields]]));
  expect(kinds).toEqual({ v1: { List: "io.k8s.api.core.v1.List" }, "apps/v1": { Thing: "io.k8s.api.apps.v1.Thing" } });
  expect(definitions["io.k8s.apimachinery.pkg.api.resource.Quantity"]).toEqual({ type: ["string", "number"], format: "quantity" });
  expect(definitions["io.k8s.api.apps.v1.Thing"]).toEqual({
    type: "object",
    required: ["mode"],
    properties: {
      mode: { type: "string", enum: ["A"] },
      policy: { type: "string", enum: ["A", "B", ""] },
      kinds: { type: "array", items: { type: "string", enum: ["X"] } },
      size: { $ref: "io.k8s.apimachinery.pkg.api.resource.Quantity" },
      count: { type: "integer", format: "int32" },
      data: { type: "object", additionalProperties: { type: "string", format: "byte" } },
      ratio: { type: "number" },
    },
  });
});
