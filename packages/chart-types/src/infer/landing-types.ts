import type { Landing } from "../evaluate/landing.ts";
import type { TypeCatalog } from "../kubernetes/type-catalog.ts";
import type { TypeRef } from "../kubernetes/type-ref.ts";

/** Every object has it, also one whose kind isn't known. */
const OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

/** What the API says of the place where something lands. */
export interface LandingTypes {
  readonly types: readonly TypeRef[];
  /** Why anything goes there; undefined where all kinds have a type for it. */
  readonly open: string | undefined;
  /** `Deployment.spec.replicas` */
  readonly label: string;
}

/** The types of a landing's place in every kind that the object can be. */
export function landingTypes({ kinds, path }: Landing, catalog: TypeCatalog): LandingTypes {
  const label = labelOf({ kinds, path });
  if (kinds.length === 0) return { types: [], open: "an object whose kind only values know", label };
  const found = new Set<TypeRef>();
  let open: string | undefined;
  for (const { apiVersion, kind } of kinds) {
    const exact = catalog.kinds(apiVersion, kind);
    const refs = exact.length > 0 ? exact : catalog.kinds(undefined, kind);
    if (refs.length === 0) {
      const metadata = path[0] === "metadata" ? catalog.definition(OBJECT_META) : undefined;
      const place = metadata && catalog.at(metadata, path.slice(1));
      if (place && place !== "open") {
        found.add(place);
        continue;
      }
      open ??= `a custom resource that the chart doesn't define: ${kind}`;
      continue;
    }
    const places = refs.map((ref) => catalog.at(ref, path));
    const known = places.filter((place): place is TypeRef => place !== undefined && place !== "open");
    for (const place of known) found.add(place);
    if (places.includes("open")) return { types: [], open: `${label}, which takes anything`, label };
    if (known.length === 0) open ??= `${label}, where there is no such field`;
  }
  // A kind that has no such field is not what is rendered there.
  return { types: [...found], open: found.size > 0 ? undefined : open, label };
}

function labelOf({ kinds, path }: Pick<Landing, "kinds" | "path">): string {
  const [kind] = kinds;
  return [kind?.kind ?? "object", ...path].join(".").replaceAll(".[]", "[]");
}
