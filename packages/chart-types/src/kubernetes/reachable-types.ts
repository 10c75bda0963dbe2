import type { TypeRef } from "./type-ref.ts";

/** All named types that given types are made of, themselves included where they have names, in the order they are met. */
export function reachableTypes(roots: Iterable<TypeRef>): readonly (TypeRef & { readonly name: string })[] {
  const seen = new Set<TypeRef>();
  const waiting = [...roots];
  for (let type = waiting.shift(); type !== undefined; type = waiting.shift()) {
    if (seen.has(type)) continue;
    seen.add(type);
    waiting.push(...type.properties.values(), ...[type.items, type.additional].filter((part) => part !== undefined));
  }
  return [...seen].filter((type): type is TypeRef & { readonly name: string } => type.name !== undefined);
}
