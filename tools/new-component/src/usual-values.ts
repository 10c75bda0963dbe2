/** A value that many charts have under one of a few keys, and what a component makes of it. */
export interface UsualValue {
  readonly key: string;
  readonly type: string;
  readonly schema: string;
  /** What the sdk gives for it. */
  readonly imports: { readonly types: readonly string[]; readonly schemas: readonly string[] };
  /** The option that decides it, if any. */
  readonly option?: "replicas" | "resources" | undefined;
}

const none = { types: [], schemas: [] } as const;
const replicas = { type: "number", schema: "z.int().optional()", imports: none, option: "replicas" } as const;
const usual: readonly UsualValue[] = [
  { key: "replicaCount", ...replicas },
  { key: "replicas", ...replicas },
  {
    key: "resources",
    type: "ResourceRequirements",
    schema: "resourcesSchema.optional()",
    imports: { types: ["ResourceRequirements"], schemas: ["resourcesSchema"] },
    option: "resources",
  },
  { key: "nodeSelector", type: "Readonly<Record<string, string>>", schema: "z.record(z.string(), z.string()).optional()", imports: none },
  {
    key: "tolerations",
    type: "readonly Toleration[]",
    schema: "z.array(tolerationSchema).readonly().optional()",
    imports: { types: ["Toleration"], schemas: ["tolerationSchema"] },
  },
  { key: "priorityClassName", type: "string", schema: "z.string().optional()", imports: none },
];
const always: UsualValue = { key: "nameOverride", type: "string", schema: "z.string().optional()", imports: none };

/** Those of the usual values that a chart has; never none, so that there is a type to extend. */
export function usualValues(valueKeys: readonly string[]): readonly UsualValue[] {
  const found = usual.filter(({ key }) => valueKeys.includes(key));
  return found.length === 0 ? [always] : found;
}
