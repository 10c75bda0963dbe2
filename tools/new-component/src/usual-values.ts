/** A value that many charts have under one of a few keys, and the option that decides it. */
export interface UsualValue {
  readonly key: string;
  readonly option: "replicas" | "resources";
}

const usual: readonly UsualValue[] = [
  { key: "replicaCount", option: "replicas" },
  { key: "replicas", option: "replicas" },
  { key: "resources", option: "resources" },
];

/** Those of the usual values that a chart has, one for each option. */
export function usualValues(valueKeys: readonly string[]): readonly UsualValue[] {
  const found = usual.filter(({ key }) => valueKeys.includes(key));
  return found.filter(({ option }, index) => found.findIndex((one) => one.option === option) === index);
}
