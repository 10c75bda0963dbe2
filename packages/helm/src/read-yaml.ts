import { FAILSAFE_SCHEMA, loadAll, type Schema, Type } from "js-yaml";

/** What YAML holds once it is JSON. Integers beyond 2^53 lose precision. */
export type YamlValue = string | number | boolean | null | readonly YamlValue[] | { readonly [key: string]: YamlValue };

const INTEGER = /^(?<sign>[-+]?)(?:0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)|0[oO]?(?<octal>[0-7]+)|(?<decimal>0|[1-9][0-9]*))$/u;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/u;
const NUMBER_START = /^[-+.0-9]/u;
const UINT64_MAX = 2n ** 64n - 1n;

/** Go's `strconv.ParseInt(text, 0, 64)`, with ParseUint for the upper half. */
function parseInteger(plain: string): number | undefined {
  const parts = INTEGER.exec(plain)?.groups;
  if (parts === undefined) return undefined;
  const { sign, hex, binary, octal, decimal } = parts;
  const digits = hex === undefined ? (binary === undefined ? (octal === undefined ? decimal : `0o${octal}`) : `0b${binary}`) : `0x${hex}`;
  const magnitude = BigInt(digits ?? "");
  // Out of range falls through to the float rule, which takes decimal digits only.
  if (magnitude > UINT64_MAX) return undefined;
  return sign === "-" ? 0 - Number(magnitude) : Number(magnitude);
}

function resolveNumber(source: string): number | undefined {
  const plain = source.replaceAll("_", "");
  if (!source.startsWith(".")) {
    const integer = parseInteger(plain);
    if (integer !== undefined) return integer;
  }
  if (!FLOAT.test(source.startsWith(".") ? source : plain)) return undefined;
  const float = Number(plain);
  return Number.isFinite(float) ? float : undefined;
}

const TRUE = new Set(["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"]);
const FALSE = new Set(["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"]);
const NULL = new Set(["", "~", "null", "Null", "NULL"]);

/** A scalar type; the parser gives `null` for a value that isn't written. */
function scalar(tag: string, resolve: (source: string) => boolean, construct: (source: string) => YamlValue): Type {
  return new Type(`tag:yaml.org,2002:${tag}`, {
    kind: "scalar",
    resolve: (source: string | null) => resolve(source ?? ""),
    construct: (source: string | null) => construct(source ?? ""),
  });
}

const isNumber = (source: string): boolean => NUMBER_START.test(source) && resolveNumber(source) !== undefined;
const toNumber = (source: string): number => resolveNumber(source) ?? Number.NaN;

/** The scalars of go-yaml 2, which Helm and Kubernetes read manifests with: YAML 1.1 without base 60 and without dates. */
const HELM_SCHEMA: Schema = FAILSAFE_SCHEMA.extend({
  implicit: [
    scalar(
      "null",
      (source) => NULL.has(source),
      () => null,
    ),
    scalar(
      "bool",
      (source) => TRUE.has(source) || FALSE.has(source),
      (source) => TRUE.has(source),
    ),
    scalar("int", isNumber, toNumber),
    scalar("float", isNumber, toNumber),
    new Type("tag:yaml.org,2002:merge", { kind: "scalar", resolve: (source: string | null) => source === "<<" }),
  ],
  explicit: [
    scalar(
      "timestamp",
      () => true,
      (source) => source,
    ),
    scalar(
      "binary",
      () => true,
      (source) => Buffer.from(source, "base64").toString("utf8"),
    ),
  ],
});

/** Reads all documents as Helm does; throws the parser's own error. It loads nothing but the parser, for programs that start often. */
export function readYaml(text: string): readonly YamlValue[] {
  return loadAll(text, null, { schema: HELM_SCHEMA, json: true }) as readonly YamlValue[];
}
