import { homedir } from "node:os";
import { join } from "node:path";

const PASSED = new Set([
  "PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR", "TEMP", "TMP",
  "SSL_CERT_FILE", "SSL_CERT_DIR", "DOCKER_CONFIG", "KUBECONFIG", "KUBERNETES_SERVICE_HOST", "KUBERNETES_SERVICE_PORT",
  "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "USE_GKE_GCLOUD_AUTH_PLUGIN",
  "USERPROFILE", "APPDATA", "LOCALAPPDATA", "SYSTEMROOT", "SYSTEMDRIVE", "PATHEXT", "COMSPEC", "WINDIR",
]); // prettier-ignore
/** Credential plugins of kubeconfig files (aws, gke-gcloud-auth-plugin, kubelogin, doctl, oci, ibmcloud) read these. */
const PASSED_PREFIXES = [
  "LC_",
  "AWS_",
  "AZURE_",
  "ARM_",
  "AAD_",
  "GOOGLE_",
  "CLOUDSDK_",
  "DIGITALOCEAN_",
  "OCI_",
  "IBMCLOUD_",
  "KUBELOGIN_",
];

/** The directory that holds Helm's cache, configuration and data when nothing else is said. */
export function defaultHelmHome(parent: Readonly<NodeJS.ProcessEnv> = process.env): string {
  return join(parent["XDG_CACHE_HOME"] ?? join(parent["HOME"] ?? homedir(), ".cache"), "helmwright", "helm");
}

/** The directory below a Helm home where plugins live. */
export function pluginsDirectory(homeDir: string): string {
  return join(homeDir, "data", "plugins");
}

/**
 * The environment of a Helm process: what it needs of the parent's (paths, locale, proxies, certificates, kubeconfig, what cloud
 * credential plugins read), never the parent's `HELM_*`, so that a result depends on the arguments alone.
 */
export function childEnvironment(
  homeDir: string,
  extra: Readonly<Record<string, string | undefined>>,
  parent: Readonly<NodeJS.ProcessEnv> = process.env,
): Record<string, string> {
  const passed = Object.entries(parent).filter(([name]) => {
    const upper = name.toUpperCase();
    return PASSED.has(upper) || PASSED_PREFIXES.some((prefix) => upper.startsWith(prefix));
  });
  const env = {
    ...Object.fromEntries(passed),
    HELM_CACHE_HOME: join(homeDir, "cache"),
    HELM_CONFIG_HOME: join(homeDir, "config"),
    HELM_DATA_HOME: join(homeDir, "data"),
    HELM_COLOR: "never",
    // Without HOME, discovery answers would be cached in the working directory.
    KUBECACHEDIR: join(homeDir, "cache", "kube"),
    ...extra,
  };
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
