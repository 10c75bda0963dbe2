import { existing, secret } from "@helmwright/sdk";
import { instanceOf, problemsOf } from "@helmwright/testing";
import { expect, test } from "vitest";

import { velero } from "./index.ts";
import type { BackupSchedule, VeleroOptions } from "./index.ts";

const credentials = { accessKeyId: secret.env("A"), secretAccessKey: secret.env("B") };
const bucket = existing.bucket("backups", { region: "eu-1", endpoint: "https://s3.example.org", credentials });
const locations = [{ name: "main", bucket }] as const;
const daily = { name: "daily", cron: "0 2 * * *", volumes: "none" } as const satisfies BackupSchedule;
const repositoryPassword = secret.env("REPOSITORY");
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const metadata = (name: string): object => ({ name, namespace: "velero" });
const cloud = secret.text`[default]\naws_access_key_id=${secret.env("A")}\naws_secret_access_key=${secret.env("B")}\n`;

test.each(["ha", "single-node"] as const)("one server in %s, no Jobs, no objects of the chart's own making", (profile) => {
  const confined = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, seccompProfile: { type: "RuntimeDefault" } };
  expect(instanceOf(velero({ locations }), { profile }).values).toEqual({
    upgradeCRDs: false,
    cleanUpCRDs: false,
    backupsEnabled: false,
    snapshotsEnabled: false,
    credentials: { useSecret: false },
    initContainers: [
      {
        name: "velero-plugin-for-aws",
        image: "docker.io/velero/velero-plugin-for-aws:v1.14.2",
        securityContext: confined,
        volumeMounts: [{ name: "plugins", mountPath: "/target" }],
      },
    ],
    configuration: { uploaderType: "kopia", defaultVolumesToFsBackup: false },
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "1Gi" } },
    containerSecurityContext: confined,
    deployNodeAgent: false,
    metrics: {
      enabled: true,
      serviceMonitor: { autodetect: false, enabled: false },
      nodeAgentPodMonitor: { autodetect: false, enabled: false },
      prometheusRule: { autodetect: false, enabled: false },
    },
  });
});

test("a schedule that copies data brings the agents, and monitoring watches both", () => {
  const component = velero({ locations, schedules: [{ ...daily, volumes: "move" }], csiSnapshots: true, repositoryPassword });
  expect(instanceOf(component, { has: ["monitoring"] }).values).toMatchObject({
    configuration: { features: "EnableCSI" },
    deployNodeAgent: true,
    nodeAgent: { tolerations: [{ operator: "Exists" }], containerSecurityContext: { allowPrivilegeEscalation: false } },
    metrics: { serviceMonitor: { enabled: true }, nodeAgentPodMonitor: { enabled: true }, prometheusRule: { enabled: true } },
  });
});

test("locations: the first is the default, another server than AWS is spoken to by path", () => {
  const aws = existing.bucket("aws", { region: "eu-west-1" });
  const caCertificate = "-----BEGIN CERTIFICATE-----\n";
  const component = velero({
    locations: [
      { name: "main", bucket, prefix: "prod", caCertificate },
      { name: "old", bucket: aws, access: "ReadOnly" },
    ],
  });
  const { resources, secrets } = instanceOf(component);
  expect(plain(resources)).toEqual([
    {
      apiVersion: "velero.io/v1",
      kind: "BackupStorageLocation",
      metadata: metadata("main"),
      spec: {
        provider: "aws",
        default: true,
        accessMode: "ReadWrite",
        objectStorage: { bucket: "backups", prefix: "prod", caCert: Buffer.from(caCertificate).toString("base64") },
        config: { region: "eu-1", s3Url: "https://s3.example.org", s3ForcePathStyle: "true", checksumAlgorithm: "" },
        credential: { name: "location-main", key: "cloud" },
      },
    },
    {
      apiVersion: "velero.io/v1",
      kind: "BackupStorageLocation",
      metadata: metadata("old"),
      spec: { provider: "aws", default: false, accessMode: "ReadOnly", objectStorage: { bucket: "aws" }, config: { region: "eu-west-1" } },
    },
  ]);
  expect(secrets).toEqual([{ name: "location-main", data: { cloud } }]);
});

test.each([
  ["snapshot", { snapshotVolumes: true, snapshotMoveData: false, defaultVolumesToFsBackup: false, volumeSnapshotLocations: ["ebs"] }],
  ["move", { snapshotVolumes: true, snapshotMoveData: true, defaultVolumesToFsBackup: false }],
  ["files", { snapshotVolumes: false, snapshotMoveData: false, defaultVolumesToFsBackup: true }],
  ["none", { snapshotVolumes: false, snapshotMoveData: false, defaultVolumesToFsBackup: false }],
] as const)("a schedule with volumes: %s", (volumes, settings) => {
  const schedule = { ...daily, volumes, excludedNamespaces: ["kube-system"], keepDays: 7 };
  const snapshotLocations = [{ name: "ebs", region: "eu-west-1", credentials }];
  const { resources, secrets } = instanceOf(
    velero({ locations, schedules: [schedule], snapshotLocations, csiSnapshots: true, repositoryPassword }),
  );
  expect(plain(resources.slice(1))).toEqual([
    {
      apiVersion: "velero.io/v1",
      kind: "VolumeSnapshotLocation",
      metadata: metadata("ebs"),
      spec: { provider: "aws", config: { region: "eu-west-1" }, credential: { name: "snapshots-ebs", key: "cloud" } },
    },
    {
      apiVersion: "velero.io/v1",
      kind: "Schedule",
      metadata: metadata("daily"),
      spec: {
        schedule: "0 2 * * *",
        paused: false,
        template: { storageLocation: "main", ttl: "168h0m0s", includedNamespaces: ["*"], excludedNamespaces: ["kube-system"], ...settings },
      },
    },
  ]);
  expect(secrets.map(({ name }) => name)).toEqual(["location-main", "snapshots-ebs", "velero-repo-credentials"]);
  expect(secrets[2]).toEqual({ name: "velero-repo-credentials", data: { "repository-password": secret.env("REPOSITORY") } });
});

test.each<[string, unknown, string]>([
  [
    "snapshots that nothing takes",
    { locations, schedules: [{ ...daily, volumes: "snapshot" }] },
    "schedule daily snapshots volumes, but nothing can",
  ],
  ["moving without CSI", { locations, schedules: [{ ...daily, volumes: "move" }], repositoryPassword }, "but csiSnapshots is off"],
  ["agents with the well-known password", { locations, schedules: [{ ...daily, volumes: "files" }] }, "no repositoryPassword"],
  [
    "agents switched off",
    { locations, schedules: [{ ...daily, volumes: "files" }], nodeAgent: false, repositoryPassword },
    "but nodeAgent is off",
  ],
  [
    "an unknown location",
    { locations, schedules: [{ ...daily, location: "mian" }] },
    "schedule daily uses location mian, but there is only main",
  ],
  ["no location", { locations: [] }, "locations"],
  [
    "two defaults",
    {
      locations: [
        { name: "a", bucket, default: true },
        { name: "b", bucket, default: true },
      ],
    },
    "two locations are the default",
  ],
  ["four fields", { locations, schedules: [{ ...daily, cron: "0 2 * *" }] }, "expected five fields"],
  ["silence about volumes", { locations, schedules: [{ name: "daily", cron: "0 2 * * *" }] }, "schedules[0].volumes"],
  ["a typo", { locations: [{ ...locations[0], prefx: "a" }] }, "(Did you mean prefix?)"],
])("refused: %s", (_name, options, message) => {
  expect(problemsOf({ backup: velero(options as VeleroOptions) }).join("\n")).toContain(message);
});

test("typos are refused by the compiler", () => {
  // @ts-expect-error: not a declared location
  velero({ locations: [{ name: "main", bucket }], schedules: [{ ...daily, location: "mian" }] });
  // @ts-expect-error: a chart value that does not exist
  const typo = velero({ locations }, { values: { nodeAgent: { podVolumesPath: "/x" } } });
  expect(problemsOf({ backup: typo })).toEqual([
    "VALUES_INVALID check chart values of backup (velero): there is no nodeAgent.podVolumesPath (Did you mean podVolumePath?)",
  ]);
});
