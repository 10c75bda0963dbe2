const FUNCTION = /^func schema_\w*?_?(?<tail>[a-z0-9]+_v\d+(?:(?:alpha|beta)\d+)?_[A-Z]\w*)\(/u;
const PROPERTY = /^\t{5}"(?<name>[^"]+)": \{$/u;
const ENUM = /^\t+Enum: +\[\]interface\{\}\{(?<values>.*)\},$/u;

/** Enumerated strings of a field by field name, by `group_version_Type` (`core_v1_Container`). */
export type GoEnums = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/**
 * Reads the enumerations out of Kubernetes' generated `zz_generated.openapi.go`; the published OpenAPI documents leave them out.
 * The generator writes one line for each enumeration, and properties always at the same depth.
 */
export function readGoEnums(source: string): GoEnums {
  const enums = new Map<string, Map<string, readonly string[]>>();
  let type = "";
  let property = "";
  for (const line of source.split("\n")) {
    type = FUNCTION.exec(line)?.groups?.["tail"] ?? type;
    property = PROPERTY.exec(line)?.groups?.["name"] ?? property;
    const values = ENUM.exec(line)?.groups?.["values"];
    if (values === undefined) continue;
    const fields = enums.get(type) ?? new Map<string, readonly string[]>();
    enums.set(type, fields.set(property, JSON.parse(`[${values}]`) as readonly string[]));
  }
  return enums;
}

/** `io.k8s.api.core.v1.Container` → `core_v1_Container`, under which {@link readGoEnums} files it. */
export function enumsKey(definition: string): string {
  return definition.split(".").slice(-3).join("_");
}
