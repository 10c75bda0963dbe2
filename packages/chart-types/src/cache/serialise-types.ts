import type { ChartTypes, ValueType } from "../value-type.ts";

/** A value type whose parts are positions in a list of all of them, so that what is shared stays shared. */
interface FlatType extends Omit<ValueType, "properties" | "additional" | "items"> {
  readonly properties: readonly (readonly [key: string, at: number])[];
  readonly additional?: number | undefined;
  readonly items?: number | undefined;
}

/** Types as plain JSON; the root is the last of `nodes`. */
export interface SerialisedTypes {
  readonly chart: ChartTypes["chart"];
  readonly nodes: readonly FlatType[];
}

export function serialiseTypes({ chart, values }: ChartTypes): SerialisedTypes {
  const nodes: FlatType[] = [];
  const known = new Map<ValueType, number>();
  const add = (type: ValueType): number => {
    const at = known.get(type);
    if (at !== undefined) return at;
    const { properties, additional, items, ...own } = type;
    const flat: FlatType = {
      ...own,
      properties: [...properties].map(([key, part]) => [key, add(part)] as const),
      additional: additional && add(additional),
      items: items && add(items),
    };
    known.set(type, nodes.push(flat) - 1);
    return nodes.length - 1;
  };
  add(values);
  return { chart, nodes };
}

/** The other way round. Throws a `RangeError` where a part is missing. */
export function deserialiseTypes({ chart, nodes }: SerialisedTypes): ChartTypes {
  const types: ValueType[] = [];
  const at = (position: number): ValueType => {
    const type = types[position];
    if (!type) throw new RangeError(`type ${position} of ${nodes.length} is missing`);
    return type;
  };
  for (const { properties, additional, items, ...own } of nodes) {
    types.push({
      ...own,
      properties: new Map(properties.map(([key, position]) => [key, at(position)])),
      ...(additional !== undefined && { additional: at(additional) }),
      ...(items !== undefined && { items: at(items) }),
    });
  }
  return { chart, values: at(types.length - 1) };
}
