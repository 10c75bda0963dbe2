import { component, defineComponent, HelmwrightError } from "@helmwright/sdk";
import type { Component, ComponentSpec, Lifecycle, Placement, SecretKeyRef, SecretStoreRef } from "@helmwright/sdk";

import { externalSecretsChartValues } from "./gen/values-schema.ts";
import type { ExternalSecretsChartValues } from "./gen/values.ts";
import { chart } from "./chart.ts";
import { externalSecretsOptions } from "./options.ts";
import type { ExternalSecretsOptions } from "./options.ts";
import { externalSecretsResources, externalSecretsSecrets } from "./resources.ts";
import { externalSecretsAtRunTime, externalSecretsValues } from "./values.ts";

export type { ExternalSecretsChartValues } from "./gen/values.ts";
export type { ExternalSecret, RemoteValue } from "./external-secret.ts";
export type { ExternalSecretsOptions } from "./options.ts";
export { kubernetesStore, vaultStore } from "./secret-store.ts";
export type { KubernetesStore, SecretStore, VaultLogin, VaultStore } from "./secret-store.ts";

const group = "external-secrets.io";

const spec: ComponentSpec<ExternalSecretsOptions, ExternalSecretsChartValues> = defineComponent<
  ExternalSecretsOptions,
  ExternalSecretsChartValues
>({
  name: "external-secrets",
  chart,
  namespace: { name: "external-secrets", podSecurity: "restricted" },
  options: externalSecretsOptions,
  chartValues: externalSecretsChartValues,
  values: externalSecretsValues,
  resources: externalSecretsResources,
  secrets: externalSecretsSecrets,
  atRunTime: externalSecretsAtRunTime,
  readiness: ["ClusterSecretStore", "SecretStore", "ExternalSecret"].map((kind) => ({ group, version: "v1", kind, condition: "Ready" })),
});

export interface ExternalSecrets<N extends string = string, S extends string = string> extends Component, Lifecycle {
  /** A declared store, for ExternalSecrets that others make. */
  store(name: N): SecretStoreRef;
  /** A key of a declared secret, for components in its namespace. Throws `SECRET_KEY_UNKNOWN`. */
  secretKey(name: S, key: string): SecretKeyRef;
}

/** Kubernetes Secrets made of what Vault or another cluster keeps, and kept up with it. */
export function externalSecrets<const N extends string = never, const S extends string = never>(
  options: ExternalSecretsOptions<N, S> = {},
  placement?: Placement<ExternalSecretsChartValues>,
): ExternalSecrets<N, S> {
  return component(spec, options, placement, (ref) => ({
    store: (name: N): SecretStoreRef => {
      const clusterWide = options.stores?.find((store) => store.name === name)?.namespace === undefined;
      return ref("secretStore", name, { name, kind: clusterWide ? "ClusterSecretStore" : "SecretStore" });
    },
    secretKey: (name: S, key: string): SecretKeyRef => ref("secretKey", `${name}/${key}`, declaredKey(options, name, key)),
  }));
}

function declaredKey({ secrets = [] }: ExternalSecretsOptions, name: string, key: string): SecretKeyRef["out"] {
  const found = secrets.find((one) => one.name === name);
  const keys = Object.keys(found?.data ?? {});
  if (found && ((found.extract ?? []).length > 0 || keys.includes(key)))
    return { namespace: found.namespace, name: found.secretName ?? name, key };
  throw new HelmwrightError(
    "SECRET_KEY_UNKNOWN",
    `refer to key ${key} of secret ${name}: ${found ? "it has no such key" : "it is not declared"}`,
    {
      hint: found ? `It has ${keys.join(", ")}.` : `Declared are ${secrets.map((one) => one.name).join(", ") || "none"}.`,
    },
  );
}
