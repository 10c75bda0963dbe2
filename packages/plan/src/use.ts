/** One object naming another. */
export interface Use {
  readonly kind: string;
  /** Empty for cluster-scoped kinds. */
  readonly namespace: string;
  readonly name: string;
  /** A key that a Secret or ConfigMap must have; a port, by name or number, that a Service must have. */
  readonly key?: string | undefined;
  /** Path of the field that names it. */
  readonly field: string;
  /** Whether the named object must be there first. Names that are looked up again and again needn't. */
  readonly first: boolean;
}
