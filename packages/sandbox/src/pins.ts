/** One pinned tool: the executables it brings, where the official ones are, and how to build it. */
export interface ToolPin {
  readonly name: string;
  /** With a leading `v`, as the project tags it. */
  readonly version: string;
  readonly executables: readonly string[];
  /** Which versions found on PATH are as good, as a semver range. */
  readonly supported: string;
  /** How an executable found on PATH is asked for its version. Default: `--version`. */
  readonly versionArgs?: Readonly<Record<string, readonly string[]>>;
  readonly download: DownloadPin;
  readonly build: BuildPin;
}

/** `url` and `checksumUrl` are templates: `{version}`, `{os}`, `{arch}`, `{executable}`. */
export interface DownloadPin {
  readonly url: string;
  /** Where upstream publishes the SHA-256, over HTTPS: one digest, or lines of `digest  file`. */
  readonly checksumUrl: string;
  /** `tar.gz` holds the executable at `member`; `none` is the executable itself. */
  readonly archive: "tar.gz" | "none";
  readonly member?: string;
}

export interface BuildPin {
  readonly module: string;
  /** The packages of the executables, in the order of `executables`. */
  readonly packages: readonly string[];
  readonly ldflags: string;
  /** The module requires its own staging modules at v0.0.0: each is replaced with its published version. */
  readonly staging?: { readonly version: string };
  /** What to expect of an idle machine with two cores, in minutes. */
  readonly minutes: number;
}

/** The oldest Go that builds all of them. */
export const goVersion = "1.26.0";

const kubernetes = "v1.37.1";

/** Version of the sandbox's control plane, without `v`. */
export const kubernetesVersion: string = kubernetes.slice(1);

/** Everything the sandbox and Helm need, at the one version of each that is tested. */
export const toolPins: readonly ToolPin[] = [
  {
    name: "helm",
    version: "v4.3.1",
    executables: ["helm"],
    supported: ">=4.3.0 <5.0.0",
    versionArgs: { helm: ["version", "--template", "{{.Version}}"] },
    download: {
      url: "https://get.helm.sh/helm-{version}-{os}-{arch}.tar.gz",
      checksumUrl: "https://get.helm.sh/helm-{version}-{os}-{arch}.tar.gz.sha256sum",
      archive: "tar.gz",
      member: "{os}-{arch}/helm",
    },
    build: {
      module: "helm.sh/helm/v4",
      packages: ["helm.sh/helm/v4/cmd/helm"],
      ldflags: "-X helm.sh/helm/v4/internal/version.version=v4.3.1 -X helm.sh/helm/v4/internal/version.gitTreeState=clean",
      minutes: 2,
    },
  },
  {
    name: "kubernetes",
    version: kubernetes,
    executables: ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"],
    supported: ">=1.37.0 <1.38.0",
    versionArgs: { kubectl: ["version", "--client"] },
    download: {
      url: "https://dl.k8s.io/release/{version}/bin/{os}/{arch}/{executable}",
      checksumUrl: "https://dl.k8s.io/release/{version}/bin/{os}/{arch}/{executable}.sha256",
      archive: "none",
    },
    build: {
      module: "k8s.io/kubernetes",
      packages: ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"].map((name) => `k8s.io/kubernetes/cmd/${name}`),
      ldflags:
        "-X k8s.io/component-base/version.gitVersion=v1.37.1 -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=37",
      staging: { version: "v0.37.1" },
      minutes: 5,
    },
  },
  {
    name: "etcd",
    version: "v3.7.3",
    executables: ["etcd"],
    supported: ">=3.7.0 <3.8.0",
    download: {
      url: "https://github.com/etcd-io/etcd/releases/download/{version}/etcd-{version}-{os}-{arch}.tar.gz",
      checksumUrl: "https://github.com/etcd-io/etcd/releases/download/{version}/SHA256SUMS",
      archive: "tar.gz",
      member: "etcd-{version}-{os}-{arch}/etcd",
    },
    build: { module: "go.etcd.io/etcd/server/v3", packages: ["go.etcd.io/etcd/server/v3"], ldflags: "", minutes: 1 },
  },
  kwokPin("kwok"),
  kwokPin("kwokctl"),
];

function kwokPin(name: "kwok" | "kwokctl"): ToolPin {
  return {
    name,
    version: "v0.8.0",
    executables: [name],
    supported: ">=0.8.0 <0.9.0",
    download: {
      url: `https://github.com/kubernetes-sigs/kwok/releases/download/{version}/${name}-{os}-{arch}`,
      checksumUrl: `https://github.com/kubernetes-sigs/kwok/releases/download/{version}/${name}-{os}-{arch}.sha256`,
      archive: "none",
    },
    build: {
      module: "sigs.k8s.io/kwok",
      packages: [`sigs.k8s.io/kwok/cmd/${name}`],
      ldflags: "-X sigs.k8s.io/kwok/pkg/consts.Version=v0.8.0",
      minutes: 1,
    },
  };
}
