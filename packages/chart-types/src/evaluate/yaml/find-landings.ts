import type { Abstract, Hole } from "../abstract.ts";
import { alternativesOf } from "../abstract.ts";
import type { Landing } from "../landing.ts";
import { holesOf } from "../run.ts";
import type { Form } from "../values-path.ts";
import type { Atom, Scalar, YamlNode } from "./yaml-node.ts";

type Place = Omit<Landing, "as">;
type Kinds = Landing["kinds"];
type Names = (value: Abstract) => readonly string[];

/** Records for every hole of a document where it comes out. `names` gives the texts that a value can be, for `kind`. */
export function findLandings(document: YamlNode, names: Names): void {
  const kinds = kindsOf(document, names);
  land(document, { kinds, path: [] }, { names });
}

/** Records that the values in these holes come out in no object. */
export function landNowhere(holes: Iterable<Hole>): void {
  for (const hole of holes) record(hole, { kinds: [], path: [], as: "nowhere" });
}

function kindsOf(document: YamlNode, names: Names): Kinds {
  const kinds = textsOf(document.entries.get("kind"), names);
  const versions = textsOf(document.entries.get("apiVersion"), names);
  const known: readonly (string | undefined)[] = versions.length > 0 ? versions : [undefined];
  return kinds.flatMap((kind) => known.map((apiVersion) => ({ apiVersion, kind })));
}

function textsOf(node: YamlNode | undefined, names: Names): readonly string[] {
  const texts = (node?.scalars ?? []).flatMap(({ atoms }) => {
    if (atoms.every((atom) => typeof atom === "string")) return [atoms.join("")];
    const [only] = atoms;
    return atoms.length === 1 && typeof only === "object" ? alternativesOf(only.value).flatMap(names) : [];
  });
  return [...new Set(texts.map((one) => one.replaceAll(/["']/gu, "").trim()).filter((one) => one !== ""))];
}

function land(node: YamlNode, place: Place, options: { names: Names }): void {
  for (const hole of node.spreads) record(hole, { ...place, as: "spread" });
  for (const scalar of node.scalars) landScalar(scalar, place);
  for (const [key, value] of node.entries) land(value, below(place, key), options);
  for (const { key, value } of node.dynamic) {
    for (const hole of holesIn(key)) record(hole, { ...place, as: "key" });
    land(value, below(place, "*"), options);
  }
  for (const item of node.items) {
    // A list of objects: each element is one.
    const kinds = place.path.length === 1 && place.path[0] === "items" ? kindsOf(item, options.names) : [];
    land(item, kinds.length > 0 ? { kinds, path: [] } : below(place, "[]"), options);
  }
}

function below(place: Place, key: string): Place {
  return { ...place, path: [...place.path, key] };
}

function holesIn({ atoms }: Scalar): readonly Hole[] {
  return atoms.filter((atom): atom is Atom & Hole => typeof atom === "object");
}

function landScalar(scalar: Scalar, place: Place): void {
  const whole = scalar.atoms.length === 1;
  for (const hole of holesIn(scalar)) {
    const as =
      scalar.style === "block" ? "block" : !whole ? "part" : scalar.style === "quoted" || hole.form === "quoted" ? "quoted" : "whole";
    record(hole, { ...place, as });
  }
}

function record(hole: Hole, at: Landing): void {
  recordValue(hole.value, at, { ...hole, seen: new Set() });
}

interface Printing {
  readonly form: Form;
  readonly template: boolean;
  readonly only: Hole["only"];
  readonly place: string;
  /** Maps that this printing has been through: they can be in each other. */
  readonly seen: Set<unknown>;
  readonly except?: ReadonlySet<string>;
}

function recordValue(value: Abstract, at: Landing, how: Printing): void {
  const inner = { ...how, only: undefined };
  switch (value.kind) {
    case "values": {
      const { form, template, only, place, except } = how;
      value.path.uses.push({ kind: "rendered", form, template, at, only, except, place });
      if (form !== "structure" || how.seen.has(value)) return;
      how.seen.add(value);
      // What templates set in it comes out with it.
      for (const [key, overlay] of value.path.overlays) recordValue(overlay, intoEntry(at, key), inner);
      return;
    }
    case "any":
      for (const one of value.of) recordValue(one, at, how);
      return;
    case "without":
      recordValue(value.base, at, { ...how, except: new Set([...(how.except ?? []), ...value.keys]) });
      return;
    case "mapping":
      if (how.seen.has(value)) return;
      how.seen.add(value);
      for (const [key, one] of value.entries) recordValue(one, intoEntry(at, key), inner);
      for (const one of value.merged) recordValue(one, at, inner);
      return;
    case "sequence":
      if (how.seen.has(value)) return;
      how.seen.add(value);
      for (const one of value.items) recordValue(one, intoEntry(at, "[]"), inner);
      return;
    case "text": {
      const only = value.pieces.length === 1;
      for (const hole of holesOf(value.pieces)) {
        const as = at.as === "spread" || at.as === "whole" ? (only ? "quoted" : "part") : at.as;
        recordValue(hole.value, { ...at, as }, { ...inner, form: hole.form, template: hole.template || how.template, place: hole.place });
      }
      return;
    }
    case "constant":
    case "key":
    case "opaque":
      return;
  }
}

/** Inside of a structure that is a text of several lines there are no paths. */
function intoEntry(at: Landing, key: string): Landing {
  return at.as === "spread" ? { ...at, path: [...at.path, key] } : at;
}
