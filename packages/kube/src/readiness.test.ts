import type { LiveObject } from "@helmwright/core";
import { expect, test } from "vitest";

import { readinessOf } from "./readiness.ts";

function object(apiVersion: string, kind: string, more: object = {}, metadata: object = {}): LiveObject {
  return { apiVersion, kind, metadata: { name: "x", uid: "u", resourceVersion: "1", generation: 2, ...metadata }, ...more };
}
const observed = { observedGeneration: 2 };
const condition = (type: string, status: string, more: object = {}): object => ({ conditions: [{ type, status, ...more }] });

test.each([
  [
    "a rolled-out Deployment",
    object("apps/v1", "Deployment", {
      spec: { replicas: 2 },
      status: { ...observed, replicas: 2, updatedReplicas: 2, availableReplicas: 2 },
    }),
    "ready",
  ],
  [
    "a Deployment on its way",
    object("apps/v1", "Deployment", {
      spec: { replicas: 2 },
      status: { ...observed, replicas: 2, updatedReplicas: 2, availableReplicas: 1 },
    }),
    "1 of 2 replicas available",
  ],
  ["a Deployment nobody has seen", object("apps/v1", "Deployment", { spec: { replicas: 0 } }), "its controller has not seen it yet"],
  [
    "a Deployment seen before the change",
    object("apps/v1", "Deployment", { status: { observedGeneration: 1 } }),
    "its controller has not seen the change yet",
  ],
  [
    "a stuck Deployment",
    object("apps/v1", "Deployment", {
      status: { ...observed, ...condition("Progressing", "False", { reason: "ProgressDeadlineExceeded", message: "too slow" }) },
    }),
    "failed: too slow",
  ],
  [
    "a StatefulSet with a pod to come",
    object("apps/v1", "StatefulSet", { spec: { replicas: 2 }, status: { ...observed, readyReplicas: 1 } }),
    "1 of 2 replicas ready",
  ],
  ["a DaemonSet nobody has seen", object("apps/v1", "DaemonSet"), "its controller has not seen it yet"],
  [
    "a failed Job",
    object("batch/v1", "Job", { status: condition("Failed", "True", { message: "BackoffLimitExceeded" }) }),
    "failed: BackoffLimitExceeded",
  ],
  ["a complete Job", object("batch/v1", "Job", { status: condition("Complete", "True") }), "ready"],
  [
    "a LoadBalancer without an address",
    object("v1", "Service", { spec: { type: "LoadBalancer" }, status: { loadBalancer: {} } }),
    "it has no address yet",
  ],
  [
    "a definition that is not established",
    object("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
    "the definition is not established",
  ],
  ["a custom resource that says nothing", object("x.io/v1", "Thing"), "ready"],
  [
    "a custom resource that is not Ready",
    object("x.io/v1", "Thing", { status: condition("Ready", "False", { message: "no" }) }),
    "Ready is False: no",
  ],
  [
    "a stalled custom resource",
    object("x.io/v1", "Thing", { status: condition("Stalled", "True", { message: "stuck" }) }),
    "failed: stuck",
  ],
  ["an object on its way out", object("v1", "ConfigMap", {}, { deletionTimestamp: "2026-01-01T00:00:00Z" }), "it is being deleted"],
])("%s", (_name, live, expected) => {
  const state = readinessOf(live);
  expect(state.ready ? "ready" : `${state.failed ? "failed: " : ""}${state.why}`).toBe(expected);
});

test("a component's rule makes silence mean not ready", () => {
  const rules = [
    { group: "x.io", version: "v1", kind: "Thing", condition: "Ready" },
    { group: "y.io", version: "v1", kind: "Thing", status: { applied: true } },
  ];
  const why = (live: LiveObject): string => {
    const state = readinessOf(live, rules);
    return state.ready ? "ready" : state.why;
  };
  expect(why(object("x.io/v1", "Thing"))).toBe("its operator has not set condition Ready yet");
  expect(why(object("x.io/v1", "Thing", { status: condition("Ready", "True") }))).toBe("ready");
  expect(why(object("y.io/v1", "Thing", { status: {} }))).toBe('its applied is "not set", not true');
  expect(why(object("y.io/v1", "Thing", { status: { applied: true } }))).toBe("ready");
});
