import { mergeValues } from "@helmwright/core";
import { parseKubernetesYaml } from "@helmwright/helm";

import type { BenchedChart } from "./benched-chart.ts";
import type { Render, Rendering } from "./renderer.ts";
import { isTable, valueAt, withValue } from "./value-paths.ts";
import type { ValuePath, Values } from "./value-paths.ts";

/** Values that one chart needs before it renders anything, or Helm's complaint about the last that were tried. */
export type Base = { readonly values: Values } | { readonly values: undefined; readonly message: string };

type Asked = Pick<BenchedChart, "folder" | "tree" | "merged" | "documented">;

const MOST_STEPS = 12;
const MOST_TRIES = 40;
const PLAIN: readonly unknown[] = ["bench", true, { bench: "bench" }, ["bench"]];

/** The least that makes a chart render: nothing, what its authors show, or what Helm's complaints ask for one after the other. */
export async function findBase(chart: Asked, render: Render): Promise<Base> {
  const first = await render(chart.folder, {});
  if (first.ok) return { values: {} };
  for (const { values } of chart.documented) if ((await render(chart.folder, values)).ok) return { values };
  let values: Values = {};
  let { message } = first;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const better = await nextStep(chart, { values, message }, render);
    if (better === undefined) break;
    if (better.rendering.ok) return { values: better.values };
    ({ values } = better);
    ({ message } = better.rendering);
  }
  return { values: undefined, message };
}

interface Step {
  readonly values: Values;
  readonly rendering: Rendering;
}

/** Values that Helm says something else to. */
async function nextStep(
  chart: Asked,
  { values, message }: { readonly values: Values; readonly message: string },
  render: Render,
): Promise<Step | undefined> {
  const paths = pathsIn(message, chart);
  const words = (/(?:one of|either|be)\b(.*)/su.exec(message)?.[1] ?? "").match(/[\w-]+/gu) ?? [];
  const together = paths.reduce<Values>((all, path) => withValue(all, path, "bench"), values);
  const single = paths.flatMap((path) => [...PLAIN, ...words.slice(0, 6)].map((value) => withValue(values, path, value)));
  for (const tried of [mergeValues(values, yamlIn(message)), together, ...single].slice(0, MOST_TRIES)) {
    const rendering = await render(chart.folder, tried);
    if (rendering.ok || rendering.message !== message) return { values: tried, rendering };
  }
  return undefined;
}

/** Paths of values that a complaint names, or that stand in the line of the template it comes from. */
function pathsIn(message: string, { tree, merged }: Asked): readonly ValuePath[] {
  const line = [...message.matchAll(/\((?<file>[^():\s]+):(?<line>\d+):\d+\)/gu)].map(({ groups }) => {
    const file = (groups?.["file"] ?? "").split("/").slice(1).join("/");
    return tree.files.get(file)?.toString("utf8").split("\n")[Number(groups?.["line"]) - 1] ?? "";
  });
  const missing = [...message.matchAll(/at '(?<at>[^']*)': missing propert(?:y|ies) (?<names>.*)/gu)].flatMap(({ groups }) =>
    [...(groups?.["names"] ?? "").matchAll(/'([^']+)'/gu)].map(([, name]) => `${groups?.["at"] ?? ""}/${name ?? ""}`.slice(1).split("/")),
  );
  const read = [...[message, ...line].join("\n").matchAll(/\.Values((?:\.\w+)+)/gu)].map(([, path]) => (path ?? "").slice(1).split("."));
  const named = (message.match(/\w+(?:\.\w+)*/gu) ?? []).map((path) => path.split(".")).filter(([top]) => Object.hasOwn(merged, top ?? ""));
  const known = new Map([...missing, ...read, ...named].map((path) => [path.join("."), path]));
  return [...known.values()].filter((path) => !isTable(valueAt(merged, path)) || Object.keys(valueAt(merged, path) as Values).length === 0);
}

/** What a complaint shows as YAML. */
function yamlIn(message: string): Values {
  const blocks = message.split(/^(?![\w-]+:|\s+[\w-]+:).*$/mu).filter((block) => block.trim() !== "");
  return blocks.reduce<Values>((values, block) => {
    try {
      const [parsed] = parseKubernetesYaml(block);
      return isTable(parsed) ? mergeValues(values, parsed) : values;
    } catch {
      return values;
    }
  }, {});
}
