import type { ComponentDraft } from "./component-files.ts";

const options = {
  replicas: {
    field: `  /** Pods. Default: 2 in \`ha\`, 1 in \`single-node\`. */
  readonly replicas?: number | undefined;`,
    schema: "  replicas: z.int().min(1).optional(),",
  },
  resources: {
    field: `  /** Of each pod. Default: requests of 50m CPU and 64Mi memory, a limit of 256Mi memory. */
  readonly resources?: ResourceRequirements | undefined;`,
    schema: "  resources: resourcesSchema.optional(),",
  },
};

export function optionsFile({ names: { camel, pascal }, values }: ComponentDraft): string {
  const wanted = values.map(({ option }) => option);
  if (wanted.length === 0) {
    return `import type { Shape } from "@helmwright/sdk";

export type ${pascal}Options = Readonly<Record<never, never>>;

export const ${camel}Options: Shape<${pascal}Options> = {};
`;
  }
  const withResources = wanted.includes("resources");
  return `${withResources ? 'import { resourcesSchema } from "@helmwright/sdk";\n' : ""}import type { ${withResources ? "ResourceRequirements, " : ""}Shape } from "@helmwright/sdk";
import { z } from "zod";

export interface ${pascal}Options {
${wanted.map((option) => options[option].field).join("\n")}
}

export const ${camel}Options: Shape<${pascal}Options> = {
${wanted.map((option) => options[option].schema).join("\n")}
};
`;
}
