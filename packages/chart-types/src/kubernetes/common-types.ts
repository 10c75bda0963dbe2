import { reachableTypes } from "./reachable-types.ts";
import type { TypeNames } from "./to-typescript.ts";
import { kubernetesTypes, type TypeCatalog } from "./type-catalog.ts";
import { shortTypeNames } from "./type-names.ts";
import type { TypeRef } from "./type-ref.ts";

/** Alpha and beta versions change; what has no version in its name (`resource.Quantity`) does not. */
const isStable = (name: string): boolean => !/\.v\d+(?:alpha|beta)\d+\./u.test(name);

/** What a chart's values can hold of Kubernetes' stable kinds: all that their fields are made of, but for their status. */
export function commonTypes(catalog: TypeCatalog): readonly (TypeRef & { readonly name: string })[] {
  const kinds = catalog
    .names()
    .filter((name) => name.startsWith("io.k8s.") && isStable(name))
    .map((name) => catalog.definition(name))
    .filter((type) => type?.properties.has("metadata") === true && type.properties.has("kind"));
  const parts = kinds.flatMap((type) => [...(type?.properties ?? [])].filter(([key]) => key !== "status").map(([, part]) => part));
  const roots = parts.filter((part) => part.items?.properties.has("kind") !== true);
  return reachableTypes(roots).filter(({ name }) => isStable(name));
}

/** The TypeScript names of {@link commonTypes}, under which `@helmwright/sdk/kubernetes` exports them. */
export function commonTypeNames(catalog: TypeCatalog = kubernetesTypes()): TypeNames {
  return shortTypeNames(commonTypes(catalog).map(({ name }) => name));
}
