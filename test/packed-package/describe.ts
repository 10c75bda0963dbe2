import { certManager, letsEncrypt, metalLb } from "@helmwright/networking";
import { ingressNginx, type IngressNginxOptions } from "@helmwright/networking/ingress-nginx";

const pools = metalLb({ pools: [{ name: "ingress", addresses: ["10.0.3.2/32"] }] });
const certs = certManager({ issuers: [letsEncrypt({ name: "le", email: "ops@example.org", environment: "staging" })] });
const options: IngressNginxOptions = { address: pools.address("ingress") };
const host = ingressNginx(options).host("www.example.org", certs.issuer("le"));
// @ts-expect-error: no such issuer
certs.issuer("letsencrypt");
process.stdout.write(`${host.kind} ${host.name}`);
