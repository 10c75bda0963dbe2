import { z } from "zod";

import type { Component } from "./component.ts";
import type { SecretValue } from "./secret.ts";

/** For each kind of reference: what it tells its user (`out`), and what its user may ask of the provider (`claim`). */
export interface Kinds {
  /** Addresses for Services of type LoadBalancer. `annotations` go onto the Service. */
  address: { out: { readonly name: string; readonly annotations: Readonly<Record<string, string>> }; claim: never };
  /** A host name that an ingress serves. `annotations` go onto the Ingress; `tlsSecret` is absent without TLS. */
  host: {
    out: {
      readonly host: string;
      readonly className: string;
      readonly tlsSecret?: string | undefined;
      readonly annotations: Readonly<Record<string, string>>;
    };
    claim: never;
  };
  issuer: { out: { readonly name: string; readonly kind: "Issuer" | "ClusterIssuer" }; claim: never };
  storageClass: { out: { readonly name: string }; claim: never };
  /** An S3 bucket. Without `credentials` the workload identifies itself by other means (IAM role). */
  bucket: {
    out: {
      readonly name: string;
      readonly region: string;
      /** Absent for AWS itself. */
      readonly endpoint?: string | undefined;
      readonly credentials?: { readonly accessKeyId: SecretValue; readonly secretAccessKey: SecretValue } | undefined;
    };
    claim: never;
  };
  /** A PostgreSQL database with an owner of its own. */
  database: {
    out: {
      readonly host: string;
      readonly port: number;
      readonly database: string;
      readonly owner: string;
      readonly password: SecretValue;
    };
    claim: { readonly database: string; readonly owner: string };
  };
  /** A key of a Secret that something else makes. It can be used in its own namespace only. */
  secretKey: { out: { readonly namespace: string; readonly name: string; readonly key: string }; claim: never };
  secretStore: { out: { readonly name: string; readonly kind: "SecretStore" | "ClusterSecretStore" }; claim: never };
  /** An OpenID Connect provider; its users register themselves by a claim. */
  oidc: {
    out: {
      readonly issuerUrl: string;
      /** For clients that don't read the provider's discovery document. Absent when they are not known. */
      readonly endpoints?: { readonly authorization: string; readonly token: string; readonly userInfo: string } | undefined;
    };
    claim: { readonly clientId: string; readonly redirectUris: readonly string[]; readonly secret: SecretValue };
  };
}
export type Kind = keyof Kinds;

const brand: unique symbol = Symbol.for("helmwright.reference") as never;

/** What one component gives another: data, and whom it comes from. `from` is absent for `existing`. */
export interface Ref<K extends Kind = Kind> {
  readonly [brand]: true;
  readonly kind: K;
  /** Unique among the references of one kind and one component. */
  readonly name: string;
  readonly from?: Component | undefined;
  readonly out: Kinds[K]["out"];
  /** References this one stands on: the issuer behind a host. Using this one uses them too. */
  readonly through: readonly Ref[];
}

export type AddressRef = Ref<"address">;
export type HostRef = Ref<"host">;
export type IssuerRef = Ref<"issuer">;
export type StorageClassRef = Ref<"storageClass">;
export type BucketRef = Ref<"bucket">;
export type DatabaseRef = Ref<"database">;
export type SecretKeyRef = Ref<"secretKey">;
export type SecretStoreRef = Ref<"secretStore">;
export type OidcRef = Ref<"oidc">;

export interface RefOrigin {
  readonly from?: Component | undefined;
  readonly through?: readonly Ref[] | undefined;
}

export function makeRef<K extends Kind>(kind: K, name: string, out: Kinds[K]["out"], { from, through = [] }: RefOrigin = {}): Ref<K> {
  return Object.freeze({ [brand]: true as const, kind, name, out, through, ...(from ? { from } : {}) });
}

export function isRef(value: unknown): value is Ref {
  return typeof value === "object" && value !== null && brand in value;
}

/** The zod schema of an option that takes a reference of one kind. */
export function refSchema<K extends Kind>(kind: K): z.ZodType<Ref<K>, Ref<K>> {
  return z.custom<Ref<K>>((value) => isRef(value) && value.kind === kind, {
    error: `expected a reference of kind ${kind}: from another component, or existing.${kind}(…)`,
  });
}

/** What a component asks of the provider of a reference it was given. */
export interface Claim<K extends Kind = Kind> {
  readonly ref: Ref<K>;
  readonly asks: Kinds[K]["claim"];
}

export function claim<K extends Kind>(ref: Ref<K>, asks: Kinds[K]["claim"]): Claim<K> {
  return { ref, asks };
}

/** References to what the cluster already has. Nothing checks them before the deploy, and no edge comes of them. */
export const existing: {
  /** `annotations`: what a Service of type LoadBalancer needs to get such an address. Default: none. */
  address(name: string, of?: { readonly annotations?: Readonly<Record<string, string>> }): AddressRef;
  host(
    host: string,
    of: { readonly className: string; readonly tlsSecret?: string; readonly annotations?: Readonly<Record<string, string>> },
  ): HostRef;
  /** Default kind: ClusterIssuer. */
  issuer(name: string, kind?: "Issuer" | "ClusterIssuer"): IssuerRef;
  storageClass(name: string): StorageClassRef;
  bucket(name: string, of: Omit<Kinds["bucket"]["out"], "name">): BucketRef;
  /** Default port: 5432. */
  database(
    database: string,
    of: { readonly host: string; readonly port?: number; readonly owner: string; readonly password: SecretValue },
  ): DatabaseRef;
  secretKey(of: { readonly namespace: string; readonly name: string; readonly key: string }): SecretKeyRef;
  /** Default kind: ClusterSecretStore. */
  secretStore(name: string, kind?: "SecretStore" | "ClusterSecretStore"): SecretStoreRef;
  /** Its clients are registered by hand: a claim on it goes nowhere. `endpoints`: see `Kinds`. Default: not known. */
  oidc(issuerUrl: string, of?: Omit<Kinds["oidc"]["out"], "issuerUrl">): OidcRef;
} = {
  address: (name, { annotations = {} } = {}) => makeRef("address", name, { name, annotations }),
  host: (host, { className, tlsSecret, annotations = {} }) => makeRef("host", host, { host, className, tlsSecret, annotations }),
  issuer: (name, kind = "ClusterIssuer") => makeRef("issuer", name, { name, kind }),
  storageClass: (name) => makeRef("storageClass", name, { name }),
  bucket: (name, of) => makeRef("bucket", name, { ...of, name }),
  database: (database, { port = 5432, ...of }) => makeRef("database", database, { ...of, port, database }),
  secretKey: (of) => makeRef("secretKey", `${of.namespace}/${of.name}/${of.key}`, of),
  secretStore: (name, kind = "ClusterSecretStore") => makeRef("secretStore", name, { name, kind }),
  oidc: (issuerUrl, of = {}) => makeRef("oidc", issuerUrl, { ...of, issuerUrl }),
};
