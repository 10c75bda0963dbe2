export { externalSecrets, kubernetesStore, vaultStore } from "./external-secrets/index.ts";
export type {
  ExternalSecret,
  ExternalSecrets,
  ExternalSecretsChartValues,
  ExternalSecretsOptions,
  KubernetesStore,
  RemoteValue,
  SecretStore,
  VaultLogin,
  VaultStore,
} from "./external-secrets/index.ts";
export { sealedSecrets } from "./sealed-secrets/index.ts";
export type { SealedSecrets, SealedSecretsChartValues, SealedSecretsOptions } from "./sealed-secrets/index.ts";
