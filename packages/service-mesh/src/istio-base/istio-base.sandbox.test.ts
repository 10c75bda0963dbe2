import { goldenExtract, instanceOf, renderInstance } from "@helmwright/testing";
import { expect, test } from "vitest";

import { istioBase } from "./index.ts";

test("what the chart renders", async () => {
  const pick = [
    'CustomResourceDefinition authorizationpolicies.security.istio.io metadata.annotations."helm.sh/resource-policy"',
    "ValidatingWebhookConfiguration istiod-default-validator webhooks[0].clientConfig",
    "ValidatingWebhookConfiguration istiod-default-validator webhooks[0].failurePolicy",
  ];
  expect(await goldenExtract(instanceOf(istioBase()), { pick })).toMatchInlineSnapshot(`
    {
      "fields": {
        "CustomResourceDefinition authorizationpolicies.security.istio.io metadata.annotations."helm.sh/resource-policy"": "keep",
        "ValidatingWebhookConfiguration istiod-default-validator webhooks[0].clientConfig": {
          "service": {
            "name": "istiod",
            "namespace": "istio-system",
            "path": "/validate",
          },
        },
        "ValidatingWebhookConfiguration istiod-default-validator webhooks[0].failurePolicy": "Ignore",
      },
      "images": [],
      "objects": [
        "CustomResourceDefinition authorizationpolicies.security.istio.io",
        "CustomResourceDefinition destinationrules.networking.istio.io",
        "CustomResourceDefinition envoyfilters.networking.istio.io",
        "CustomResourceDefinition gateways.networking.istio.io",
        "CustomResourceDefinition peerauthentications.security.istio.io",
        "CustomResourceDefinition proxyconfigs.networking.istio.io",
        "CustomResourceDefinition requestauthentications.security.istio.io",
        "CustomResourceDefinition serviceentries.networking.istio.io",
        "CustomResourceDefinition sidecars.networking.istio.io",
        "CustomResourceDefinition telemetries.telemetry.istio.io",
        "CustomResourceDefinition trafficextensions.extensions.istio.io",
        "CustomResourceDefinition virtualservices.networking.istio.io",
        "CustomResourceDefinition wasmplugins.extensions.istio.io",
        "CustomResourceDefinition workloadentries.networking.istio.io",
        "CustomResourceDefinition workloadgroups.networking.istio.io",
        "ServiceAccount istio-system/istio-reader-service-account",
        "ValidatingWebhookConfiguration istiod-default-validator",
      ],
    }
  `);
});

test.each(["ha", "single-node"] as const)("%s renders twice the same", async (profile) => {
  const instance = instanceOf(istioBase(), { profile });
  expect(await renderInstance(instance)).toEqual(await renderInstance(instance));
});
