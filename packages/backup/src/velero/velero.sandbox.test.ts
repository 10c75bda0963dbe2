import { existing, secret } from "@helmwright/sdk";
import { goldenExtract, instanceOf, renderInstance } from "@helmwright/testing";
import { expect, test } from "vitest";

import { velero } from "./index.ts";

const locations = [{ name: "main", bucket: existing.bucket("backups", { region: "eu-1" }) }] as const;
const schedules = [{ name: "daily", cron: "0 2 * * *", volumes: "files" }] as const;

test("what the chart renders: no Job, no Secret, no custom resource", async () => {
  const pick = [
    "Deployment velero/velero spec.strategy.type",
    "Deployment velero/velero spec.template.spec.containers[0].args",
    "Deployment velero/velero spec.template.spec.containers[0].securityContext",
    "DaemonSet velero/node-agent spec.template.spec.tolerations",
    "PrometheusRule velero/velero spec.groups[0].rules[1].expr",
  ];
  const instance = instanceOf(velero({ locations, schedules, repositoryPassword: secret.env("R") }), { has: ["monitoring"] });
  expect(await goldenExtract(instance, { pick })).toMatchInlineSnapshot(`
    {
      "fields": {
        "DaemonSet velero/node-agent spec.template.spec.tolerations": [
          {
            "operator": "Exists",
          },
        ],
        "Deployment velero/velero spec.strategy.type": "Recreate",
        "Deployment velero/velero spec.template.spec.containers[0].args": [
          "server",
          "--uploader-type=kopia",
          "--repo-maintenance-job-configmap=velero-repo-maintenance",
        ],
        "Deployment velero/velero spec.template.spec.containers[0].securityContext": {
          "allowPrivilegeEscalation": false,
          "capabilities": {
            "drop": [
              "ALL",
            ],
          },
          "seccompProfile": {
            "type": "RuntimeDefault",
          },
        },
        "PrometheusRule velero/velero spec.groups[0].rules[1].expr": "velero_backup_storage_location_available == 0",
      },
      "images": [
        "docker.io/velero/velero",
        "docker.io/velero/velero-plugin-for-aws",
      ],
      "objects": [
        "ClusterRoleBinding velero-server",
        "ConfigMap velero/velero-repo-maintenance",
        "DaemonSet velero/node-agent",
        "Deployment velero/velero",
        "PodMonitor velero/node-agent",
        "PrometheusRule velero/velero",
        "Role velero/velero-server",
        "RoleBinding velero/velero-server",
        "Service velero/velero",
        "ServiceAccount velero/velero-server",
        "ServiceMonitor velero/velero",
      ],
    }
  `);
});

test.each(["ha", "single-node"] as const)("%s renders twice the same", async (profile) => {
  const instance = instanceOf(velero({ locations }), { profile });
  expect(await renderInstance(instance)).toEqual(await renderInstance(instance));
});
