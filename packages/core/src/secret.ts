import { z } from "zod";

import { HelmwrightError } from "./error.ts";

const brand: unique symbol = Symbol.for("helmwright.secret") as never;

/** Where a secret's value comes from. It is a description: the value is read only while a deploy writes it. */
export type SecretSource =
  | { readonly from: "env"; readonly variable: string }
  | { readonly from: "file"; readonly path: string }
  | { readonly from: "existing"; readonly namespace: string; readonly name: string; readonly key: string }
  | { readonly from: "generated"; readonly id: string; readonly length: number }
  | { readonly from: "text"; readonly parts: readonly (string | SecretValue)[] };

/** A secret value that has not been read. It can be compared and hashed, and holds nothing worth hiding. */
export interface SecretValue {
  readonly [brand]: true;
  readonly source: SecretSource;
}

export function isSecretValue(value: unknown): value is SecretValue {
  return typeof value === "object" && value !== null && brand in value;
}

/** The zod schema of an option that takes a secret: a plain string is refused. */
export const secretSchema: z.ZodType<SecretValue, SecretValue> = z.custom<SecretValue>(isSecretValue, {
  error: 'expected a secret: secret.env("NAME"), secret.file("path"), secret.existing({ … }) or secret.generated("id")',
});

function make(source: SecretSource): SecretValue {
  return Object.freeze({ [brand]: true as const, source: Object.freeze(source) });
}

/** The ways to name a secret. None of them reads anything. */
export const secret: {
  /** The value of an environment variable of the deploying process. Unset or empty is an error before anything is written. */
  env(variable: string): SecretValue;
  /** The content of a file, without a final line break. The path is relative to the platform file. */
  file(path: string): SecretValue;
  /** A key of a Secret that the cluster already has. */
  existing(of: { readonly namespace: string; readonly name: string; readonly key: string }): SecretValue;
  /**
   * A random value of letters and digits, made once for the platform and then kept: the same `id` is the same value in
   * every component. It outlives its component and goes with `destroy --data`. Default length: 32 characters.
   */
  generated(id: string, of?: { readonly length?: number }): SecretValue;
  /** Text with secrets in it: secret.text`user=${name}\npassword=${secret.env("PASSWORD")}`. */
  text(strings: TemplateStringsArray, ...values: readonly (string | SecretValue)[]): SecretValue;
} = {
  env: (variable) => make({ from: "env", variable }),
  file: (path) => make({ from: "file", path }),
  existing: (of) => make({ from: "existing", namespace: of.namespace, name: of.name, key: of.key }),
  generated: (id, { length = 32 } = {}) => {
    if (!Number.isInteger(length) || length < 16 || length > 1024) {
      throw new HelmwrightError("SECRET_LENGTH", `generate secret ${id}: a length of ${length} is outside 16–1024`, {
        hint: "Leave the length out, or give one from 16 to 1024.",
      });
    }
    return make({ from: "generated", id, length });
  },
  text: (strings, ...values) => make({ from: "text", parts: strings.flatMap((part, index) => [part, ...values.slice(index, index + 1)]) }),
};

/** A Kubernetes Secret that the engine writes for a component, and that the chart's `existingSecret` points at. */
export interface SecretSpec {
  readonly name: string;
  /** Default: the namespace of the component. */
  readonly namespace?: string | undefined;
  /** Default: `Opaque`. */
  readonly type?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly data: Readonly<Record<string, SecretValue>>;
}

/** The secrets a value is made of, itself included, `text` unfolded. */
export function secretLeaves(value: SecretValue): readonly SecretValue[] {
  return value.source.from === "text" ? value.source.parts.filter(isSecretValue).flatMap(secretLeaves) : [value];
}
