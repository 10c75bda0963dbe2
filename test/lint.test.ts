import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** Rule, the file that breaks it, and its text. */
const planted: readonly (readonly [rule: string, file: string, text: string])[] = [
  [
    "eslint(max-lines)",
    "packages/core/src/long.ts",
    Array.from({ length: 301 }, (_, line) => `export const line${line} = ${line};`).join("\n"),
  ],
  ["eslint(no-console)", "packages/core/src/print.ts", 'console.log("x");'],
  ["import(extensions)", "packages/core/src/extension.ts", 'import { a } from "./good";\nexport const b = a;'],
  ["import(no-default-export)", "packages/core/src/default.ts", "export default 1;"],
  ["oxc(no-barrel-file)", "packages/core/src/barrel.ts", 'export * from "./good.ts";'],
  ["typescript(await-thenable)", "packages/core/src/await.ts", "const one: number = 1;\nexport const a = await one;"],
  ["typescript(no-explicit-any)", "packages/core/src/any.ts", "export const a: any = 1;"],
  [
    "typescript(no-floating-promises)",
    "packages/core/src/floating.ts",
    'import { readFile } from "node:fs/promises";\nexport function read(): void {\n  readFile("x");\n}',
  ],
  [
    "typescript(no-misused-promises)",
    "packages/core/src/misused.ts",
    "export const listen = (on: (done: () => void) => void): void => on(async () => {});",
  ],
  [
    "typescript(switch-exhaustiveness-check)",
    "packages/core/src/switch.ts",
    'export function f(a: "x" | "y"): number {\n  switch (a) {\n    case "x":\n      return 1;\n  }\n  return 2;\n}',
  ],
];

/** What looks like a violation and is none. */
const allowed: Readonly<Record<string, string>> = {
  "packages/core/src/good.ts": "export const a = 1;",
  "packages/core/src/index.ts": 'export { a } from "./good.ts";',
  "packages/cli/src/print.ts": 'console.log("x");',
  "apps/platform/platform.ts": "export default 1;",
};

test("every rule finds what is planted for it, by rule and path, and nothing else", { timeout: 60_000 }, async () => {
  const workspace = await mkdtemp(join(tmpdir(), "helmwright-lint-"));
  onTestFinished(() => rm(workspace, { recursive: true, force: true }));
  const files = { ...Object.fromEntries(planted.map(([, file, text]) => [file, text])), ...allowed };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, file)), { recursive: true });
    await writeFile(join(workspace, file), `${text}\n`);
  }
  for (const file of [".oxlintrc.json", "tsconfig.base.json", "tsconfig.json"]) await copyFile(join(root, file), join(workspace, file));
  await symlink(join(root, "node_modules"), join(workspace, "node_modules"));
  const found = await lint(workspace);
  expect(found).toEqual(planted.map(([rule, file]) => `${rule} ${file}`).toSorted());
});

test("every rule that is switched on has something planted", async () => {
  const { rules } = JSON.parse(await readFile(join(root, ".oxlintrc.json"), "utf8")) as {
    readonly rules: Readonly<Record<string, unknown>>;
  };
  const named = planted.map(([rule]) => rule.replace("eslint(", "").replace("(", "/").replace(")", ""));
  const on = Object.keys(rules).filter((rule) => rules[rule] !== "off");
  expect(named.toSorted()).toEqual(on.toSorted());
});

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

async function lint(cwd: string): Promise<readonly string[]> {
  const args = ["--type-aware", "--deny-warnings", "--format", "json", "."];
  const { stdout } = await execa(join(root, "node_modules/.bin/oxlint"), args, { cwd, reject: false });
  return (JSON.parse(stdout) as Report).diagnostics.map(({ code, filename }) => `${code} ${filename}`).toSorted();
}
