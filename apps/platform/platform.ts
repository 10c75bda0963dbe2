import { dex } from "@helmwright/identity";
import { certManager, ingressNginx, metalLb } from "@helmwright/networking";
import { definePlatform } from "@helmwright/sdk";
import type { Platform } from "@helmwright/sdk";

const platform: Platform = definePlatform({
  name: "homelab",
  environments: {
    dev: { target: "sandbox", profile: "single-node" },
  },
  compose() {
    const pools = metalLb({ pools: [{ name: "ingress", addresses: ["198.51.100.10-198.51.100.20"] }] });
    const certs = certManager({ issuers: [{ type: "selfSigned", name: "internal" }] });
    const web = ingressNginx({ address: pools.address("ingress") });
    const sso = dex({ expose: web.host("sso.example.org", certs.issuer("internal")) });
    return { pools, certs, web, sso };
  },
});
export default platform;
