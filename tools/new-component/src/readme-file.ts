import type { ComponentDraft } from "./component-files.ts";

const rows = {
  replicas: "| `replicas` | 2 in `ha`, 1 in `single-node` | pods |",
  resources: "| `resources` | see the types | requests and limits of each pod |",
};

export function readmeFile({ concern, names: { camel }, pin, values }: ComponentDraft): string {
  const options = values.map(({ option }) => rows[option]);
  return `# ${camel}

Installs the chart ${pin.name}.

\`\`\`ts
import { ${camel} } from "@helmwright/${concern}";

const subject = ${camel}();
\`\`\`

${options.length === 0 ? "There are no options." : `| option | default | meaning |\n| --- | --- | --- |\n${options.join("\n")}`}

## In production

- The namespace is \`restricted\`: a pod that wants more is refused by the API server.
`;
}
