import type { ComponentDraft } from "./component-files.ts";

export function chartValuesFile({ names: { camel, pascal }, values }: ComponentDraft): string {
  const schemas = values.flatMap(({ imports }) => imports.schemas);
  const types = [...values.flatMap(({ imports }) => imports.types), "Shape"];
  return `${schemas.length === 0 ? "" : `import { ${schemas.join(", ")} } from "@helmwright/sdk";\n`}import type { ${types.join(", ")} } from "@helmwright/sdk";
import { z } from "zod";

/** The values of the chart that this package or its users set. */
export interface ${pascal}ChartValues {
${values.map(({ key, type }) => `  readonly ${key}?: ${type} | undefined;`).join("\n")}
}

export const ${camel}ChartValues: Shape<${pascal}ChartValues> = {
${values.map(({ key, schema }) => `  ${key}: ${schema},`).join("\n")}
};
`;
}

const lines = {
  replicas: 'options.replicas ?? (context.profile === "ha" ? 2 : 1)',
  resources: 'options.resources ?? { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } }',
};

export function valuesFile({ names: { camel, pascal }, values }: ComponentDraft): string {
  const decided = values.flatMap(({ key, option }) => (option === undefined ? [] : [{ key, option }]));
  const uses = (option: "replicas" | "resources"): boolean => decided.some((one) => one.option === option);
  const parameters = [...(decided.length > 0 ? [`options: ${pascal}Options`] : []), ...(uses("replicas") ? ["context: Context"] : [])];
  return `${uses("replicas") ? 'import type { Context } from "@helmwright/sdk";\n\n' : ""}import type { ${pascal}ChartValues } from "./chart-values.ts";
${decided.length > 0 ? `import type { ${pascal}Options } from "./options.ts";\n` : ""}
export function ${camel}Values(${parameters.join(", ")}): ${pascal}ChartValues {
  return { ${decided.map(({ key, option }) => `${key}: ${lines[option]}`).join(", ")} };
}
`;
}
