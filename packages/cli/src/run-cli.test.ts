import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { helmwright, testDirectory } from "../test/run-binary.ts";

const small = ["--platform", "small.platform.ts"];
let scratch = "";
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "helmwright-cli-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function written(name: string, text: string): Promise<string> {
  const file = join(scratch, name);
  await writeFile(file, text);
  return file;
}

describe("arguments", () => {
  test.each([
    [["deplyo"], "error: unknown command 'deplyo'\n(Did you mean deploy?)\n(add --help for more)"],
    [["deploy", "--evn", "prod"], "error: unknown option '--evn'\n(Did you mean --env?)\n(add --help for more)"],
    [["sandbox", "upp"], "error: unknown command 'upp'\n(Did you mean up?)\n(add --help for more)"],
    [
      ["deploy", "--concurrency", "0"],
      "error: option '--concurrency <count>' argument '0' is invalid. It takes a whole number above 0.\n(add --help for more)",
    ],
    [
      ["deploy", "--timeout", "5"],
      "error: option '--timeout <duration>' argument '5' is invalid. It takes a number with its unit: 90s, 10m, 1h.\n(add --help for more)",
    ],
    [
      ["graph", "--format", "png"],
      "error: option '-f, --format <format>' argument 'png' is invalid. Allowed choices are text, mermaid, svg.\n(add --help for more)",
    ],
    [["plan", "extra"], "error: too many arguments for 'plan'. Expected 0 arguments but got 1: extra.\n(add --help for more)"],
  ])("%j is a usage error", async (args, stderr) => {
    expect(await helmwright(args)).toStrictEqual({ exitCode: 2, stdout: "", stderr });
  });

  test("a usage error is JSON when JSON was asked for", async () => {
    const { exitCode, stdout, stderr } = await helmwright(["plan", "--jsn", "--json"]);
    expect({ exitCode, stderr, said: JSON.parse(stdout) as unknown }).toStrictEqual({
      exitCode: 2,
      stderr: "",
      said: { error: { code: "USAGE", message: "unknown option '--jsn'", hint: "Did you mean --json?", subject: {} } },
    });
  });

  test("without a command the help goes to standard error", async () => {
    const { exitCode, stdout, stderr } = await helmwright([]);
    expect({ exitCode, stdout, first: stderr.split("\n")[0] }).toStrictEqual({
      exitCode: 2,
      stdout: "",
      first: "Usage: helmwright [options] [command]",
    });
  });

  test.each(["deploy", "plan", "diff", "status", "destroy", "graph", "render", "list", "doctor"])(
    "%s has help with the common options and examples",
    async (command) => {
      const { exitCode, stdout, stderr } = await helmwright([command, "--help"]);
      expect({ exitCode, stderr }).toStrictEqual({ exitCode: 0, stderr: "" });
      for (const words of [
        "--env <name>",
        "--only <instance...>",
        "--platform <file>",
        "--sandbox <name>",
        "--json",
        `Examples:\n  $ helmwright ${command}`,
      ]) {
        expect(stdout).toContain(words);
      }
    },
  );

  test("the help tells exit codes", async () => {
    expect((await helmwright(["--help"])).stdout).toContain(
      [
        "Exit codes:",
        "  0    done",
        "  1    failed; values check, values diff: your values are wrong, or touched",
        "  2    usage, an invalid platform, or a chart or file that can't be read;",
        "       nothing was changed",
        "  3    the plan has changes (plan --detailed-exitcode)",
        "  130  interrupted",
      ].join("\n"),
    );
  });
});

describe("platform file", () => {
  test("one that isn't there", async () => {
    expect(await helmwright(["plan", "--platform", "nope.ts"])).toStrictEqual({
      exitCode: 2,
      stdout: "",
      stderr: `error PLATFORM_FILE_MISSING: load the platform: there is no file ${join(testDirectory, "nope.ts")}\n  hint: Correct --platform.`,
    });
  });

  test("none at all", async () => {
    const { exitCode, stderr } = await helmwright(["plan"], { cwd: scratch });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error PLATFORM_FILE_MISSING: load the platform: there is no platform\.ts or apps\/platform\/platform\.ts in /);
  });

  test("it is named by a variable, and found above", async () => {
    const named = await helmwright(["list", "--json"], { env: { HELMWRIGHT_PLATFORM_FILE: "small.platform.ts" } });
    expect(JSON.parse(named.stdout)).toMatchObject({ platform: "small", file: join(testDirectory, "small.platform.ts") });
    const above = await helmwright(["list", "--json"]);
    expect(JSON.parse(above.stdout)).toMatchObject({ platform: "homelab" });
  });

  test.each([
    ["syntax.ts", "export default {", "syntax.ts:1"],
    ["none.ts", "export const platform = 1;", "none.ts"],
    ["import.ts", 'import "./missing.ts";', "import.ts"],
    ["throws.ts", "const none = undefined;\nnone.x;\nexport default {};", "throws.ts:2:6"],
    ["enum.ts", "enum Size { small }\nexport default {};", "enum.ts:1"],
  ])("%s is refused with its place", async (name, text, place) => {
    const file = await written(name, text);
    const { exitCode, stdout } = await helmwright(["plan", "--platform", file, "--json"]);
    const { error } = JSON.parse(stdout) as { error: { code: string; message: string; subject: { place: string } } };
    expect({ exitCode, code: error.code, place: error.subject.place }).toStrictEqual({
      exitCode: 2,
      code: "PLATFORM_FILE_INVALID",
      place: join(scratch, place),
    });
    expect(error.message.startsWith(`load ${file}: `)).toBe(true);
  });

  test("a mistake in compose is the platform's", async () => {
    const file = await written(
      "compose.ts",
      'export default { name: "x", environments: { dev: { target: "sandbox", profile: "ha" } }, compose() {\n  const none = undefined;\n  return { a: none.b };\n} };',
    );
    expect(await helmwright(["list", "--platform", file])).toStrictEqual({
      exitCode: 2,
      stdout: "",
      stderr: [
        "error PLATFORM_COMPOSE: compose x for dev: TypeError: Cannot read properties of undefined (reading 'b')",
        `  hint: Correct ${file}; \`tsc\` usually tells more.`,
        `  at: ${file}:3:20`,
      ].join("\n"),
    });
  });

  test("everything that is wrong with a platform is told at once", async () => {
    const { exitCode, stdout, stderr } = await helmwright(["list", "--platform", "invalid.platform.ts"]);
    const place = (at: string): string => `${join(testDirectory, "invalid.platform.ts")}:${at}`;
    expect({ exitCode, stdout, stderr: stderr.split("\n") }).toStrictEqual({
      exitCode: 2,
      stdout: "",
      stderr: [
        "error PROBLEMS: compose platform invalid: 3 problems",
        "  1. REFERENCE_MISSING: compose lonely: it is placed after notes, which is not in the platform",
        `     hint: Return the notes made at ${place("11:21")} from compose.`,
        `     at: ${place("14:15")}, component lonely, field after`,
        "  2. OPTIONS_INVALID: check options of empty (notes): text: Too small: expected string to have >=1 characters",
        `     at: ${place("13:14")}, component empty, field text`,
        "  3. RELEASE_TWICE: compose again: release lonely/notes belongs to lonely already",
        `     hint: Give one of them a name: { name: "notes-2" }. The other stands at ${place("14:15")}.`,
        `     at: ${place("15:14")}, component again, release lonely/notes`,
      ],
    });
    const asJson = JSON.parse((await helmwright(["list", "--platform", "invalid.platform.ts", "--json"])).stdout) as {
      error: { problems: { code: string }[] };
    };
    expect(asJson.error.problems.map(({ code }) => code)).toStrictEqual(["REFERENCE_MISSING", "OPTIONS_INVALID", "RELEASE_TWICE"]);
  });
});

describe("environments", () => {
  test("an unknown one", async () => {
    expect(await helmwright(["plan", ...small, "--env", "prod"])).toStrictEqual({
      exitCode: 2,
      stdout: "",
      stderr: 'error ENVIRONMENT_UNKNOWN: choose an environment of small: there is no "prod"\n  hint: It has dev, edited, guarded, away.',
    });
  });

  test.each(["deploy", "destroy"])("%s of a protected one needs --yes without a terminal", async (command) => {
    const lock = join(testDirectory, "small.platform.lock.json");
    if (command === "destroy")
      await writeFile(lock, JSON.stringify({ version: 1, id: "0b6bb0e5-0a5e-4d53-8f5f-6a1f1d7c3a10", charts: [] }));
    try {
      expect(await helmwright([command, ...small, "--env", "guarded"])).toStrictEqual({
        exitCode: 2,
        stdout: "",
        stderr: [
          `error CONFIRMATION_NEEDED: ${command} small ${command === "deploy" ? "to" : "in"} guarded: guarded is protected, and there is no terminal to ask on`,
          "  hint: Look at `plan` first, then pass --yes, or --plan with a plan that was reviewed.",
        ].join("\n"),
      });
    } finally {
      await rm(lock, { force: true });
    }
  });

  test("a kubeconfig that isn't there is no usage error, and nothing is written", async () => {
    const { exitCode, stdout } = await helmwright(["deploy", ...small, "--env", "away", "--json"]);
    expect({ exitCode, said: JSON.parse(stdout) as unknown }).toMatchObject({
      exitCode: 1,
      said: { error: { code: "KUBECONFIG_MISSING" } },
    });
    await expect(rm(join(testDirectory, "small.platform.lock.json"))).rejects.toThrow("ENOENT");
  });

  test("destroy without an identity", async () => {
    const { exitCode, stderr } = await helmwright(["destroy", ...small]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error IDENTITY_MISSING: destroy small in dev: there is no .*small\.platform\.lock\.json, /);
  });

  test("a sandbox that doesn't exist", async () => {
    expect(await helmwright(["status", ...small])).toStrictEqual({
      exitCode: 1,
      stdout: "the sandbox test-cli-absent does not exist; start it with sandbox up, or with deploy",
      stderr: "",
    });
    const asJson = await helmwright(["status", ...small, "--json"]);
    expect(JSON.parse(asJson.stdout)).toStrictEqual({
      version: 1,
      platform: "small",
      environment: "dev",
      sandbox: "absent",
      ready: false,
      releases: [],
    });
    expect(await helmwright(["sandbox", "env"])).toMatchObject({ exitCode: 1, stdout: "" });
    expect(await helmwright(["sandbox", "down"])).toStrictEqual({ exitCode: 0, stdout: "there is no sandbox test-cli-absent", stderr: "" });
  });
});

describe("graph and list", () => {
  test("a graph as text, Mermaid and JSON", async () => {
    const graph = async (...args: readonly string[]): Promise<string> => (await helmwright(["graph", ...small, ...args])).stdout;
    expect(await graph()).toBe("pools  metallb 0.16.1\nboard  notes\n└─ pools: placed after it");
    expect(await graph("--format", "mermaid")).toBe(
      ["flowchart LR", '  n0["pools<br/>metallb 0.16.1"]', '  n1["board<br/>notes"]', "  n0 --> n1"].join("\n"),
    );
    expect(JSON.parse(await graph("--json"))).toStrictEqual({
      version: 1,
      platform: "small",
      environment: "dev",
      nodes: [
        { id: "pools", label: "metallb 0.16.1" },
        { id: "board", label: "notes" },
      ],
      edges: [{ from: "board", to: "pools", why: ["placed after it"] }],
    });
    expect(await graph("--only", "pools")).toBe("pools  metallb 0.16.1");
  });

  test("an instance that isn't there", async () => {
    expect(await helmwright(["list", ...small, "--only", "pool"])).toStrictEqual({
      exitCode: 2,
      stdout: "",
      stderr: "error INSTANCE_UNKNOWN: choose instances of small: there is no pool\n  hint: Did you mean pools?\n  at: component pool",
    });
  });
});

describe("completion", () => {
  test.each(["bash", "zsh", "fish"])("the script for %s asks this binary", async (shell) => {
    const { exitCode, stdout, stderr } = await helmwright(["completion", shell]);
    expect({ exitCode, stderr }).toStrictEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("helmwright complete --");
  });

  test.each([
    [["complete", "--", "dep"], ["deploy"]],
    [
      ["complete", "--", "sandbox", ""],
      ["up", "down", "status", "env", "help"],
    ],
    [
      ["complete", "--", "graph", "--format", ""],
      ["text", "mermaid", "svg"],
    ],
    [
      ["complete", "--", "plan", ...small, "--env", ""],
      ["dev", "edited", "guarded", "away"],
    ],
    [["complete", "--", "plan", ...small, "--only", "b"], ["board"]],
    [
      ["complete", "--", "values", ""],
      ["check", "diff", "help"],
    ],
    [["complete", "--", "plan", "--platform", "sm"], ["small.platform.ts"]],
    [["complete", "--", "values", "check", "../s"], ["../src/"]],
    [["complete", "--", "graph", "-f", "te"], ["text"]],
    [["complete", "--", "plan", "--platform", "nope.ts", "--env", ""], []],
  ])("%j", async (args, words) => {
    const { stdout } = await helmwright(args);
    expect(
      stdout
        .split("\n")
        .slice(0, -1)
        .map((line) => line.split("\t")[0]),
    ).toStrictEqual(words);
  });
});
