import { expect, test } from "vitest";
import { makeTree } from "../../test/make-tree.ts";
import { documentedValues } from "./documented-values.ts";
import { openChart } from "./open-chart.ts";

function documented(files: Readonly<Record<string, string>>): unknown {
  const values = { "values.yaml": "image: {tag: x}\nreplicas: 1\n# extra: []\n" };
  return documentedValues(openChart(makeTree({ ...values, ...files })));
}

test.each([
  ["ci/ha-values.yaml", "a: 1\n"],
  ["ci/nested/other.yml", "replicas: 2\n"],
  ["examples/deep/down/x.yaml", "---\nreplicas: 2\nextra: [1]\n"],
  ["values-ha.yaml", "replicas: 2\n"],
  ["values.openshift.yaml", "replicas: 2\n"],
  ["openshift-values.yaml", "# text\n---\nreplicas: 2\n"],
])("%s is values", (path, text) => {
  expect(documented({ [path]: text })).toMatchObject([{ origin: path }]);
});

test.each([
  ["ci/manifest-values.yaml", "apiVersion: v1\nkind: Secret\nreplicas: 1\n"],
  ["ci/config.yaml", "rules: []\n"],
  ["examples/two.yaml", "replicas: 1\n---\nreplicas: 2\n"],
  ["other/replicas.yaml", "replicas: 1\n"],
  ["ci/broken-values.yaml", "a: [\n"],
  ["ci/list-values.yaml", "- a\n"],
  ["ci/default-values.yaml", "# nothing\n"],
  ["tests/x-values.yaml", "replicas: 1\n"],
  ["values-of-something.yaml", "a: 1\nreplicas: 1\n"],
])("%s is no values file of the chart", (path, text) => {
  expect(documented({ [path]: text })).toStrictEqual([]);
});

test("YAML blocks of the README that are values", () => {
  const readme = `# Web

- In a list:

  \`\`\`yaml
  replicas: 2
  image:
    tag: z
  \`\`\`

~~~~yml
extra:
  - |
    \`\`\`yaml
~~~~

\`\`\`yaml
apiVersion: v1
kind: Pod
\`\`\`

\`\`\`yaml
other: 1
\`\`\`

\`\`\`sh
replicas: 3
\`\`\`

\`\`\`yaml
replicas: 4
`;
  expect(documented({ "README.md": readme })).toStrictEqual([
    { origin: "README.md:6", values: { replicas: 2, image: { tag: "z" } } },
    { origin: "README.md:12", values: { extra: ["```yaml\n"] } },
  ]);
});
