import { goldenExtract, instanceOf, renderInstance } from "@helmwright/testing";
import { expect, test } from "vitest";

import { prometheusOperatorCrds } from "./index.ts";

test("what the chart renders", async () => {
  const pick = ['CustomResourceDefinition servicemonitors.monitoring.coreos.com metadata.annotations."helm.sh/resource-policy"'];
  expect(await goldenExtract(instanceOf(prometheusOperatorCrds()), { pick })).toMatchInlineSnapshot(`
    {
      "fields": {
        "CustomResourceDefinition servicemonitors.monitoring.coreos.com metadata.annotations."helm.sh/resource-policy"": "keep",
      },
      "images": [],
      "objects": [
        "CustomResourceDefinition alertmanagerconfigs.monitoring.coreos.com",
        "CustomResourceDefinition alertmanagers.monitoring.coreos.com",
        "CustomResourceDefinition podmonitors.monitoring.coreos.com",
        "CustomResourceDefinition probes.monitoring.coreos.com",
        "CustomResourceDefinition prometheusagents.monitoring.coreos.com",
        "CustomResourceDefinition prometheuses.monitoring.coreos.com",
        "CustomResourceDefinition prometheusrules.monitoring.coreos.com",
        "CustomResourceDefinition scrapeconfigs.monitoring.coreos.com",
        "CustomResourceDefinition servicemonitors.monitoring.coreos.com",
        "CustomResourceDefinition thanosrulers.monitoring.coreos.com",
      ],
    }
  `);
});

test.each(["ha", "single-node"] as const)("%s renders twice the same", async (profile) => {
  const instance = instanceOf(prometheusOperatorCrds(), { profile });
  expect(await renderInstance(instance)).toEqual(await renderInstance(instance));
});
