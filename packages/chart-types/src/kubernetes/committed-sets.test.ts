import { expect, test } from "vitest";
import { wellKnownKinds } from "../../scripts/well-known-kinds.ts";
import { committedSets } from "./committed-sets.ts";
import type { SchemaNode } from "./schema-node.ts";

const { kubernetes, customResources } = committedSets();
const definitions: Readonly<Record<string, SchemaNode>> = { ...customResources.definitions, ...kubernetes.definitions };

function nodesIn(node: SchemaNode): readonly SchemaNode[] {
  const parts = [...Object.values(node.properties ?? {}), node.items, node.additionalProperties];
  return [node, ...parts.flatMap((part) => (part === undefined ? [] : nodesIn(part)))];
}

const nodes = Object.values(definitions).flatMap(nodesIn);

test("the extracts hold schemas and nothing else, no prose above all", () => {
  expect(new Set(nodes.flatMap((node) => Object.keys(node)))).toEqual(
    new Set(["$ref", "additionalProperties", "enum", "format", "items", "keys", "open", "properties", "required", "type"]),
  );
});

test("every name leads to a definition", () => {
  const kinds = [kubernetes, customResources].flatMap((set) => Object.values(set.kinds).flatMap((byKind) => Object.values(byKind)));
  const names = [...kinds, ...nodes.flatMap(({ $ref }) => ($ref === undefined ? [] : [$ref]))];
  expect(names.filter((name) => definitions[name] === undefined)).toEqual([]);
});

test("every well-known kind is there", () => {
  const groupsOf = (kind: string): readonly (string | undefined)[] =>
    Object.entries(customResources.kinds)
      .filter(([, byKind]) => Object.hasOwn(byKind, kind))
      .map(([groupVersion]) => groupVersion.split("/")[0]);
  const wanted = Object.entries(wellKnownKinds).flatMap(([group, kinds]) => kinds.map((kind) => ({ group, kind })));
  expect(wanted.filter(({ group, kind }) => !groupsOf(kind).includes(group))).toEqual([]);
});
