import type { EngineEvent, PlanDocument, StepResult } from "@helmwright/core";
import { expect, test } from "vitest";

import { plainView } from "./plain-view.ts";
import { recordedRun } from "../../test/recorded-run.ts";

test("a run in plain lines: what begins, what it waits for now and then, what ends", () => {
  const lines: string[] = [];
  let clock = 0;
  const view = plainView({ write: (line) => lines.push(line), now: () => clock });
  for (const { at, event } of recordedRun) {
    clock = at;
    if ("tool" in event || event.type === "sandbox") view.onSandbox(event);
    else view.onEvent(event);
  }
  expect(lines).toStrictEqual([
    "      10 ms  helm: downloading v4.3.1",
    "      6.0 s  helm: downloading v4.3.1",
    "      6.1 s  helm: downloaded",
    "      6.2 s  sandbox: starting Kubernetes v1.37.1 on https://127.0.0.1:1",
    "      7.0 s  reading the cluster",
    "      7.1 s  rendering charts",
    "      7.2 s  plan: 2 to install, 1 unchanged",
    "      7.3 s  certs: installing release cert-manager/cert-manager",
    "      7.4 s  web: installing release ingress-nginx/ingress-nginx",
    "       13 s  certs: release cert-manager/cert-manager: waiting for Deployment cert-manager/cert-manager-webhook: 0 of 1 replicas available (and 2 more)",
    "       13 s  web: release ingress-nginx/ingress-nginx failed after 5.6 s: wait for Deployment ingress-nginx/web: not ready",
    "       13 s  warning: ended 1 Helm process that an interrupted run had left",
    "       14 s  certs: release cert-manager/cert-manager installed in 6.7 s",
  ]);
});

test("a plan without changes is told by its result alone", () => {
  const lines: string[] = [];
  const view = plainView({ write: (line) => lines.push(line), now: () => 0 });
  const plan: PlanDocument = {
    version: 1,
    platform: { name: "p", id: "1" },
    environment: "dev",
    target: { context: "c", kubernetes: "1.37.1" },
    steps: [],
    warnings: [],
  };
  view.onEvent({ type: "planned", plan } satisfies EngineEvent);
  view[Symbol.dispose]();
  expect(lines).toStrictEqual([]);
});

test("what stays as it is leaves no line", () => {
  const result: StepResult = { step: "release a/b", component: "a", action: "remove", outcome: "done", milliseconds: 65_000 };
  const lines: string[] = [];
  plainView({ write: (line) => lines.push(line), now: () => 125_000 }).onEvent({ type: "step-finished", result });
  expect(lines).toStrictEqual(["  2 min 5 s  a: release a/b removed in 1 min 5 s"]);
});
