import { expect, test } from "vitest";
import { customResources } from "./custom-resources.ts";
import { findCrds } from "./mirror-crds.ts";

const template = (version: string, field: string): string => `
{{- if .Values.crds.enabled }}
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: certificates.cert-manager.io
  labels:
    {{- include "labels" . | nindent 4 }}
    release: {{ .Release.Name }}
spec:
  group: cert-manager.io
  names: { kind: Certificate }
  versions:
    - name: ${version}
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: { type: object, properties: { ${field} } }
            status: { type: object, properties: { ready: { type: boolean } } }
{{- end }}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec: { group: example.org, names: { kind: Unknown } }
---
kind: ConfigMap
`;

test("well-known definitions, also in templates, united over charts, equal versions shared", () => {
  const crds = [
    ...findCrds("a", template("v1", "x: { type: string }")),
    ...findCrds("b", template("v1", "z: { type: integer }")),
    ...findCrds("b", template("v1beta1", "x: { type: string }, z: { type: integer }")),
    ...findCrds("c", "kind: CustomResourceDefinition\nspec: {{ toYaml . }}"),
  ];
  expect(crds.map(({ source }) => source)).toEqual(["a", "b", "b"]);
  expect(customResources(crds, {})).toEqual({
    kinds: {
      "cert-manager.io/v1": { Certificate: "io.cert-manager.v1.Certificate" },
      "cert-manager.io/v1beta1": { Certificate: "io.cert-manager.v1.Certificate" },
    },
    definitions: {
      "io.cert-manager.v1.Certificate": {
        type: "object",
        properties: {
          apiVersion: { type: "string" },
          kind: { type: "string" },
          metadata: { $ref: "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta" },
          spec: { type: "object", properties: { x: { type: "string" }, z: { type: "integer" } } },
          status: { type: "object", open: true },
        },
      },
    },
  });
});
