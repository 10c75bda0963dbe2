import { secretSchema } from "@helmwright/sdk";
import type { SecretValue, Shape } from "@helmwright/sdk";
import { z } from "zod";

interface StoreScope<N extends string> {
  /** Name of the store, unique among them. */
  readonly name: N;
  /** Makes a store for this namespace alone. Default: a store for the whole cluster. */
  readonly namespace?: string | undefined;
  /** Namespaces that may use a store of the whole cluster. Default: all. */
  readonly usableFrom?: readonly string[] | undefined;
}

/** How the operator shows Vault who it is. */
export type VaultLogin =
  | {
      readonly type: "token";
      /** The token; nothing renews it. */
      readonly token: SecretValue;
    }
  | {
      /** By the token of a service account, which Vault checks with the cluster. */
      readonly type: "kubernetes";
      /** Role in Vault that the account may take. */
      readonly role: string;
      /** Where the method is mounted in Vault. Default: `kubernetes`. */
      readonly mount?: string | undefined;
      /** Default: the operator's own account. */
      readonly serviceAccount?:
        | {
            /** Namespace of the account. */
            readonly namespace: string;
            /** Name of the account. */
            readonly name: string;
          }
        | undefined;
    }
  | {
      readonly type: "appRole";
      /** Id of the role in Vault. */
      readonly roleId: string;
      /** Secret id of the role. */
      readonly secretId: SecretValue;
      /** Where the method is mounted in Vault. Default: `approle`. */
      readonly mount?: string | undefined;
    };

/** A key-value engine of HashiCorp Vault or OpenBao. */
export interface VaultStore<N extends string = string> extends StoreScope<N> {
  readonly type: "vault";
  /** URL of the server, with port. */
  readonly server: string;
  /** Where the engine is mounted. Default: `secret`. */
  readonly path?: string | undefined;
  /** Version of the engine. Default: `v2`. */
  readonly version?: "v1" | "v2" | undefined;
  /** How the operator shows who it is. */
  readonly login: VaultLogin;
  /** Namespace in Vault. Default: the root one. */
  readonly vaultNamespace?: string | undefined;
  /** Authority of the server's certificate, PEM. Default: the public ones. */
  readonly caCertificate?: string | undefined;
}

/** Secrets of a namespace, of this cluster or of another one. */
export interface KubernetesStore<N extends string = string> extends StoreScope<N> {
  readonly type: "kubernetes";
  /** Namespace whose Secrets are read. */
  readonly from: string;
  /** Another cluster. Default: this one, by an account that may read that namespace and nothing else. */
  readonly cluster?:
    | {
        /** URL of its API server. */
        readonly server: string;
        /** Authority of its certificate, PEM. */
        readonly caCertificate: string;
        /** Token of an account there that may read the namespace. */
        readonly token: SecretValue;
      }
    | undefined;
}

export type SecretStore<N extends string = string> = VaultStore<N> | KubernetesStore<N>;

/** A store in Vault. */
export function vaultStore<const N extends string>(options: Omit<VaultStore<N>, "type">): VaultStore<N> {
  return { type: "vault", ...options };
}

/** A store in a namespace of a cluster. */
export function kubernetesStore<const N extends string>(options: Omit<KubernetesStore<N>, "type">): KubernetesStore<N> {
  return { type: "kubernetes", ...options };
}

const text = z.string().min(1);
const name = text.regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "expected lower case, digits and -");
const certificate = z.string().includes("BEGIN CERTIFICATE");
const scope = { name, namespace: name.optional(), usableFrom: z.array(name).min(1).readonly().optional() };

const login = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("token"), token: secretSchema }),
  z.strictObject({
    type: z.literal("kubernetes"),
    role: text,
    mount: text.optional(),
    serviceAccount: z.strictObject({ namespace: text, name: text }).optional(),
  }),
  z.strictObject({ type: z.literal("appRole"), roleId: text, secretId: secretSchema, mount: text.optional() }),
]);
const vault = z.strictObject({
  type: z.literal("vault"),
  ...scope,
  server: z.url({ protocol: /^https?$/ }),
  path: text.optional(),
  version: z.enum(["v1", "v2"]).optional(),
  login,
  vaultNamespace: text.optional(),
  caCertificate: certificate.optional(),
} satisfies Shape<VaultStore>);
const kubernetes = z.strictObject({
  type: z.literal("kubernetes"),
  ...scope,
  from: name,
  cluster: z.strictObject({ server: z.url({ protocol: /^https$/ }), caCertificate: certificate, token: secretSchema }).optional(),
} satisfies Shape<KubernetesStore>);

export const secretStoreSchema: z.ZodType<SecretStore, SecretStore> = z
  .discriminatedUnion("type", [vault, kubernetes])
  .refine((store) => store.namespace === undefined || store.usableFrom === undefined, "a store of one namespace is usable from there only");
