import { HelmwrightError } from "@helmwright/sdk";
import type { Context, JsonObject, Manifest, SecretSpec } from "@helmwright/sdk";

import type { ExternalSecret } from "./external-secret.ts";
import type { ExternalSecretsOptions } from "./options.ts";
import { storeResources, storeSecrets } from "./store-resources.ts";

/** Stores, and the secrets that are made of them. Throws `STORE_UNKNOWN` and `STORE_OUT_OF_REACH`. */
export function externalSecretsResources(options: ExternalSecretsOptions, context: Context): readonly Manifest[] {
  const { stores = [], secrets = [] } = options;
  return [...stores.flatMap((store) => storeResources(store, context)), ...secrets.map((one) => externalSecret(one, options))];
}

export function externalSecretsSecrets({ stores = [] }: ExternalSecretsOptions): readonly SecretSpec[] {
  return stores.flatMap(storeSecrets);
}

/** https://external-secrets.io/latest/api/externalsecret/ */
function externalSecret(one: ExternalSecret, options: ExternalSecretsOptions): Manifest {
  const { name, namespace, secretName = name, data = {}, extract = [], type, refreshMinutes = 60 } = one;
  const spec: JsonObject = {
    refreshInterval: `${refreshMinutes}m`,
    secretStoreRef: storeOf(one, options),
    // Owner: it goes with the ExternalSecret. Retain: not because a value is missing in the store for a while.
    target: { name: secretName, creationPolicy: "Owner", deletionPolicy: "Retain", template: type === undefined ? undefined : { type } },
    data: Object.entries(data).map(([secretKey, { key, property, version }]) => ({ secretKey, remoteRef: { key, property, version } })),
    dataFrom: extract.length > 0 ? extract.map((key) => ({ extract: { key } })) : undefined,
  };
  return { apiVersion: "external-secrets.io/v1", kind: "ExternalSecret", metadata: { name: secretName, namespace }, spec };
}

function storeOf({ name, namespace, store }: ExternalSecret, { stores = [] }: ExternalSecretsOptions): JsonObject {
  if (typeof store !== "string") return { name: store.out.name, kind: store.out.kind };
  const found = stores.find((one) => one.name === store);
  const what = `make secret ${namespace}/${name}`;
  if (!found) {
    throw new HelmwrightError("STORE_UNKNOWN", `${what}: there is no store ${JSON.stringify(store)}`, {
      hint: `Declared are ${stores.map((one) => one.name).join(", ") || "none"}; for one that the cluster has, use existing.secretStore(…).`,
    });
  }
  const reach = found.namespace === undefined ? found.usableFrom : [found.namespace];
  if (reach && !reach.includes(namespace)) {
    throw new HelmwrightError("STORE_OUT_OF_REACH", `${what}: store ${store} is not usable from namespace ${namespace}`, {
      hint: `It is usable from ${reach.join(", ")}.`,
    });
  }
  return { name: store, kind: found.namespace === undefined ? "ClusterSecretStore" : "SecretStore" };
}
