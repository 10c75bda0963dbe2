import type { ChartTypes, JsonType, ValueType } from "../src/value-type.ts";

type Given = Omit<Partial<ValueType>, "properties"> & { readonly properties?: Readonly<Record<string, ValueType>> };

/** A value of the given types; everything else that isn't given is absent. */
export function valueOf(types: JsonType | readonly JsonType[], { properties = {}, ...given }: Given = {}): ValueType {
  return {
    types: [types].flat(),
    alsoAs: [],
    required: false,
    deprecated: false,
    reasons: [],
    ...given,
    properties: new Map(Object.entries(properties)),
  };
}

/** A closed object. */
export function objectOf(properties: Readonly<Record<string, ValueType>>, given: Given = {}): ValueType {
  return valueOf("object", { ...given, properties });
}

/** The types of a chart named demo. */
export function chartOf(properties: Readonly<Record<string, ValueType>>, given: Given = {}): ChartTypes {
  return { chart: { name: "demo", version: "1.2.3", digest: "sha256:abc" }, values: objectOf(properties, given) };
}
