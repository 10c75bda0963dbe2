import type { Abstract, Piece } from "../abstract.ts";
import { anyOf, constant, mapping, nothing, opaque, sequence } from "../abstract.ts";
import { text } from "../text.ts";
import { elementsOf } from "../elements.ts";
import type { Atom, YamlNode } from "./yaml-node.ts";
import { YamlReader } from "./yaml-reader.ts";

/** What a text says as YAML or JSON. A structure that was printed whole comes back as itself. */
export function readStructure(pieces: readonly Piece[]): Abstract {
  const [document] = new YamlReader().read(pieces).documents;
  return document ? toAbstract(document) : nothing;
}

function toAbstract(node: YamlNode): Abstract {
  const found: Abstract[] = node.scalars.map(({ atoms, style }) => scalarOf(atoms, style === "plain"));
  const spreads = node.spreads.map((hole) => (hole.form === "structure" ? hole.value : opaque("parsed text")));
  if (node.items.length > 0) {
    const spread = spreads.flatMap((one) => elementsOf(one, "").map(({ element }) => element));
    return anyOf([...found, sequence([...node.items.map(toAbstract), ...spread])]);
  }
  if (node.entries.size + node.dynamic.length > 0) {
    const made = mapping([...node.entries].map(([key, value]) => [key, toAbstract(value)] as const));
    made.merged.push(...spreads, ...node.dynamic.map(({ value }) => mapping([["*", toAbstract(value)]])));
    return anyOf([...found, made]);
  }
  return anyOf([...found, ...spreads]);
}

function scalarOf(atoms: readonly Atom[], plain: boolean): Abstract {
  const [only] = atoms;
  if (atoms.length === 1 && typeof only === "object" && plain && only.form !== "quoted") return only.value;
  const value = text(atoms);
  if (!plain || value.kind !== "constant" || typeof value.value !== "string") return value;
  if (value.value === "true" || value.value === "false") return constant(value.value === "true");
  return value.value !== "" && Number.isFinite(Number(value.value)) ? constant(Number(value.value)) : value;
}
