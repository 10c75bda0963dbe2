import { sandboxUp, simulate } from "@helmwright/sandbox";
import { connect } from "@helmwright/engine/connect";
import platform from "./platform.ts";
const t0 = performance.now();
const s = await sandboxUp({ onEvent: (e) => console.log(JSON.stringify(e)) });
console.log("up", performance.now()-t0);
const c = await connect(platform, { environment: "dev", id: "11111111-2222-3333-4444-555555555555", target: { context: s.contextName, kubeconfig: s.kubeconfig }, prepare: (k) => simulate(k.instances.flatMap((i) => i.readiness)), onEvent: (e) => console.log(Math.round(performance.now()-t0), e.type === "planned" ? e.plan.steps.map((x) => `${x.id} ${x.action} <- ${x.needs.map((n)=>n.step).join(", ")}`).join("\n") : JSON.stringify(e)) });
try {
  const cmd = process.argv[2] ?? "deploy";
  const r = cmd === "deploy" ? await c.deploy() : cmd === "destroy" ? await c.destroy({ data: true }) : await c.status();
  console.log(JSON.stringify(r, null, 1).slice(0, 3000));
} catch (e) { console.log(e.problems?.map((p) => JSON.stringify(p)).join("\n") ?? e); }
console.log("total", performance.now()-t0);
await c.close();
