import { dex } from "@helmwright/identity";
import { ingressNginx, metalLb } from "@helmwright/networking";
import { connectCluster } from "@helmwright/kube";
import { startTestSandbox } from "@helmwright/sandbox/testing";
import { existing, install, plan } from "@helmwright/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";

import { actionsOf } from "./cluster-under-test.ts";

let sandbox: Awaited<ReturnType<typeof startTestSandbox>>;
let target: { readonly context: string; readonly kubeconfig: string; readonly profile: "single-node" };

beforeAll(async () => {
  sandbox = await startTestSandbox({ name: "test-component" });
  target = { context: sandbox.contextName, kubeconfig: sandbox.kubeconfig, profile: "single-node" };
});
afterAll(() => sandbox?.down());

const statusOf = async (component: ReturnType<typeof dex>): Promise<readonly string[]> =>
  (await component.status(target)).map(({ release, status, ready }) => `${release} ${status} ${ready}`);

test("a component that stands alone is planned, installed, upgraded, looked at and uninstalled", async () => {
  const host = existing.host("sso.example.org", { className: "nginx", tlsSecret: "sso-tls" });
  const login = dex({ expose: host });
  await expect(login.upgrade(target)).rejects.toMatchObject({ code: "NOT_INSTALLED" });
  expect(actionsOf(await plan(login, target))).toEqual(["install namespace dex", "install release dex/dex"]);
  expect((await install(login, target)).outcome).toBe("done");
  expect(await statusOf(login)).toEqual(["dex/dex deployed true"]);
  expect((await dex({ expose: host, replicas: 2 }).upgrade(target)).outcome).toBe("done");
  expect(await login.render({ profile: "single-node" })).toContain("kind: Deployment");
  expect((await login.uninstall({ ...target, data: true })).outcome).toBe("done");
  expect(await statusOf(login)).toEqual(["dex/dex absent false"]);
});

test("what it refers to is installed with it, and stays when it is uninstalled", async () => {
  const pools = metalLb({ pools: [{ name: "ingress", addresses: ["198.51.100.10-198.51.100.20"] }] });
  const web = ingressNginx({ address: pools.address("ingress") });
  expect((await web.install(target)).outcome).toBe("done");
  expect((await web.uninstall(target)).outcome).toBe("done");
  const cluster = await connectCluster(target);
  const deployments = await cluster.listMetadata({ apiVersion: "apps/v1", kind: "Deployment" });
  cluster.close();
  expect(deployments.map(({ metadata }) => metadata.name)).toEqual(["metallb-controller"]);
});
