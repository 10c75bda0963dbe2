// Deploys or destroys the small platform in a process of its own, which tests kill.
import { pathToFileURL } from "node:url";

import type { Platform } from "@helmwright/core";
import { connect } from "@helmwright/engine/connect";

const [, , verb, file = "", kubeconfig = "", context = "", id = ""] = process.argv;
const { default: platform } = (await import(pathToFileURL(file).href)) as { default: Platform };
const connection = await connect(platform, { environment: "dev", id, target: { kubeconfig, context }, timeout: 120_000 });
const report = verb === "destroy" ? await connection.destroy({ data: true }) : await connection.deploy();
process.stdout.write(`${JSON.stringify(report)}\n`);
await connection.close();
