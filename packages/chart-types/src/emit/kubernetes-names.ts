import { commonTypeNames } from "../kubernetes/common-types.ts";
import { reachableTypes } from "../kubernetes/reachable-types.ts";
import type { TypeNames } from "../kubernetes/to-typescript.ts";
import type { TypeCatalog } from "../kubernetes/type-catalog.ts";
import { shortTypeNames } from "../kubernetes/type-names.ts";
import type { TypeRef } from "../kubernetes/type-ref.ts";
import type { ValueType } from "../value-type.ts";
import { declareKubernetesTypes } from "./kubernetes-values-types.ts";

/** The Kubernetes types that a chart's values are made of, and what they are called. */
export interface KubernetesNames {
  readonly names: TypeNames;
  /** The names that a text needs imported, and the declarations that it needs, by name. */
  readonly declarationsFor: (text: string) => { readonly imports: readonly string[]; readonly declarations: ReadonlyMap<string, string> };
}

/** `isImported`: the common types come from a module, and only others are declared. */
export function kubernetesNames(values: ValueType, catalog: TypeCatalog, isImported: boolean): KubernetesNames {
  const roots = definitionsIn(values, catalog);
  const reached = reachableTypes(roots);
  const common = isImported ? commonTypeNames() : new Map<string, string>();
  const others = shortTypeNames(
    reached.map(({ name }) => name).filter((name) => !common.has(name)),
    [...common.values()].flatMap(bothNames),
  );
  const names = new Map([...common, ...others]);
  const imported = new Set(reached.flatMap(({ name }) => common.get(name) ?? []).flatMap(bothNames));
  const declared = declarationsByName(declareKubernetesTypes(roots, names));
  return {
    names,
    declarationsFor: (text) => {
      const needed = reachableNames(text, declared, imported);
      return {
        imports: needed.filter((name) => imported.has(name)),
        declarations: new Map(needed.filter((name) => !imported.has(name)).map((name) => [name, declared.get(name) ?? ""])),
      };
    },
  };
}

const bothNames = (name: string): readonly string[] => [name, `${name}Values`];

function definitionsIn(values: ValueType, catalog: TypeCatalog): ReadonlySet<TypeRef> {
  const found = new Set<TypeRef>();
  const waiting = [values];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    const definition = value.kubernetes === undefined ? undefined : catalog.definition(value.kubernetes);
    if (definition) found.add(definition);
    waiting.push(...[value.items, value.additional].filter((part) => part !== undefined), ...value.properties.values());
  }
  return found;
}

function declarationsByName(text: string): ReadonlyMap<string, string> {
  const declarations = text.split(/\n\n(?=export )/u).map((one) => `${one.trimEnd().replace(/^export /u, "")}\n`);
  return new Map(declarations.map((one) => [/^(?:interface|type) ([\w$]+)/u.exec(one)?.[1] ?? "", one]));
}

/** The names that a text refers to, and those that their declarations refer to, sorted. What is imported brings its own. */
function reachableNames(text: string, declared: ReadonlyMap<string, string>, imported: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  const waiting = [text];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const [name] of withoutTexts(next).matchAll(/[A-Za-z_$][\w$]*(?!\??:)\b/gu)) {
      if (found.has(name) || !(declared.has(name) || imported.has(name))) continue;
      found.add(name);
      if (!imported.has(name)) waiting.push(declared.get(name) ?? "");
    }
  }
  return [...found].toSorted();
}

function withoutTexts(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|\/\*[^]*?\*\//gu, "");
}
