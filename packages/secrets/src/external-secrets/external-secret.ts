import { refSchema } from "@helmwright/sdk";
import type { SecretStoreRef, Shape } from "@helmwright/sdk";
import { z } from "zod";

/** One value of a store. */
export interface RemoteValue {
  /** Its name there: a path in Vault, a Secret in Kubernetes. */
  readonly key: string;
  /** The field in it. Default: the whole of it. */
  readonly property?: string | undefined;
  /** Default: the latest. */
  readonly version?: string | undefined;
}

/** A Kubernetes Secret that is made of values of a store and follows them. */
export interface ExternalSecret<S extends string = string, N extends string = string> {
  /** Names it among the declared secrets. */
  readonly name: S;
  /** Namespace of the Kubernetes Secret. */
  readonly namespace: string;
  /** Name of the Kubernetes Secret. Default: `name`. */
  readonly secretName?: string | undefined;
  /** A declared store, or a reference to one that is there. */
  readonly store: N | SecretStoreRef;
  /** Values by the key they get in the Secret. Default: none. */
  readonly data?: Readonly<Record<string, RemoteValue>> | undefined;
  /** Entries of the store whose fields become keys, all of them. Default: none. */
  readonly extract?: readonly string[] | undefined;
  /** Type of the Secret. Default: `Opaque`. */
  readonly type?: string | undefined;
  /** How often the store is asked, in minutes. Default: 60. */
  readonly refreshMinutes?: number | undefined;
}

const objectName = z.string().regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, "expected lower case, digits, - and .");
const remote = z.strictObject({
  key: z.string().min(1),
  property: z.string().min(1).optional(),
  version: z.string().min(1).optional(),
} satisfies Shape<RemoteValue>);

export const externalSecretSchema: z.ZodType<ExternalSecret, ExternalSecret> = z
  .strictObject({
    name: objectName,
    namespace: z.string().min(1),
    secretName: objectName.optional(),
    store: z.union([z.string(), refSchema("secretStore")]),
    data: z.record(z.string().regex(/^[A-Za-z0-9._-]+$/, "expected letters, digits, ., _ and -"), remote).optional(),
    extract: z.array(z.string().min(1)).readonly().optional(),
    type: z.string().min(1).optional(),
    refreshMinutes: z.int().min(1).optional(),
  } satisfies Shape<ExternalSecret>)
  .refine(({ data = {}, extract = [] }) => Object.keys(data).length + extract.length > 0, "expected data or extract");
