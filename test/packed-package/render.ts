import { metalLb } from "@helmwright/networking/metallb";

process.stdout.write(await metalLb({ pools: [{ name: "ingress", addresses: ["10.0.3.2/32"] }] }).render({ profile: "single-node" }));
