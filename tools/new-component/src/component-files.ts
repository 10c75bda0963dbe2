import type { ChartPin } from "@helmwright/core";
import type { GeneratedValues } from "@helmwright/generate-values";

import type { ComponentNames } from "./component-names.ts";
import { optionsFile } from "./options-file.ts";
import { readmeFile } from "./readme-file.ts";
import { sandboxTestFile, testFile } from "./test-files.ts";
import type { UsualValue } from "./usual-values.ts";
import { valuesFile } from "./values-file.ts";

export interface ComponentDraft {
  readonly concern: string;
  readonly names: ComponentNames;
  readonly pin: ChartPin;
  readonly values: readonly UsualValue[];
  readonly generated: GeneratedValues;
}

/** The files of a component, by path in its folder. */
export function componentFiles(draft: ComponentDraft): Readonly<Record<string, string>> {
  const { kebab } = draft.names;
  return {
    "index.ts": indexFile(draft),
    "chart.ts": chartFile(draft),
    "options.ts": optionsFile(draft),
    "values.ts": valuesFile(draft),
    ...Object.fromEntries(Object.entries(draft.generated.files).map(([name, text]) => [`gen/${name}`, text])),
    [`${kebab}.test.ts`]: testFile(draft),
    [`${kebab}.sandbox.test.ts`]: sandboxTestFile(draft),
    "README.md": readmeFile(draft),
  };
}

function chartFile({ pin }: ComponentDraft): string {
  return `import type { ChartPin } from "@helmwright/sdk";

export const chart: ChartPin = ${JSON.stringify(pin)};
`;
}

function indexFile({ pin, names: { kebab, camel, pascal } }: ComponentDraft): string {
  return `import { component, defineComponent } from "@helmwright/sdk";
import type { Component, ComponentSpec, Lifecycle, Placement } from "@helmwright/sdk";

import { ${camel}ChartValues } from "./gen/values-schema.ts";
import type { ${pascal}ChartValues } from "./gen/values.ts";
import { chart } from "./chart.ts";
import { ${camel}Options } from "./options.ts";
import type { ${pascal}Options } from "./options.ts";
import { ${camel}Values } from "./values.ts";

export type { ${pascal}ChartValues } from "./gen/values.ts";
export type { ${pascal}Options } from "./options.ts";

const spec: ComponentSpec<${pascal}Options, ${pascal}ChartValues> = defineComponent<${pascal}Options, ${pascal}ChartValues>({
  name: "${kebab}",
  chart,
  namespace: { name: "${kebab}", podSecurity: "restricted" },
  options: ${camel}Options,
  chartValues: ${camel}ChartValues,
  values: ${camel}Values,
});

export interface ${pascal} extends Component, Lifecycle {}

/** Installs the chart ${pin.name}. */
export function ${camel}(options: ${pascal}Options = {}, placement?: Placement<${pascal}ChartValues>): ${pascal} {
  return component(spec, options, placement, () => ({}));
}
`;
}
