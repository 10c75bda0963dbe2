import { dex } from "@helmwright/identity";
import { certManager, ingressNginx, metalLb } from "@helmwright/networking";
import { nodeFeatureDiscovery } from "@helmwright/node-bootstrap";
import { definePlatform, secret } from "@helmwright/sdk";
import type { Platform } from "@helmwright/sdk";

/** Small, and with everything that can be interrupted: CRDs of the engine's, hooks, resources after an operator, secrets. */
const platform: Platform = definePlatform({
  name: "small",
  environments: { dev: { target: "sandbox", profile: "single-node" } },
  compose() {
    const features = nodeFeatureDiscovery();
    const pools = metalLb({ pools: [{ name: "ingress", addresses: ["198.51.100.10-198.51.100.20"] }] });
    const certs = certManager({ issuers: [{ type: "selfSigned", name: "internal" }] });
    const web = ingressNginx({ address: pools.address("ingress") });
    const sso = dex({
      expose: web.host("sso.example.org", certs.issuer("internal")),
      connectors: [
        {
          type: "oidc",
          name: "Upstream",
          issuer: "https://login.example.org",
          clientId: "dex",
          clientSecret: secret.env("UPSTREAM_SECRET"),
        },
      ],
    });
    return { features, pools, certs, web, sso };
  },
});
export default platform;
