import { claim, existing, secret } from "@helmwright/sdk";
import type { DatabaseRef } from "@helmwright/sdk";
import { instanceOf, problemsOf, claimant } from "@helmwright/testing";
import { expect, test } from "vitest";

import { localPath } from "../local-path/index.ts";
import { cloudNativePg } from "./index.ts";
import type { CloudNativePgOptions } from "./index.ts";

const storage = { size: "10Gi" };
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const asked = (ref: DatabaseRef): ReturnType<typeof claim<"database">> => claim(ref, { database: ref.out.database, owner: ref.out.owner });

test("the operator by profile", () => {
  const values = (replicas: number): object => ({
    replicaCount: replicas,
    crds: { create: true },
    config: { clusterWide: true },
    resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    monitoring: { podMonitorEnabled: false },
  });
  expect(instanceOf(cloudNativePg(), { profile: "single-node" }).values).toEqual(values(1));
  expect(instanceOf(cloudNativePg()).values).toMatchObject(values(2));
  expect(instanceOf(cloudNativePg()).resources).toEqual([]);
});

test.each([
  ["ha", 3, true],
  ["single-node", 1, false],
] as const)("a cluster in %s is kept when its release goes", (profile, instances, enablePDB) => {
  const local = localPath();
  const pg = cloudNativePg({ clusters: [{ name: "main", storage: { size: "10Gi", class: local.storageClass(), walSize: "2Gi" } }] });
  const { resources, atRunTime } = instanceOf(pg, { profile, with: { local } });
  expect(plain(resources)).toEqual([
    {
      apiVersion: "postgresql.cnpg.io/v1",
      kind: "Cluster",
      metadata: { name: "main", namespace: "cnpg-system", annotations: { "helm.sh/resource-policy": "keep" } },
      spec: {
        instances,
        storage: { size: "10Gi", storageClass: "local-path" },
        walStorage: { size: "2Gi", storageClass: "local-path" },
        resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "1Gi" } },
        enablePDB,
        enableSuperuserAccess: false,
      },
    },
  ]);
  expect(atRunTime.filter(({ retention }) => retention === "keep").map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    "Cluster main",
    "Service main-rw",
    "Service main-ro",
    "Service main-r",
    "Secret main-ca",
    "Secret main-server",
    "Secret main-replication",
    "Secret main-app",
    "ServiceAccount main",
  ]);
});

test("databases that are asked for come with an owner, whose password both sides share", () => {
  const pg = cloudNativePg({
    clusters: [
      { name: "main", namespace: "data", storage, parameters: { max_connections: "200" } },
      { name: "other", storage },
    ],
  });
  const dex = pg.database("main", { database: "dex_db", owner: "dex" });
  const more = pg.database("main", { database: "audit", owner: "dex" });
  expect(dex.out).toEqual({
    host: "main-rw.data.svc",
    port: 5432,
    database: "dex_db",
    owner: "dex",
    password: secret.generated("postgres.main.dex"),
  });
  const { resources, secrets } = instanceOf(pg, { claims: [asked(dex), asked(more), asked(dex)], has: ["monitoring"] });
  expect(resources.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
    "Cluster data/main",
    "Database data/main.audit",
    "Database data/main.dex-db",
    "PodMonitor data/postgres-main",
    "Cluster cnpg-system/other",
    "PodMonitor cnpg-system/postgres-other",
  ]);
  expect(resources[0]).toMatchObject({
    spec: {
      postgresql: { parameters: { max_connections: "200" } },
      managed: { roles: [{ name: "dex", ensure: "present", login: true, passwordSecret: { name: "main.role.dex" } }] },
    },
  });
  expect(resources[2]).toEqual({
    apiVersion: "postgresql.cnpg.io/v1",
    kind: "Database",
    metadata: { name: "main.dex-db", namespace: "data" },
    spec: { cluster: { name: "main" }, name: "dex_db", owner: "dex", ensure: "present", databaseReclaimPolicy: "retain" },
  });
  expect(secrets).toEqual([
    {
      name: "main.role.dex",
      namespace: "data",
      type: "kubernetes.io/basic-auth",
      labels: { "cnpg.io/reload": "true" },
      data: { username: secret.text`${"dex"}`, password: secret.generated("postgres.main.dex") },
    },
  ]);
});

test("the host follows the placement", () => {
  const pg = cloudNativePg({ clusters: [{ name: "main", storage }] }, { namespace: "postgres" });
  expect(pg.database("main", { database: "a", owner: "a" }).out.host).toBe("main-rw.postgres.svc");
  expect(instanceOf(pg).resources[0]?.metadata.namespace).toBe("postgres");
  // @ts-expect-error: not a declared cluster
  pg.database("mian", { database: "a", owner: "a" });
});

test("backups go to a bucket", () => {
  const credentials = { accessKeyId: secret.env("A"), secretAccessKey: secret.env("B") };
  const bucket = existing.bucket("archive", { region: "eu-1", endpoint: "https://s3.example.org", credentials });
  const { resources, secrets } = instanceOf(cloudNativePg({ clusters: [{ name: "main", storage, backups: { bucket, keepDays: 7 } }] }));
  const key = (of: string): object => ({ name: "main-archive", key: of });
  expect(resources[0]).toMatchObject({
    spec: {
      backup: {
        retentionPolicy: "7d",
        barmanObjectStore: {
          destinationPath: "s3://archive/postgres",
          endpointURL: "https://s3.example.org",
          s3Credentials: { accessKeyId: key("access-key-id"), secretAccessKey: key("secret-access-key"), region: key("region") },
        },
      },
    },
  });
  expect(resources[1]).toMatchObject({ kind: "ScheduledBackup", spec: { schedule: "0 0 3 * * *", cluster: { name: "main" } } });
  expect(secrets).toEqual([
    {
      name: "main-archive",
      namespace: "cnpg-system",
      data: { "access-key-id": secret.env("A"), "secret-access-key": secret.env("B"), region: secret.text`${"eu-1"}` },
    },
  ]);
  const byRole = existing.bucket("archive", { region: "eu-1" });
  const iam = instanceOf(cloudNativePg({ clusters: [{ name: "main", storage, backups: { bucket: byRole } }] }));
  expect(iam.secrets).toEqual([]);
  expect(iam.resources[0]).toMatchObject({ spec: { backup: { barmanObjectStore: { s3Credentials: { inheritFromIAMRole: true } } } } });
});

test.each<[string, string, string, string]>([
  ["a name that needs quotes", "My-DB", "dex", '"My-DB" is no database name'],
  ["a name that is too long", "a".repeat(64), "dex", "is no database name"],
  ["a database of PostgreSQL", "template1", "dex", "belongs to PostgreSQL itself"],
  ["the superuser", "dex", "postgres", "role postgres belongs to PostgreSQL or its operator"],
  ["a role of the operator", "dex", "cnpg_pooler", "role cnpg_pooler belongs"],
])("a claim is refused: %s", (_name, database, owner, message) => {
  const pg = cloudNativePg({ clusters: [{ name: "main", storage }] });
  const one = claimant(asked(pg.database("main", { database, owner })));
  expect(problemsOf({ pg, one }).join("\n")).toContain(message);
});

test("one database can't have two owners, and a cluster must be declared", () => {
  const pg = cloudNativePg({ clusters: [{ name: "main", storage }] });
  const [one, two] = ["a", "b"].map((owner) => asked(pg.database("main", { database: "shop", owner })));
  if (!one || !two) throw new TypeError("two claims");
  expect(() => instanceOf(pg, { claims: [one, two] })).toThrow("make database shop in main: both a and b shall own it");
  const nowhere = claimant(asked(pg.database("mian" as "main", { database: "shop", owner: "a" })));
  expect(problemsOf({ pg, nowhere }).join("\n")).toContain('CloudNativePG has no cluster "mian" (It has main.)');
});

test.each<[string, unknown, string]>([
  ["a size that is none", { clusters: [{ name: "main", storage: { size: "10 gigs" } }] }, "expected a quantity"],
  [
    "a schedule of five fields",
    { clusters: [{ name: "main", storage, backups: { bucket: existing.bucket("b", { region: "r" }), schedule: "0 3 * * *" } }] },
    "expected six fields",
  ],
  [
    "two clusters of one name",
    {
      clusters: [
        { name: "main", storage },
        { name: "main", storage },
      ],
    },
    "two clusters have the same name",
  ],
  ["a typo", { clusters: [{ name: "main", storage, instnces: 3 }] }, "(Did you mean instances?)"],
])("refused: %s", (_name, options, message) => {
  expect(problemsOf({ pg: cloudNativePg(options as CloudNativePgOptions) }).join("\n")).toContain(message);
});

test("a typo in chart values is refused, at depth too", () => {
  // @ts-expect-error: a chart value that does not exist
  const typo = cloudNativePg({}, { values: { config: { clusterWyde: true } } });
  expect(problemsOf({ pg: typo })).toEqual([
    "VALUES_INVALID check chart values of pg (cloudnative-pg): there is no config.clusterWyde (Did you mean clusterWide?)",
  ]);
});
