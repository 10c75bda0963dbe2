import type { ComponentDraft } from "./component-files.ts";

const lines = {
  replicas: 'options.replicas ?? (context.profile === "ha" ? 2 : 1)',
  resources: 'options.resources ?? { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } }',
};

export function valuesFile({ names: { camel, pascal }, values }: ComponentDraft): string {
  const uses = (option: "replicas" | "resources"): boolean => values.some((one) => one.option === option);
  const parameters = [...(values.length > 0 ? [`options: ${pascal}Options`] : []), ...(uses("replicas") ? ["context: Context"] : [])];
  return `${uses("replicas") ? 'import type { Context } from "@helmwright/sdk";\n\n' : ""}import type { ${pascal}ChartValues } from "./gen/values.ts";
${values.length > 0 ? `import type { ${pascal}Options } from "./options.ts";\n` : ""}
export function ${camel}Values(${parameters.join(", ")}): ${pascal}ChartValues {
  return { ${values.map(({ key, option }) => `${key}: ${lines[option]}`).join(", ")} };
}
`;
}
