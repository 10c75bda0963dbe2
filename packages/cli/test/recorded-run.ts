import type { EngineEvent, PlanStep } from "@helmwright/core";
import type { SandboxEvent } from "@helmwright/sandbox";

const step = (id: string, component: string, action: PlanStep["action"]): PlanStep => ({
  id,
  kind: "release",
  component,
  action,
  reasons: action === "none" ? [] : ["it is not installed"],
  values: [],
  objects: [],
  needs: [],
});
const certs = "release cert-manager/cert-manager";
const web = "release ingress-nginx/ingress-nginx";

/** Events of a run as views get them, with milliseconds since its start. For tests. */
export const recordedRun: readonly { readonly at: number; readonly event: EngineEvent | SandboxEvent }[] = [
  { at: 5, event: { type: "tool", tool: "helm", phase: "resolving", detail: "looking for helm", elapsed: 0 } },
  { at: 10, event: { type: "tool", tool: "helm", phase: "downloading", detail: "downloading v4.3.1", elapsed: 5 } },
  { at: 2000, event: { type: "tool", tool: "helm", phase: "downloading", detail: "downloading v4.3.1", elapsed: 1995 } },
  { at: 6000, event: { type: "tool", tool: "helm", phase: "downloading", detail: "downloading v4.3.1", elapsed: 5995 } },
  { at: 6100, event: { type: "tool", tool: "helm", phase: "ready", detail: "downloaded", elapsed: 6095 } },
  { at: 6200, event: { type: "sandbox", phase: "starting", detail: "starting Kubernetes v1.37.1 on https://127.0.0.1:1" } },
  { at: 7000, event: { type: "phase", phase: "observe" } },
  { at: 7100, event: { type: "phase", phase: "render" } },
  { at: 7150, event: { type: "phase", phase: "plan" } },
  {
    at: 7200,
    event: {
      type: "planned",
      plan: {
        version: 1,
        platform: { name: "homelab", id: "1" },
        environment: "dev",
        target: { context: "c", kubernetes: "1.37.1" },
        steps: [step("release metallb-system/metallb", "pools", "none"), step(certs, "certs", "install"), step(web, "web", "install")],
        warnings: [],
      },
    },
  },
  { at: 7250, event: { type: "phase", phase: "apply" } },
  { at: 7300, event: { type: "step-started", step: certs, component: "certs", doing: "installing" } },
  { at: 7400, event: { type: "step-started", step: web, component: "web", doing: "installing" } },
  { at: 8000, event: { type: "step-progress", step: certs, doing: "Helm applies 47 objects and runs 4 hooks" } },
  {
    at: 12_600,
    event: {
      type: "step-progress",
      step: certs,
      doing: "waiting for Deployment cert-manager/cert-manager-webhook: 0 of 1 replicas available (and 2 more)",
    },
  },
  {
    at: 13_000,
    event: {
      type: "step-finished",
      result: {
        step: web,
        component: "web",
        action: "install",
        outcome: "failed",
        milliseconds: 5600,
        failure: { code: "NOT_READY", message: "wait for Deployment ingress-nginx/web: not ready", subject: {}, events: [] },
      },
    },
  },
  { at: 13_100, event: { type: "warning", message: "ended 1 Helm process that an interrupted run had left" } },
  {
    at: 14_000,
    event: { type: "step-finished", result: { step: certs, component: "certs", action: "install", outcome: "done", milliseconds: 6700 } },
  },
];
