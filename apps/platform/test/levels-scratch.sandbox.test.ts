import { alterPlatform, snapshotCluster, snapshotDifferences } from "@helmwright/testing";
import { execa } from "execa";
import { test } from "vitest";
import platform from "../platform.ts";
import { actionsOf, startClusterUnderTest } from "./cluster-under-test.ts";
import { previous } from "./levels-previous.ts";
test("x", async () => {
  const on = await startClusterUnderTest("test-levels-scratch", "0f4b2c7e-5a55-4a53-9d52-6f8f8f1f0033");
  const t0 = Date.now();
  const log = (...a: unknown[]) => console.log(((Date.now() - t0) / 1000).toFixed(1), ...a);
  try {
    const before = await snapshotCluster(on.cluster);
    const old = alterPlatform(platform, previous);
    log("start");
    const a = await on.deploy(old);
    log(a.outcome, JSON.stringify(a.results.filter(r => r.outcome !== "done"), null, 1), a.warnings);
    const b = await on.deploy(platform);
    log(b.outcome, JSON.stringify(b.results.filter(r => r.outcome !== "unchanged").map(r => r.outcome === "done" ? [r.action, r.step] : r), null, 1), b.warnings);
    const plan = await on.plan(platform);
    log(actionsOf(plan));
    const releases = plan.steps.filter(s => s.kind === "release").map(s => s.id.slice(8).split("/"));
    for (const [ns, name] of releases) {
      const history = await execa(on.helm, ["--kubeconfig", on.kubeconfig, "history", name!, "-n", ns!, "-o", "json"]);
      const n = (JSON.parse(history.stdout) as unknown[]).length;
      if (n === 1) { log("single", ns, name); continue; }
      const r = await execa(on.helm, ["--kubeconfig", on.kubeconfig, "rollback", name!, "1", "-n", ns!], { reject: false });
      log(ns, name, n, r.exitCode, r.stderr.slice(0, 600));
    }
    log(actionsOf(await on.plan(platform)));
    const c = await on.deploy(platform);
    log(c.outcome, JSON.stringify(c.results.filter(r => r.outcome !== "unchanged").map(r => r.outcome === "done" ? [r.action, r.step] : r), null, 1), c.warnings);
    const d = await on.destroy(platform);
    log(d.outcome, JSON.stringify(d.results.filter(r => r.outcome !== "done"), null, 1), JSON.stringify(d.kept), d.warnings);
    log(snapshotDifferences(before, await snapshotCluster(on.cluster)));
  } finally { await on.down(); }
}, 900_000);
