/** A Node object that only needs to become Ready. `kubeletPort` is where kwok answers in place of a kubelet. */
export function simulatedNode(name: string, { index, kubeletPort }: { readonly index: number; readonly kubeletPort: number }): object {
  const resources = { cpu: "32", memory: "256Gi", "ephemeral-storage": "1Ti", pods: "500" };
  const labels = {
    "kubernetes.io/arch": "amd64",
    "kubernetes.io/hostname": name,
    "kubernetes.io/os": "linux",
    "topology.kubernetes.io/region": "sandbox",
    "topology.kubernetes.io/zone": `zone-${"abc"[index % 3]}`,
    type: "kwok",
  };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, labels },
    status: {
      capacity: resources,
      allocatable: resources,
      addresses: [
        { type: "Hostname", address: name },
        { type: "InternalIP", address: `240.1.${index >> 8}.${(index & 255) + 1}` },
        // The only address the API server uses for logs and exec.
        { type: "ExternalIP", address: "127.0.0.1" },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: kubeletPort } },
      nodeInfo: {
        architecture: "amd64",
        operatingSystem: "linux",
        containerRuntimeVersion: "simulated",
        kernelVersion: "simulated",
        kubeProxyVersion: "simulated",
        kubeletVersion: "simulated",
        osImage: "simulated",
        bootID: "",
        machineID: "",
        systemUUID: "",
      },
    },
  };
}
