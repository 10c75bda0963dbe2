import type { SandboxPaths } from "./sandbox-paths.ts";
import { clusterName } from "./sandbox-paths.ts";
import type { SandboxPorts } from "./sandbox-state.ts";

/** Services, pods and load balancers live in ranges that no network routes, so that no call ever leaves the machine. */
const addressRanges = { services: "198.18.0.0/16", pods: "198.19.0.1/16" } as const;

export interface ClusterConfigInput {
  readonly paths: SandboxPaths;
  readonly ports: SandboxPorts;
  readonly tools: Readonly<Record<string, string>>;
}

/** kwokctl's configuration: where the programs are, and with which arguments they run. JSON is YAML. */
export function clusterConfig({ paths, ports, tools }: ClusterConfigInput): string {
  const configuration = {
    apiVersion: "config.kwok.x-k8s.io/v1alpha1",
    kind: "KwokctlConfiguration",
    metadata: { name: clusterName },
    options: {
      runtime: "binary",
      bindAddress: "127.0.0.1",
      cacheDir: `${paths.home}/cache`,
      enableCRDs: ["Stage"],
      kubeApiserverPort: ports.apiServer,
      etcdPort: ports.etcd,
      etcdPeerPort: ports.etcdPeer,
      kubeControllerManagerPort: ports.controllerManager,
      kubeSchedulerPort: ports.scheduler,
      kwokControllerPort: ports.kwok,
      kubeSchedulerConfig: paths.schedulerConfig,
      etcdBinary: tools["etcd"],
      kubeApiserverBinary: tools["kube-apiserver"],
      kubeControllerManagerBinary: tools["kube-controller-manager"],
      kubeSchedulerBinary: tools["kube-scheduler"],
      kubectlBinary: tools["kubectl"],
      kwokControllerBinary: tools["kwok"],
    },
    componentsPatches: [
      patch("etcd", { "unsafe-no-fsync": "true" }),
      patch("kube-apiserver", {
        "service-cluster-ip-range": addressRanges.services,
        // Webhooks point at pods, and a simulated pod can't answer.
        "disable-admission-plugins": "MutatingAdmissionWebhook,ValidatingAdmissionWebhook",
        "kubelet-preferred-address-types": "ExternalIP",
        profiling: "false",
      }),
      // Claims are bound by a stage; the controller would wait for a provisioner that doesn't run.
      patch("kube-controller-manager", {
        controllers: "*,-persistentvolume-binder-controller",
        "leader-elect": "false",
        profiling: "false",
      }),
    ],
  };
  const kwok = {
    apiVersion: "config.kwok.x-k8s.io/v1alpha1",
    kind: "KwokConfiguration",
    metadata: { name: clusterName },
    // A configuration that is given gets no defaults: without these, kwok plays no stages and answers nothing.
    options: {
      cidr: addressRanges.pods,
      enableDebuggingHandlers: true,
      podPlayStageParallelism: 4,
      nodePlayStageParallelism: 4,
      nodeLeaseParallelism: 4,
      podsOnNodeSyncParallelism: 4,
    },
  };
  const logs = {
    apiVersion: "kwok.x-k8s.io/v1alpha1",
    kind: "ClusterLogs",
    metadata: { name: clusterName },
    spec: { logs: [{ logsFile: paths.containerLog }] },
  };
  return [configuration, kwok, logs].map((document) => JSON.stringify(document, null, 2)).join("\n---\n");
}

/** The scheduler's configuration: it places pods without looking at volumes, which have no place here. */
export function schedulerConfig(): string {
  const disabled = ["VolumeBinding", "VolumeZone", "NodeVolumeLimits", "VolumeRestrictions"].map((name) => ({ name }));
  return JSON.stringify({
    apiVersion: "kubescheduler.config.k8s.io/v1",
    kind: "KubeSchedulerConfiguration",
    leaderElection: { leaderElect: false },
    profiles: [{ plugins: { multiPoint: { disabled } } }],
  });
}

function patch(name: string, args: Readonly<Record<string, string>>): object {
  return { name, extraArgs: Object.entries(args).map(([key, value]) => ({ key, value })) };
}
