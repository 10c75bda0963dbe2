import { expect, test } from "vitest";

import { configMap, container, deployment, pod, replicas, typesOf } from "../../test/write-template.ts";
import type { SmallChart } from "../../test/write-template.ts";

const CLOSED = "object / closed";
const INTEGER = "integer / also string";
const PRINTED = "string / also integer number boolean";
const MAP = "object / open: a map by its type";
const QUANTITY = "string number / also integer / Quantity";

type Case = [string, string, Readonly<Record<string, string>>, SmallChart?];

test.each<Case>([
  ["an integer", replicas("{{ .Values.a }}"), { a: INTEGER }],
  ["an integer, quoted", replicas("{{ .Values.a | quote }}"), { a: PRINTED }],
  ["a boolean", container("          tty: {{ .Values.a }}"), { a: "boolean / also string" }],
  [
    "an image",
    container("          image: {{ .Values.a.repository }}:{{ .Values.a.tag }}"),
    { a: CLOSED, "a.repository": PRINTED, "a.tag": PRINTED },
  ],
  [
    "arguments",
    container("          args:\n            - --x={{ .Values.a }}\n            - {{ .Values.b }}"),
    { a: PRINTED, b: "string" },
  ],
  ["a quantity", container("          resources:\n            limits:\n              cpu: {{ .Values.a }}"), { a: QUANTITY }],
  [
    "a service's ports",
    "apiVersion: v1\nkind: Service\nspec:\n  ports:\n    - port: {{ .Values.a }}\n      targetPort: {{ .Values.b }}\n",
    { a: INTEGER, b: "integer string / IntOrString" },
  ],
  [
    "a number or a share",
    "apiVersion: policy/v1\nkind: PodDisruptionBudget\nspec:\n  minAvailable: {{ .Values.a }}\n",
    { a: "integer string / IntOrString" },
  ],
  [
    "the environment",
    container(
      "          env:\n            - name: x\n              value: {{ .Values.a }}\n            - name: y\n              value: {{ .Values.b | quote }}",
    ),
    { a: "string", b: PRINTED },
  ],
  [
    "a secret",
    "apiVersion: v1\nkind: Secret\ndata:\n  a: {{ .Values.a | b64enc }}\nstringData:\n  b: {{ .Values.b }}\n",
    { a: "string", b: "string" },
  ],
  ["a label", deployment("  labels:\n    app: {{ .Values.a }}"), { a: "string" }],
  ["a number where the default is text", replicas("{{ .Values.a }}"), { a: "string / also integer" }, { values: 'a: "1"' }],
  [
    "text where the default is a number",
    configMap("  x: {{ .Values.a | quote }}"),
    { a: "integer / also string number boolean" },
    { values: "a: 1" },
  ],
])("scalars: %s", (_, template, expected, chart) => {
  expect(typesOf(template, chart)).toEqual(expected);
});

test.each<Case>([
  [
    "resources with nindent",
    container("          resources: {{- toYaml .Values.a | nindent 12 }}"),
    { a: "object / ResourceRequirements / closed" },
    { values: "a: {}" },
  ],
  [
    "resources with indent",
    container("          resources:\n{{ toYaml .Values.a | indent 12 }}"),
    { a: "object / ResourceRequirements / closed" },
  ],
  ["resources as JSON", container("          resources: {{ toJson .Values.a }}"), { a: "object / ResourceRequirements / closed" }],
  [
    "resources in with",
    container("          {{- with .Values.a }}\n          resources:\n            {{- toYaml . | nindent 12 }}\n          {{- end }}"),
    { a: "object / ResourceRequirements / closed" },
  ],
  [
    "resources by the name of a container",
    container("          resources: {{- toYaml .Values.resources.web | nindent 12 }}"),
    { resources: CLOSED, "resources.web": "object / ResourceRequirements / closed" },
  ],
  [
    "limits",
    container("          resources:\n            limits: {{ toJson .Values.a }}"),
    { a: MAP, "a.cpu": QUANTITY, "a.memory": QUANTITY, "a.ephemeral-storage": QUANTITY, "a.*": QUANTITY },
  ],
  ["tolerations", pod("      tolerations: {{ toYaml .Values.a | nindent 8 }}"), { a: "array", "a[]": "object / Toleration / closed" }],
  ["affinity that is a template", pod("      affinity: {{- tpl (toYaml .Values.a) . | nindent 8 }}"), { a: "object / Affinity / closed" }],
  [
    "security contexts",
    pod(
      "      securityContext: {{- toYaml .Values.a | nindent 8 }}\n      containers:\n        - securityContext: {{- toYaml .Values.b | nindent 12 }}",
    ),
    { a: "object / PodSecurityContext / closed", b: "object / SecurityContext / closed" },
  ],
  [
    "a type with a switch",
    pod('      securityContext: {{- omit .Values.a "enabled" | toYaml | nindent 8 }}\n      hostPID: {{ .Values.a.enabled }}'),
    { a: "object / PodSecurityContext / closed", "a.enabled": "boolean / also string" },
  ],
  [
    "a probe with a switch",
    container(
      '          {{- if .Values.p.enabled }}\n          livenessProbe: {{- toYaml (omit .Values.p "enabled") | nindent 12 }}\n          {{- end }}',
    ),
    { p: "object / Probe / closed", "p.enabled": "boolean" },
    { values: "p: {enabled: true, httpGet: {path: /, port: http}}" },
  ],
  [
    "environment as a list",
    container("          env:\n            {{- toYaml .Values.a | nindent 12 }}\n            - name: b\n              value: c"),
    { a: "array", "a[]": "object / EnvVar / closed" },
  ],
  [
    "environment as a map",
    container(
      "          env:\n            {{- range $k, $v := .Values.a }}\n            - name: {{ $k }}\n              value: {{ $v | quote }}\n            {{- end }}",
    ),
    { a: "object / also array / open: is gone through", "a.*": "string number boolean / also integer" },
    { values: "a: {}" },
  ],
  [
    "more containers",
    container("        {{- with .Values.a }}\n        {{- toYaml . | nindent 8 }}\n        {{- end }}"),
    { a: "array", "a[]": "object / Container / closed" },
  ],
  ["labels", deployment("  labels:\n    {{- toYaml .Values.a | nindent 4 }}"), { a: MAP, "a.*": "string" }, { values: "a: {}" }],
  [
    "labels one by one",
    deployment("  labels:\n    {{- range $k, $v := .Values.a }}\n    {{ $k }}: {{ $v | quote }}\n    {{- end }}"),
    { a: "object / also array / open: is gone through", "a.*": "string number boolean / also integer" },
    { values: "a: {}" },
  ],
  [
    "labels by include",
    deployment('  labels: {{- include "labels" . | nindent 4 }}'),
    { a: MAP, "a.*": "string" },
    { files: { "templates/_helpers.tpl": '{{ define "labels" }}app: x\n{{ with .Values.a }}{{ toYaml . }}{{ end }}{{ end }}' } },
  ],
  [
    "ports",
    "apiVersion: v1\nkind: Service\nspec:\n  ports: {{ toYaml .Values.a | nindent 4 }}\n",
    { a: "array", "a[]": "object / ServicePort / closed" },
  ],
  ["data of a ConfigMap", configMap("  {{- toYaml .Values.a | nindent 2 }}"), { a: MAP, "a.*": "string" }],
  ["whole objects", "{{ range .Values.a }}\n---\n{{ toYaml . }}\n{{ end }}", { a: "array / also object" }, { values: "a: []" }],
])("structures: %s", (_, template, expected, chart) => {
  expect(typesOf(template, chart)).toEqual(expected);
});

const knight = {
  type: "object",
  properties: {
    spec: {
      type: "object",
      properties: {
        seat: { type: "integer" },
        sword: { type: "object", properties: { name: { type: "string", enum: ["clarent", "excalibur"] } } },
      },
    },
  },
};
const crd = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "knights.table.example" },
  spec: {
    group: "table.example",
    scope: "Namespaced",
    names: { kind: "Knight", plural: "knights" },
    versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema: knight } }],
  },
};
const crds = { files: { "crds/knight.yaml": JSON.stringify(crd) } };
const custom = (lines: string): string => `apiVersion: table.example/v1\nkind: Knight\n${lines}\n`;

test.each<Case>([
  [
    "fields",
    custom("spec:\n  seat: {{ .Values.a }}\n  sword: {{ toYaml .Values.b | nindent 4 }}"),
    { a: INTEGER, b: CLOSED, "b.name": "string / one of clarent|excalibur" },
    crds,
  ],
  [
    "whole",
    custom("spec: {{ toYaml .Values.a | nindent 2 }}"),
    { a: CLOSED, "a.seat": "integer", "a.sword": CLOSED, "a.sword.name": "string / one of clarent|excalibur" },
    crds,
  ],
  [
    "not defined",
    custom(
      "metadata:\n  labels: {{ toYaml .Values.c | nindent 4 }}\nspec:\n  seat: {{ .Values.a }}\n  sword: {{ toYaml .Values.b | nindent 4 }}",
    ),
    { a: PRINTED, b: "anything", c: MAP, "c.*": "string" },
  ],
])("custom resources: %s", (_, template, expected, chart) => {
  expect(typesOf(template, chart)).toEqual(expected);
});

test.each<Case>([
  [
    "a kind of values",
    "apiVersion: apps/v1\nkind: {{ .Values.kind }}\nspec:\n  replicas: {{ .Values.a }}\n",
    { kind: "string", a: INTEGER },
    { values: "kind: StatefulSet" },
  ],
  [
    "one kind or another",
    "apiVersion: apps/v1\nkind: {{ if .Values.s }}StatefulSet{{ else }}Deployment{{ end }}\nspec:\n  replicas: {{ .Values.a }}\n",
    { s: "anything", a: INTEGER },
  ],
  [
    "a version by capability",
    '{{ if .Capabilities.APIVersions.Has "policy/v1" }}\napiVersion: policy/v1\n{{ else }}\napiVersion: policy/v1beta1\n{{ end }}\nkind: PodDisruptionBudget\nspec:\n  maxUnavailable: {{ .Values.a }}\n',
    { a: "integer string / IntOrString" },
  ],
  [
    "a list of objects",
    "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: apps/v1\n    kind: Deployment\n    spec:\n      replicas: {{ .Values.a }}\n",
    { a: INTEGER },
  ],
  [
    "several documents",
    "apiVersion: v1\nkind: Service\nspec:\n  clusterIP: {{ .Values.b }}\n---\napiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: {{ .Values.a }}\n",
    { a: INTEGER, b: "string" },
  ],
])("objects: %s", (_, template, expected, chart) => {
  expect(typesOf(template, chart)).toEqual(expected);
});

test("a key that is one of two", () => {
  const template =
    "apiVersion: policy/v1\nkind: PodDisruptionBudget\nspec:\n  {{ if .Values.max }}maxUnavailable{{ else }}minAvailable{{ end }}: {{ .Values.a }}\n";
  expect(typesOf(template)).toEqual({ a: "integer string / IntOrString", max: "anything" });
});
