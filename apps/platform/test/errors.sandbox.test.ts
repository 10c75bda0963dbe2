import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { connectCluster } from "@helmwright/kube";
import { startTestSandbox } from "@helmwright/sandbox/testing";
import { snapshotCluster, snapshotDifferences } from "@helmwright/testing";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";

const bin = fileURLToPath(new URL("../../../packages/cli/src/bin.ts", import.meta.url));
const here = dirname(fileURLToPath(import.meta.url));
let sandbox: Awaited<ReturnType<typeof startTestSandbox>>;
let scratch: string;
let before: ReadonlyMap<string, string>;

// Each mistake, made as a user makes it. Nothing of any of them may reach the cluster.
beforeAll(async () => {
  sandbox = await startTestSandbox({ name: "test-errors" });
  // Inside of the package, so that platform files find their imports.
  scratch = await mkdtemp(join(here, "scratch-"));
  before = await snapshot();
});
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
  await sandbox?.down();
});

async function snapshot(): Promise<ReadonlyMap<string, string>> {
  const cluster = await connectCluster({ kubeconfig: sandbox.kubeconfig, context: sandbox.contextName });
  try {
    return await snapshotCluster(cluster);
  } finally {
    cluster.close();
  }
}

interface Told {
  readonly exitCode: number | undefined;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly hint?: string;
    readonly problems?: readonly { readonly code: string; readonly message: string; readonly hint?: string }[];
  };
}

async function told(
  compose: string,
  {
    args = ["deploy"],
    env = {},
    target = '"sandbox"',
  }: { readonly args?: readonly string[]; readonly env?: NodeJS.ProcessEnv; readonly target?: string } = {},
): Promise<Told> {
  const file = join(await mkdtemp(join(scratch, "platform-")), "platform.ts");
  await writeFile(
    file,
    `import { dex } from "@helmwright/identity";
import { metalLb } from "@helmwright/networking";
import { definePlatform, existing, secret } from "@helmwright/sdk";
const host = existing.host("sso.example.org", { className: "nginx", tlsSecret: "tls" });
const pools = () => metalLb({ pools: [{ name: "a", addresses: ["198.51.100.10-198.51.100.20"] }] });
export default definePlatform({ name: "errors", environments: { dev: { target: ${target}, profile: "single-node" } }, compose() { ${compose} } });
void [dex, host, pools, secret];
`,
  );
  const { exitCode, stdout } = await execa(process.execPath, [bin, ...args, "--json", "--platform", file, "--sandbox", "test-errors"], {
    env,
    reject: false,
    timeout: 60_000,
  });
  return { exitCode, error: (JSON.parse(stdout) as { error: Told["error"] }).error };
}

test("an unset secret is named, with the command that sets it", async () => {
  const compose =
    'return { sso: dex({ expose: host, connectors: [{ type: "oidc", name: "U", issuer: "https://l.example.org", clientId: "d", clientSecret: secret.env("NOT_SET_ANYWHERE") }] }) };';
  const { exitCode, error } = await told(compose);
  expect({ exitCode, ...(error.problems?.[0] ?? error) }).toMatchObject({
    exitCode: 2,
    code: "SECRET_UNSET",
    message: "read the secrets of sso: environment variable NOT_SET_ANYWHERE is not set, or empty",
    hint: "Set NOT_SET_ANYWHERE, for example: read -rs NOT_SET_ANYWHERE; export NOT_SET_ANYWHERE",
  });
});

test("a wrong environment is refused with those there are", async () => {
  const { exitCode, error } = await told("return { pools: pools() };", { args: ["deploy", "--env", "prdo"] });
  expect({ exitCode, code: error.code, hint: error.hint }).toEqual({
    exitCode: 2,
    code: "ENVIRONMENT_UNKNOWN",
    hint: expect.stringContaining("dev") as string,
  });
});

test("an unreachable cluster is named, with the next step", async () => {
  const kubeconfig = join(scratch, "kubeconfig");
  await writeFile(
    kubeconfig,
    JSON.stringify({
      clusters: [{ name: "c", cluster: { server: "http://127.0.0.1:9" } }],
      contexts: [{ name: "c", context: { cluster: "c", user: "u" } }],
      users: [],
    }),
  );
  const { exitCode, error } = await told("return { pools: pools() };", { target: JSON.stringify({ context: "c", kubeconfig }) });
  expect({ exitCode, code: error.code, message: error.message, hint: error.hint !== undefined }).toEqual({
    exitCode: 1,
    code: "KUBE_UNREACHABLE",
    message: expect.stringContaining("http://127.0.0.1:9 can't be reached: ECONNREFUSED") as string,
    hint: true,
  });
});

test("a context that the kubeconfig doesn't have is refused; the current context is never used", async () => {
  const { exitCode, error } = await told("return { pools: pools() };", {
    target: JSON.stringify({ context: "elsewhere", kubeconfig: sandbox.kubeconfig }),
  });
  expect({ exitCode, code: error.code, hint: error.hint }).toEqual({
    exitCode: expect.any(Number) as number,
    code: "KUBECONFIG_CONTEXT",
    hint: `It has ${sandbox.contextName}.`,
  });
});

const pinned = (version: string, digest: string): string =>
  `const one = pools(); return { pools: { ...one, bound: { ...one.bound, chart: { ...one.bound.chart, version: "${version}", digest: "${digest}" } } } };`;

test("an unknown chart version is refused with where it was looked for and what there is", async () => {
  const { exitCode, error } = await told(pinned("0.99.0", `sha256:${"0".repeat(64)}`));
  expect(exitCode).not.toBe(0);
  expect({ code: error.code, text: `${error.message} ${error.hint}` }).toEqual({
    code: "CHART_VERSION_UNKNOWN",
    text: expect.stringMatching(/0\.99\.0.*0\.16\.1/s) as string,
  });
});

test("a swapped archive in the mirror is refused before anything is rendered", async () => {
  const cache = join(scratch, "cache");
  const mirror = join(scratch, "mirror");
  await mkdir(mirror, { recursive: true });
  const original = fileURLToPath(new URL("../../../../shared/charts/", import.meta.url));
  await copyFile(join(original, "metallb-0.15.3.tgz"), join(mirror, "metallb-0.16.1.tgz"));
  await writeFile(
    join(mirror, "index.yaml"),
    'apiVersion: v1\nentries:\n  metallb:\n    - { name: metallb, version: 0.16.1, urls: ["metallb-0.16.1.tgz"] }\n    - { name: metallb, version: 0.98.0, urls: ["metallb-0.98.0.tgz"] }\n',
  );
  const env = { XDG_CACHE_HOME: cache, HELMWRIGHT_CHART_MIRRORS: mirror, PATH: `${dirname(sandbox.helm)}:${process.env["PATH"]}` };
  const swapped = await told("return { pools: pools() };", { env });
  expect({ ok: swapped.exitCode === 0, code: swapped.error.code }).toEqual({
    ok: false,
    code: expect.stringMatching(/^CHART_(DIGEST_MISMATCH|ARCHIVE_INVALID|PIN_MISMATCH)$/) as string,
  });
  expect(swapped.error.hint).toBeDefined();
  await writeFile(join(mirror, "metallb-0.98.0.tgz"), "this is no archive");
  const corrupt = await told(pinned("0.98.0", `sha256:${"0".repeat(64)}`), { env });
  expect({ ok: corrupt.exitCode === 0, message: corrupt.error.message, hint: corrupt.error.hint !== undefined }).toEqual({
    ok: false,
    message: expect.stringMatching(/mirror: read chart archive: it is cut off/) as string,
    hint: true,
  });
});

test("a cache that can't be written is named", async () => {
  const blocked = join(scratch, "a-file");
  await writeFile(blocked, "");
  const { exitCode, error } = await told("return { pools: pools() };", {
    env: { XDG_CACHE_HOME: blocked, PATH: `${dirname(sandbox.helm)}:${process.env["PATH"]}` },
  });
  expect(exitCode).not.toBe(0);
  expect({ code: error.code, hint: error.hint !== undefined }).toEqual({
    code: expect.stringMatching(/UNWRITABLE|NOT_WRITABLE/) as string,
    hint: true,
  });
});

test("none of these has changed anything", async () => {
  expect(snapshotDifferences(before, await snapshot())).toEqual([]);
});
