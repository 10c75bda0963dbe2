import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { packChartTree } from "@helmwright/charts";
import type { JsonObject } from "@helmwright/core";
import { valuesProblems } from "@helmwright/core";
import { createHelm, type Helm } from "@helmwright/helm";
import { resolveTools } from "@helmwright/sandbox";
import { afterAll, beforeAll, expect, test } from "vitest";

import { makeTree } from "../../test/make-tree.ts";
import { listOf, mapOf, oneOf, randomOf, scalar } from "../../test/random-values.ts";
import type { Generator } from "../../test/random-values.ts";
import { configMap } from "../../test/write-template.ts";
import { chartTypes } from "../chart-types.ts";
import { valuesSchema } from "../emit/to-values-schema.ts";
import { takesValue } from "../kubernetes/check-value.ts";
import { kubernetesTypes } from "../kubernetes/type-catalog.ts";

// Needs the real Helm binary, but no cluster: the API server's part is done by its OpenAPI.

const CASES = 60;

let helm: Helm;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "helmwright-values-"));
  helm = createHelm({ binary: (await resolveTools({ names: ["helm"] }))["helm"]?.path ?? "", homeDir: folder });
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Whether Helm renders these values, and the API server would take what it renders. */
async function works(archive: string, values: JsonObject): Promise<boolean> {
  try {
    const { manifests } = await helm.template("x", archive, { namespace: "default", values: { ...values } });
    return manifests.every(({ object }) => {
      const [type] = kubernetesTypes().kinds(object.apiVersion, object.kind);
      return type !== undefined && takesValue(type, object);
    });
  } catch {
    return false;
  }
}

const resources = mapOf({ limits: mapOf({ cpu: scalar, memory: scalar }), requests: mapOf({ cpu: scalar }), request: mapOf({}) }, 0.3);
// Each value that is given is rendered: of others, what Helm and the API take says nothing.
const toleration = mapOf(
  { key: scalar, operator: oneOf("Exists", "exists", 1), effect: oneOf("NoSchedule", scalar), tolerationSeconds: scalar },
  0.4,
);
const text = oneOf("x", "a b", "3", "true");
const variable = mapOf({ name: text, value: text }, 1);
const labels = mapOf({ a: oneOf(text, scalar), b: text }, 0.4);

const web = {
  files: {
    "values.yaml":
      "replicas: 1\nimage: {repository: web, tag: ''}\nresources: {}\ntolerations: []\nlabels: {}\nservice: {type: ClusterIP, port: 80}\npaused: false\n",
    "templates/_helpers.tpl": '{{ define "web.labels" }}app: {{ .Chart.Name }}\n{{ with .Values.labels }}{{ toYaml . }}{{ end }}{{ end }}',
    "templates/a.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {{- include "web.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  paused: {{ .Values.paused }}
  selector: {matchLabels: {app: web}}
  template:
    spec:
      {{- with .Values.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: web
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          resources: {{- toYaml .Values.resources | nindent 12 }}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: {{ .Values.service.type }}
  ports:
    - port: {{ .Values.service.port }}
      targetPort: {{ .Values.service.target | default "http" }}
`,
  },
  values: mapOf({
    replicas: oneOf(2, "3", scalar),
    paused: oneOf(true, "true", scalar),
    image: mapOf({ repository: scalar, tag: scalar }),
    resources,
    tolerations: listOf(toleration),
    labels,
    service: mapOf({ type: oneOf("ClusterIP", "NodePort", "clusterip", scalar), port: oneOf(80, "3", scalar), target: scalar }),
  }),
};

const job = {
  files: {
    "values.yaml": "jobs: {}\nenv: {}\nextra: []\nconfig: {level: info}\n",
    "templates/a.yaml": `{{- range $name, $job := .Values.jobs }}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: {{ $name }}}
spec:
  schedule: {{ $job.schedule | quote }}
  suspend: {{ $job.suspend | default false }}
  {{- if hasKey $job "limit" }}
  successfulJobsHistoryLimit: {{ $job.limit }}
  {{- end }}
  jobTemplate:
    spec:
      backoffLimit: {{ int ($job.retries | default 3) }}
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: job
              image: {{ required "an image" $job.image }}
              env:
                {{- range $key, $value := $.Values.env }}
                - name: {{ $key }}
                  value: {{ $value | quote }}
                {{- end }}
                {{- with $.Values.extra }}
                {{- toYaml . | nindent 16 }}
                {{- end }}
{{- end }}
---
${configMap("  config.yaml: |\n    {{- toYaml .Values.config | nindent 4 }}\n").replace("kind: ConfigMap", "kind: ConfigMap\nmetadata: {name: x}")}`,
  },
  values: mapOf(
    {
      jobs: (random) => ({
        one: {
          image: oneOf("x", "y", "z", scalar)(random),
          ...Object(
            mapOf(
              { schedule: scalar, suspend: oneOf(true, "true", scalar), limit: oneOf(1, "3", scalar), retries: oneOf(1, 2, "3", null) },
              0.3,
            )(random),
          ),
        },
      }),
      env: mapOf({ A: scalar, B: scalar }),
      extra: listOf(oneOf(variable, variable, mapOf({ name: text, value: scalar, valu: scalar }))),
      config: mapOf({ level: scalar, more: mapOf({ a: listOf(scalar) }) }),
    },
    1,
  ),
};

const parent = {
  files: {
    "Chart.yaml":
      "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{name: db, version: 1.x, alias: store, condition: store.on}]\n",
    "values.yaml": "global: {name: x}\nstore: {on: true, budget: 1}\n",
    "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
    "charts/db/values.yaml": "on: true\nbudget: 2\npod: {}\n",
    "charts/db/templates/a.yaml": `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: {{ .Values.global.name }}}
spec:
  maxUnavailable: {{ .Values.budget }}
---
apiVersion: v1
kind: Pod
metadata: {name: x}
spec:
  hostNetwork: {{ ternary true false (eq .Values.mode "host") }}
  {{- with .Values.pod.securityContext }}
  securityContext: {{- toYaml (merge (dict "runAsUser" 1) .) | nindent 4 }}
  {{- end }}
  containers:
    - name: x
      {{- if kindIs "string" .Values.pod.image }}
      image: {{ .Values.pod.image }}
      {{- else }}
      image: {{ printf "%s:%s" .Values.pod.image.name (toString .Values.pod.image.tag) }}
      {{- end }}
`,
  },
  values: mapOf(
    {
      global: mapOf({ name: oneOf("y", scalar) }),
      store: mapOf(
        {
          on: oneOf(true),
          budget: oneOf(2, "50%", scalar),
          mode: oneOf("host", "x"),
          pod: mapOf(
            {
              image: oneOf("x", mapOf({ name: text, tag: scalar }, 0.9)),
              securityContext: mapOf({ fsGroup: oneOf(1, scalar), runAsNonRoot: oneOf(true, scalar), fsgroup: scalar }, 0.3),
            },
            0.9,
          ),
        },
        0.9,
      ),
    },
    0.9,
  ),
};

test.each<[string, { readonly files: Readonly<Record<string, string>>; readonly values: Generator }]>([
  ["web", web],
  ["job", job],
  ["parent", parent],
])("what Helm renders and the API takes passes the schema: %s", async (name, { files, values }) => {
  const tree = makeTree(files);
  const schema = valuesSchema(chartTypes(tree));
  const archive = join(folder, `${name}.tgz`);
  await writeFile(archive, await packChartTree(tree));
  let worked = 0;
  const refused: unknown[] = [];
  for (let seed = 1; seed <= CASES; seed += 1) {
    const given = values(randomOf(seed)) as JsonObject;
    if (!(await works(archive, given))) continue;
    worked += 1;
    const problems = valuesProblems(schema, given);
    if (problems.length > 0) refused.push({ seed, given: JSON.stringify(given), problems: problems.map(({ message }) => message) });
  }
  expect(refused).toEqual([]);
  expect(worked).toBeGreaterThan(CASES / 10);
  process.stdout.write(`${name}: ${worked} of ${CASES} values work\n`);
});
