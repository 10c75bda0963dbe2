import { HelmwrightError } from "@helmwright/core";
import { parseKubernetesYaml, type YamlValue } from "@helmwright/helm/yaml";
import { attachComments } from "./attach-comments.ts";
import { buildValuesTree } from "./build-values-tree.ts";
import { measureJson } from "./measure-json.ts";
import type { ValuesDocument } from "./values-node.ts";

const LARGEST_TEXT = 5 * 1024 * 1024;
/** Larger texts are read without positions and comments. */
const LARGEST_ANNOTATED_TEXT = 1024 * 1024;
const LIMITS = { depth: 100, nodes: 200_000 };

export interface ReadValuesOptions {
  /** What errors call the text. Default `values.yaml`. */
  readonly name?: string | undefined;
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Later values over earlier ones, mapping by mapping, as Helm lays documents and files over each other; null stays. */
export function overlayValues(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const merged = new Map(Object.entries(a));
  for (const [key, value] of Object.entries(b)) {
    const below = merged.get(key);
    merged.set(key, isTable(value) && isTable(below) ? overlayValues(below, value) : value);
  }
  return Object.fromEntries(merged);
}

function parse(text: string, name: string): readonly YamlValue[] {
  try {
    return parseKubernetesYaml(text);
  } catch (error) {
    const problem = error instanceof HelmwrightError ? error.message.replace(/^parse YAML: /u, "") : "it can't be parsed";
    throw new HelmwrightError("VALUES_INVALID", `read ${name}: ${problem}`, { hint: "Correct the YAML at that position.", cause: error });
  }
}

/** Plain values of a text, as Helm reads a values file, after the checks that keep time and memory bounded. */
export function parseValues(text: string, { name = "values.yaml" }: ReadValuesOptions = {}): Readonly<Record<string, unknown>> {
  if (text.length > LARGEST_TEXT) {
    throw new HelmwrightError("VALUES_TOO_LARGE", `read ${name}: it is larger than ${LARGEST_TEXT} bytes`, {
      hint: "Move large content out of the values.",
    });
  }
  const documents = parse(text, name).filter((document) => document !== null);
  const excess = measureJson(documents, { ...LIMITS, depth: LIMITS.depth + 1 });
  if (excess !== undefined) {
    throw new HelmwrightError("VALUES_TOO_LARGE", `read ${name}: ${excess}`, {
      hint: "Write the values flatter, and without so many aliases.",
    });
  }
  const tables = documents.map((document) => {
    if (isTable(document)) return document;
    throw new HelmwrightError(
      "VALUES_INVALID",
      `read ${name}: it holds ${Array.isArray(document) ? "a list" : "a single value"} where Helm expects a mapping`,
      {
        hint: "Write `key: value` at the top of the file.",
      },
    );
  });
  return tables.reduce<Readonly<Record<string, unknown>>>((merged, table) => overlayValues(merged, table), {});
}

/**
 * Reads a `values.yaml` with everything that its text says: values as Helm reads them, and, of a text up to 1 MiB, positions,
 * comments and keys that are commented out.
 *
 * @throws HelmwrightError `VALUES_INVALID` (no YAML, or no mapping), `VALUES_TOO_LARGE` (over 5 MiB, 100 levels or 200,000 values)
 */
export function readValues(text: string, options: ReadValuesOptions = {}): ValuesDocument {
  const source = text.replace(/^\uFEFF/u, "");
  const values = parseValues(source, options);
  if (source.length > LARGEST_ANNOTATED_TEXT) return { values, root: buildValuesTree("", values).root };
  const tree = buildValuesTree(source, values);
  attachComments(source, tree);
  return { values, root: tree.root };
}
