import { refSchema, resourcesSchema, secretSchema } from "@helmwright/sdk";
import type { AddressRef, IssuerRef, ResourceRequirements, SecretValue, Shape } from "@helmwright/sdk";
import { z } from "zod";

/** What is shown for a host that has no certificate of its own: from an issuer, or given as PEM. */
export type DefaultCertificate =
  | {
      /** Signs the certificate. */
      readonly issuer: IssuerRef;
      /** Host names in the certificate. */
      readonly hosts: readonly string[];
    }
  | {
      /** Certificate, PEM, with its chain. */
      readonly certificate: SecretValue;
      /** Private key, PEM. */
      readonly key: SecretValue;
    };

/** A host whose TLS connections go to the backend as they are, chosen by SNI. */
export interface PassthroughHost {
  /** Name that clients ask for by SNI. */
  readonly host: string;
  /** A Service in the cluster, or addresses outside of it. */
  readonly to:
    | {
        /** Namespace of the Service. */
        readonly namespace: string;
        /** Name of the Service. */
        readonly service: string;
        /** TCP port that speaks TLS. */
        readonly port: number;
      }
    | {
        /** IP addresses of the backend. */
        readonly addresses: readonly string[];
        /** TCP port that speaks TLS. */
        readonly port: number;
      };
}

export interface IngressNginxOptions {
  /** Where the load balancer's address comes from. Default: whatever the cluster gives. */
  readonly address?: AddressRef | undefined;
  /** Name of the ingress class. A second instance needs another one. Default: `nginx`. */
  readonly ingressClass?: string | undefined;
  /** Whether Ingresses without a class are served here. Default: false. */
  readonly defaultClass?: boolean | undefined;
  /** Pods. Default: 2 in `ha`, 1 in `single-node`. */
  readonly replicas?: number | undefined;
  /** How the ports are reached from outside. Default: `LoadBalancer`. */
  readonly service?: "LoadBalancer" | "NodePort" | "ClusterIP" | undefined;
  /** Whether backends see the client's own address; nodes without a pod then take no traffic. Default: false. */
  readonly preserveClientAddress?: boolean | undefined;
  /** Clients that may connect, as CIDRs, where the load balancer supports it. Default: all. */
  readonly allowedClients?: readonly string[] | undefined;
  /** Default: one that the controller makes, which nobody trusts. */
  readonly defaultCertificate?: DefaultCertificate | undefined;
  /** TLS passthrough by SNI. It puts a proxy in front of all TLS connections. Default: none. */
  readonly passthrough?: readonly PassthroughHost[] | undefined;
  /** Signs the admission webhook's certificate. Default: a Job makes one at each install and upgrade. */
  readonly webhookIssuer?: IssuerRef | undefined;
  /** Entries of the controller's ConfigMap: https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/. Default: none. */
  readonly config?: Readonly<Record<string, string>> | undefined;
  /** Default: requests of 100m CPU and 128Mi memory, a limit of 512Mi memory. */
  readonly resources?: ResourceRequirements | undefined;
}

const text = z.string().min(1);
const port = z.int().min(1).max(65535);

/** A host name, the first label of which may be `*`. */
export const hostPattern: RegExp = /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const host = text.regex(hostPattern, "expected a host name in lower case");

const passthrough = z.strictObject({
  host,
  to: z.union([
    z.strictObject({ namespace: text, service: text, port }),
    z.strictObject({ addresses: z.array(z.ipv4()).min(1).readonly(), port }),
  ]),
} satisfies Shape<PassthroughHost>);

export const ingressNginxOptions: Shape<IngressNginxOptions> = {
  address: refSchema("address").optional(),
  ingressClass: text.regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, "expected lower case, digits, - and .").optional(),
  defaultClass: z.boolean().optional(),
  replicas: z.int().min(1).optional(),
  service: z.enum(["LoadBalancer", "NodePort", "ClusterIP"]).optional(),
  preserveClientAddress: z.boolean().optional(),
  allowedClients: z
    .array(z.union([z.cidrv4(), z.cidrv6()]))
    .readonly()
    .optional(),
  defaultCertificate: z
    .union([
      z.strictObject({ issuer: refSchema("issuer"), hosts: z.array(host).min(1).readonly() }),
      z.strictObject({ certificate: secretSchema, key: secretSchema }),
    ])
    .optional(),
  passthrough: z.array(passthrough).readonly().optional(),
  webhookIssuer: refSchema("issuer").optional(),
  config: z.record(z.string(), z.string()).optional(),
  resources: resourcesSchema.optional(),
};
