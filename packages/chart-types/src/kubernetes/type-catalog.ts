import { compareApiVersions } from "./api-version.ts";
import { readCrdSchemas } from "./crd-schemas.ts";
import { committedSets } from "./committed-sets.ts";
import { nameKnownShapes } from "./name-known-shapes.ts";
import type { SchemaNode, SchemaSet } from "./schema-node.ts";
import { type PathStep, typeAt } from "./type-at.ts";
import { createTypeRefs, type TypeRef } from "./type-ref.ts";

/** The types of the kinds of a set of APIs. */
export interface TypeCatalog {
  /**
   * The types of a kind, one for each group version that has it, the preferred version first. None: the kind is not known.
   * `apiVersion` undefined asks for every group and version.
   */
  readonly kinds: (apiVersion: string | undefined, kind: string) => readonly TypeRef[];
  /** Names of all definitions, those that go first before the others. */
  readonly names: () => readonly string[];
  /** A definition by name (`io.k8s.api.core.v1.Toleration`). */
  readonly definition: (name: string) => TypeRef | undefined;
  /** The type at a path below another; `"open"` where anything is taken, undefined where there is no such field. */
  readonly at: (type: TypeRef, path: readonly PathStep[]) => TypeRef | "open" | undefined;
  /**
   * This catalogue and the kinds of CustomResourceDefinition manifests, which go before well-known custom resources of the
   * same kind, and after what Kubernetes itself serves. Other manifests are passed over.
   *
   * @throws HelmwrightError `CRD_INVALID`
   */
  readonly withDefinitions: (crds: readonly unknown[]) => TypeCatalog;
}

/** What Kubernetes serves, and what of custom resources, each set going before those after it. */
interface Layers {
  readonly builtIn: SchemaSet;
  readonly custom: readonly SchemaSet[];
}

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);

function createCatalog({ builtIn, custom }: Layers): TypeCatalog {
  const sets = [builtIn, ...custom];
  const find = <T>(look: (set: SchemaSet) => T | undefined): T | undefined => {
    for (const set of sets) {
      const found = look(set);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const node = (name: string): SchemaNode | undefined => find(({ definitions }) => own(definitions, name));
  const refOf = createTypeRefs(node);
  const groupVersions = (): readonly string[] => [...new Set(sets.flatMap(({ kinds }) => Object.keys(kinds)))].sort(compareApiVersions);
  return {
    kinds: (apiVersion, kind) =>
      (apiVersion === undefined ? groupVersions() : [apiVersion])
        .map((groupVersion) => find(({ kinds }) => own(own(kinds, groupVersion) ?? {}, kind)))
        .filter((name) => name !== undefined)
        .map((name) => refOf({ $ref: name })),
    names: () => [...new Set(sets.flatMap(({ definitions }) => Object.keys(definitions)))],
    definition: (name) => (node(name) === undefined ? undefined : refOf({ $ref: name })),
    at: typeAt,
    withDefinitions: (crds) => createCatalog({ builtIn, custom: [nameKnownShapes(readCrdSchemas(crds), builtIn.definitions), ...custom] }),
  };
}

/** A catalogue of given sets, the first going before the others. */
export function typeCatalogOf(builtIn: SchemaSet, ...custom: readonly SchemaSet[]): TypeCatalog {
  return createCatalog({ builtIn, custom });
}

let known: TypeCatalog | undefined;

/** The kinds of every supported Kubernetes version and well-known custom resources, each read from disk when first asked for. */
export function kubernetesTypes(): TypeCatalog {
  if (known === undefined) {
    const { kubernetes, customResources } = committedSets();
    known = typeCatalogOf(kubernetes, customResources);
  }
  return known;
}
