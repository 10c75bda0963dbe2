import type { JsonScalar, JsonType } from "../value-type.ts";
import type { Abstract } from "./abstract.ts";
import type { Landing } from "./landing.ts";

/** How a value becomes text. */
export type Form =
  /** As the template language prints it: `{{ .Values.x }}`. */
  | "plain"
  /** In quotation marks. */
  | "quoted"
  /** Whole, as YAML or JSON. */
  | "structure"
  /** After a conversion to a number. */
  | "number"
  /** After a function that makes other text of it. */
  | "changed";

/** One thing that a template does with a value. */
export type Use = { readonly place: string } & (
  | { readonly kind: "condition" }
  /** `joined`: a scalar passes as a list of one. */
  | { readonly kind: "iterated"; readonly named: boolean; readonly joined?: boolean }
  | {
      readonly kind: "rendered";
      readonly form: Form;
      readonly template: boolean;
      readonly at: Landing;
      readonly only: readonly JsonType[] | undefined;
      readonly except: ReadonlySet<string> | undefined;
    }
  /** Taken whole to where it can't be followed. */
  | { readonly kind: "untraced"; readonly how: string }
  | { readonly kind: "compared"; readonly with: JsonScalar; readonly asText?: boolean }
  | { readonly kind: "argument"; readonly takes: readonly JsonType[]; readonly of: string }
  | { readonly kind: "checked"; readonly is: JsonType }
  /** Switches a subchart on or off. */
  | { readonly kind: "switch" }
  | { readonly kind: "required" }
  | { readonly kind: "fallback"; readonly value: JsonScalar }
  /** Its keys can be anything: it is indexed with a name that only values or the cluster know. */
  | { readonly kind: "indexed" }
);

/** A place in the values that templates speak of, with all that they do with it. */
export interface ValuesPath {
  readonly parent: ValuesPath | undefined;
  readonly key: string;
  readonly children: Map<string, ValuesPath>;
  /** Any element of the list, or the value under any key of the map. */
  element: ValuesPath | undefined;
  readonly uses: Use[];
  /** What templates themselves `set` below this place. */
  readonly overlays: Map<string, Abstract>;
}

export function valuesRoot(): ValuesPath {
  return { parent: undefined, key: "", children: new Map(), element: undefined, uses: [], overlays: new Map() };
}

/** A template that calls itself with a part of what it was given would make ever deeper paths. */
const DEEPEST = 20;

/** Whether a step would repeat the two before it, or go deeper than values are. */
function isRunaway(of: ValuesPath, key: string): boolean {
  return (of.key === key && of.parent?.key === key) || depthOf(of) > DEEPEST;
}

export function childPath(of: ValuesPath, key: string): ValuesPath {
  const known = of.children.get(key) ?? (isRunaway(of, key) ? of : undefined);
  if (known) return known;
  const child: ValuesPath = { parent: of, key, children: new Map(), element: undefined, uses: [], overlays: new Map() };
  of.children.set(key, child);
  return child;
}

export function elementPath(of: ValuesPath): ValuesPath {
  if (isRunaway(of, "*")) return of;
  of.element ??= { parent: of, key: "*", children: new Map(), element: undefined, uses: [], overlays: new Map() };
  return of.element;
}

/** Keys from the root, `*` for any. */
export function keysOf(path: ValuesPath): readonly string[] {
  const keys: string[] = [];
  for (let at: ValuesPath | undefined = path; at?.parent; at = at.parent) keys.unshift(at.key);
  return keys;
}

function depthOf(path: ValuesPath): number {
  let depth = 0;
  for (let at = path.parent; at; at = at.parent) depth += 1;
  return depth;
}
