// Mistakes that the compiler must report: a line that it accepts is an error here, because the expectation is unused.
import { velero } from "@helmwright/backup";
import { dex } from "@helmwright/identity";
import { certManager, ingressNginx, letsEncrypt, metalLb } from "@helmwright/networking";
import { claim, definePlatform, defineComponent, existing, secret } from "@helmwright/sdk";
import type { Platform } from "@helmwright/sdk";
import { cloudNativePg } from "@helmwright/storage";
import { z } from "zod";

export const mistakes: Platform = definePlatform({
  name: "mistakes",
  environments: {
    dev: { target: "sandbox", profile: "single-node" },
    prod: { target: { context: "homelab" }, profile: "ha", protected: true },
  },
  compose({ env }) {
    const pools = metalLb({ pools: [{ name: "ingress", addresses: ["10.0.3.2/32"] }] });
    const certs = certManager({
      issuers: [
        letsEncrypt({
          name: "le",
          email: "ops@example.org",
          environment: env.pick({ prod: "production", default: "staging" }),
          solvers: [{ type: "http01", ingressClass: "nginx" }],
        }),
      ],
    });
    const web = ingressNginx({ address: pools.address("ingress") });
    const sso = dex({ expose: web.host("sso.example.org", certs.issuer("le")) });
    const postgres = cloudNativePg({ clusters: [{ name: "main", storage: { size: "1Gi" } }] });

    const outside = existing.host("h", { className: "nginx" });

    // @ts-expect-error: not a declared issuer
    certs.issuer("lets-encrypt");
    // @ts-expect-error: not a declared pool
    pools.address("ingres");
    // @ts-expect-error: not a declared cluster
    postgres.database("mian", { database: "a", owner: "a" });
    // @ts-expect-error: not an environment
    env.pick({ prdo: 1, default: 2 });
    // @ts-expect-error: a mistyped option
    certManager({ replcias: 2 });
    // @ts-expect-error: a mistyped option, one level down
    metalLb({ pools: [{ name: "x", adresses: [] }] });
    // @ts-expect-error: a reference of another kind
    dex({ expose: certs.issuer("le") });
    const upstream = { type: "oidc", name: "U", issuer: "https://x", clientId: "x", clientSecret: "plain" } as const;
    // @ts-expect-error: a plain string where a secret belongs
    dex({ expose: outside, connectors: [upstream] });
    // @ts-expect-error: a claim that this kind doesn't take
    claim(certs.issuer("le"), { clientId: "x" });
    // @ts-expect-error: a claim with a part missing
    claim(sso.oidc(), { clientId: "x", secret: secret.generated("x") });
    // @ts-expect-error: a chart value that does not exist
    dex({ expose: outside }, { values: { replicaCuont: 1 } });
    // @ts-expect-error: a chart value that does not exist, one level down
    dex({ expose: outside }, { values: { ingress: { enbled: true } } });
    // @ts-expect-error: a required option is missing
    velero({});
    const place = { name: "x", podSecurity: "restricted" } as const;
    // @ts-expect-error: a schema is missing
    defineComponent<{ a?: string; b?: string }>({ name: "x", namespace: place, options: { a: z.string().optional() } });

    return { pools, certs, web, sso, postgres };
  },
});
