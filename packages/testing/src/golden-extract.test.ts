import type { Manifest } from "@helmwright/core";
import { expect, test } from "vitest";

import { extractOf } from "./golden-extract.ts";

const deployment: Manifest = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", annotations: { "helm.sh/hook": "post-install" } },
  spec: { replicas: 2, template: { spec: { containers: [{ image: "registry:5000/a/b:1.2@sha256:00" }, { image: "c" }] } } },
};
const role: Manifest = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name: "r" } };
const release = { name: "web", namespace: "apps" };

test("objects, images without tags, and picked fields", () => {
  const pick = [
    "Deployment apps/web spec.replicas",
    'Deployment apps/web metadata.annotations."helm.sh/hook"',
    "ClusterRole r rules[0].verbs",
    "Deployment apps/web spec.template.spec.containers[1].image",
  ];
  expect(extractOf([deployment, role], { release }, { pick })).toEqual({
    objects: ["ClusterRole r", "Deployment apps/web (hook)"],
    images: ["c", "registry:5000/a/b"],
    fields: { [pick[0] ?? ""]: 2, [pick[1] ?? ""]: "post-install", [pick[2] ?? ""]: null, [pick[3] ?? ""]: "c" },
  });
});

test("a pick that names no object is an error", () => {
  expect(() => extractOf([role], { release }, { pick: ["Deployment apps/web spec.replicas"] })).toThrow("renders no Deployment apps/web");
});
