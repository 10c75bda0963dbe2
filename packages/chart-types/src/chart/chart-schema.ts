import { posix } from "node:path";
import type { ChartTree } from "@helmwright/charts";
import { HelmwrightError, type Json, type JsonObject } from "@helmwright/core";
import { decodeText } from "./decode-text.ts";
import { measureJson } from "./measure-json.ts";

const LIMITS = { depth: 200, nodes: 1_000_000 };

function invalid(name: string, what: string, cause?: unknown): HelmwrightError {
  return new HelmwrightError("CHART_SCHEMA_INVALID", `read ${name}: ${what}`, {
    hint: "Correct the schema, or get the chart from its official repository; Helm refuses it as well.",
    cause,
  });
}

function parse(content: Buffer, name: string): Json {
  let json: Json;
  try {
    json = JSON.parse(decodeText(content, name)) as Json;
  } catch (error) {
    throw invalid(name, "it is not JSON", error);
  }
  const excess = measureJson(json, LIMITS);
  if (excess !== undefined) throw invalid(name, excess);
  return json;
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function decodePath(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** A file of the chart that a reference names, and the rest of the reference; undefined for URLs and what lies outside the chart. */
function localFile(reference: string, from: string, tree: ChartTree): { readonly path: string; readonly fragment: string } | undefined {
  const [address = "", fragment = ""] = reference.split("#", 2);
  if (address === "" || /^[a-z][a-z0-9+.-]*:/iu.test(address) || address.startsWith("/")) return undefined;
  const path = posix.join(posix.dirname(from), decodePath(address));
  return tree.files.has(path) ? { path, fragment } : undefined;
}

/** Puts the chart's files that a schema refers to under its `$defs` and points the references there. */
class Bundle {
  readonly definitions: Map<string, Json> = new Map<string, Json>();
  readonly #tree: ChartTree;
  readonly #name: string;

  constructor(tree: ChartTree, name: string) {
    this.#tree = tree;
    this.#name = name;
  }

  #point(reference: string, from: string): string {
    const prefix = from === "values.schema.json" ? "#" : `#/$defs/${escapePointer(from)}`;
    if (reference.startsWith("#")) return reference === "#" || reference.startsWith("#/") ? `${prefix}${reference.slice(1)}` : reference;
    const local = localFile(reference, from, this.#tree);
    if (local === undefined) return reference;
    const { path, fragment } = local;
    if (path === "values.schema.json") return `#${fragment}`;
    if (!this.definitions.has(path)) {
      this.definitions.set(path, true);
      const content = this.#tree.files.get(path) ?? Buffer.alloc(0);
      this.definitions.set(path, this.rewrite(parse(content, `${this.#name}: ${path}`), path));
    }
    return `#/$defs/${escapePointer(path)}${fragment}`;
  }

  rewrite(json: Json, from: string): Json {
    if (Array.isArray(json)) return json.map((item: Json) => this.rewrite(item, from));
    if (!isObject(json)) return json;
    return Object.fromEntries(
      Object.entries(json).map(([key, value]) => [
        key,
        key === "$ref" && typeof value === "string" ? this.#point(value, from) : this.rewrite(value ?? null, from),
      ]),
    );
  }
}

function escapePointer(path: string): string {
  return encodeURIComponent(path.replaceAll("~", "~0").replaceAll("/", "~1"));
}

/**
 * Reads `values.schema.json`. References to files of the chart are brought in under `$defs`, by path; references to URLs and to
 * files outside the chart stay as they are and are never followed.
 *
 * @returns undefined for the schema `true`, which says nothing
 * @throws HelmwrightError `CHART_SCHEMA_INVALID`
 */
export function readChartSchema(tree: ChartTree, name: string): JsonObject | undefined {
  const file = "values.schema.json";
  const json = parse(tree.files.get(file) ?? Buffer.alloc(0), name);
  if (json === true) return undefined;
  if (!isObject(json)) throw invalid(name, "it is no JSON Schema object");
  const bundle = new Bundle(tree, name);
  const schema = bundle.rewrite(json, file) as JsonObject;
  if (bundle.definitions.size === 0) return schema;
  const own = isObject(schema["$defs"]) ? schema["$defs"] : {};
  return { ...schema, $defs: { ...own, ...Object.fromEntries(bundle.definitions) } };
}
