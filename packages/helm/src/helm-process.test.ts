import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { fakeHelm } from "../test/fake-helm.ts";
import { createHelm } from "./create-helm.ts";

const DUMP = `
let input = ""; for await (const chunk of process.stdin) input += chunk;
const { argv, env } = process;
process.stdout.write(JSON.stringify({ name: "r", namespace: "n", version: 1, info: { status: "deployed", notes: JSON.stringify({ args: argv.slice(2), env, input }) } }));
`;

async function dump(parent: Readonly<Record<string, string>>) {
  const binary = await fakeHelm(`(async () => {${DUMP}})()`);
  const before = { ...process.env };
  Object.assign(process.env, parent);
  try {
    const helm = createHelm({ binary, homeDir: "/nowhere/helm", kubeconfig: "/k", kubeContext: "prod", env: { MARK: "run-1" } });
    const release = await helm.upgrade("r", "-chart", {
      namespace: "n",
      values: { password: "hunter2" },
      valuesFiles: ["a,b.yaml"],
      timeout: 1500,
    });
    return JSON.parse(release.notes) as {
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
      readonly input: string;
    };
  } finally {
    for (const name of Object.keys(parent)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

test("values go by standard input, operands can't become flags, and the environment is filtered", async () => {
  const { args, env, input } = await dump({
    HELM_NAMESPACE: "other",
    HELM_KUBETOKEN: "tok",
    SECRET_KEY: "hunter3",
    AWS_PROFILE: "p",
    HTTPS_PROXY: "http://p",
  });
  expect(args).toStrictEqual([
    "upgrade",
    "--timeout=1500ms",
    "--namespace=n",
    "--output=json",
    '--values="a,b.yaml"',
    "--values=-",
    "--reset-values",
    "--kubeconfig=/k",
    "--kube-context=prod",
    "--",
    "r",
    "-chart",
  ]);
  expect(input).toBe('{"password":"hunter2"}');
  expect(env).toMatchObject({
    MARK: "run-1",
    AWS_PROFILE: "p",
    HTTPS_PROXY: "http://p",
    HELM_CACHE_HOME: "/nowhere/helm/cache",
    HELM_CONFIG_HOME: "/nowhere/helm/config",
    HELM_DATA_HOME: "/nowhere/helm/data",
    KUBECACHEDIR: "/nowhere/helm/cache/kube",
  });
  expect(Object.keys(env).filter((name) => /HELM_NAMESPACE|HELM_KUBETOKEN|SECRET_KEY/u.test(name))).toStrictEqual([]);
  expect(JSON.stringify([args, env])).not.toContain("hunter");
});

test("an abort ends helm by SIGTERM, and by SIGKILL when it does not listen", async () => {
  const binary = await fakeHelm('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);');
  const aborting = new AbortController();
  let pid = 0;
  const listed = createHelm({ binary, killGrace: 200 }).list({
    signal: aborting.signal,
    onSpawn: (started) => {
      pid = started;
      setTimeout(() => aborting.abort(), 300);
    },
  });
  await expect(listed).rejects.toMatchObject({ code: "ABORTED" });
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});

test("a signal that was aborted before starts nothing", async () => {
  const binary = await fakeHelm('require("node:fs").writeFileSync(__filename + ".ran", "");');
  await expect(createHelm({ binary, signal: AbortSignal.abort() }).version()).rejects.toMatchObject({ code: "ABORTED" });
  await expect(readFile(`${binary}.ran`)).rejects.toMatchObject({ code: "ENOENT" });
});

test.each([
  ["a binary that isn't there", "/nowhere/helm", "HELM_BINARY_MISSING"],
  ["a binary that dies", 'process.kill(process.pid, "SIGKILL");', "HELM_FAILED"],
  ["an answer that isn't JSON", 'console.log("oops");', "HELM_OUTPUT_UNEXPECTED"],
  ["an answer of another form", 'console.log("[{}]");', "HELM_OUTPUT_UNEXPECTED"],
])("%s is a coded error", async (_, script, code) => {
  const binary = script.startsWith("/") ? script : await fakeHelm(script);
  await expect(createHelm({ binary }).list()).rejects.toMatchObject({ code });
});
