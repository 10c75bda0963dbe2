import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Writes a kubeconfig that needs no other file. The user's own is never touched. */
export async function writeKubeconfig(
  file: string,
  { contextName, apiServer, pki }: { contextName: string; apiServer: string; pki: string },
): Promise<void> {
  const [ca, cert, key] = await Promise.all(["ca.crt", "admin.crt", "admin.key"].map((name) => readFile(join(pki, name), "base64")));
  const kubeconfig = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": contextName,
    clusters: [{ name: contextName, cluster: { server: apiServer, "certificate-authority-data": ca } }],
    users: [{ name: contextName, user: { "client-certificate-data": cert, "client-key-data": key } }],
    contexts: [{ name: contextName, context: { cluster: contextName, user: contextName } }],
  };
  await writeFile(file, `${JSON.stringify(kubeconfig, null, 2)}\n`, { mode: 0o600 });
}
