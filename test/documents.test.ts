import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

interface Block {
  /** `packages/helm/README.md:12`. */
  readonly place: string;
  readonly language: string;
  readonly code: string;
}

const documents = await listDocuments();
const blocks = documents.flatMap(blocksOf);

test("TypeScript in documents compiles", { timeout: 120_000 }, async () => {
  const programs = blocks.filter(({ language }) => language === "ts");
  expect(programs.length).toBeGreaterThan(15);
  expect(await compile(programs)).toEqual([]);
});

test("the compiler sees these blocks: a mistake in one is reported by its place", { timeout: 120_000 }, async () => {
  const code = 'import { metalLb } from "@helmwright/networking";\n\nmetalLb({ pols: [] });';
  expect(await compile([{ place: "docs/planted.md:10", language: "ts", code }])).toEqual([
    expect.stringMatching(/^docs\/planted\.md:13: error TS\d+: /),
  ]);
});

test("commands in documents exist, with their options", { timeout: 120_000 }, async () => {
  const shells = blocks.filter(({ language }) => ["sh", "bash", "console"].includes(language));
  const lines = shells.flatMap(({ place, code }) => commandsOf(code).map((command) => ({ place, command })));
  const quoted = documents.flatMap(quotedCommands);
  expect(lines.length).toBeGreaterThan(2);
  expect(await unknownCommands([...lines, ...quoted])).toEqual([]);
});

test("a command that does not exist is reported", { timeout: 60_000 }, async () => {
  const planted = [
    "pnpm deplpy",
    "npx --yes pnpm@12 platform deplpy",
    "helmwright deploy --forse",
    "npx helmwright deplpy",
    "kubect get pods",
    "pnpm test",
    "helmwright plan --env prod",
  ];
  const found = await unknownCommands(planted.map((command) => ({ place: "planted", command })));
  expect(found).toEqual(planted.slice(0, 5).map((command) => `planted: ${command}`));
});

test("links in documents lead to files", () => {
  const broken = documents.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].flatMap(([, link = ""]) =>
      existsSync(resolve(root, path, "..", link)) ? [] : [`${path}: ${link}`],
    ),
  );
  expect(broken).toEqual([]);
});

interface Document {
  readonly path: string;
  readonly text: string;
}

async function listDocuments(): Promise<readonly Document[]> {
  const { stdout } = await execa("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], { cwd: root });
  const paths = stdout.split("\n").filter((path) => path !== "" && !path.startsWith(".changeset/") && existsSync(join(root, path)));
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(root, path), "utf8") })));
}

function blocksOf({ path, text }: Document): readonly Block[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(({ 1: language = "", 2: code = "", index }) => ({
    place: `${path}:${text.slice(0, index).split("\n").length}`,
    language,
    code,
  }));
}

/** What the compiler says, as `file:line: message` in the document. */
async function compile(programs: readonly Block[]): Promise<readonly string[]> {
  const folder = join(root, "test", `.documents-${process.pid}-${programs.length}`);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(folder);
  const compilerOptions = { noEmit: true, isolatedDeclarations: false, declaration: false };
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: "../../tsconfig.base.json", compilerOptions, include: ["*.ts"] }),
  );
  await Promise.all(programs.map(({ code }, index) => writeFile(join(folder, `block-${index}.ts`), `${code}\nexport {};\n`)));
  const { stdout } = await execa(join(root, "node_modules/.bin/tsc"), ["-p", folder, "--pretty", "false"], { cwd: folder, reject: false });
  return stdout
    .split("\n")
    .filter((line) => line.includes("error TS"))
    .map((line) => placed(line, programs));
}

function placed(message: string, programs: readonly Block[]): string {
  const [, index, line, rest] = /^block-(\d+)\.ts\((\d+),\d+\): (.*)$/.exec(message) ?? [];
  const [, path, start] = /^(.*):(\d+)$/.exec(programs[Number(index)]?.place ?? "") ?? [];
  return path === undefined ? message : `${path}:${Number(start) + Number(line)}: ${rest}`;
}

interface Command {
  readonly place: string;
  readonly command: string;
}

function commandsOf(code: string): readonly string[] {
  const prompted = code.split("\n").filter((line) => line.startsWith("$ "));
  const lines = prompted.length > 0 ? prompted.map((line) => line.slice(2)) : code.split("\n");
  return lines.map((line) => line.replace(/(^|\s)#.*$/, "").trim()).filter((line) => line !== "");
}

/** Commands of ours that stand in running text, in backquotes. */
function quotedCommands({ path, text }: Document): readonly Command[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, "");
  return [...prose.matchAll(/`((?:npx --yes pnpm@12|pnpm|helmwright) [^`<…]+)`/g)].map(([, command = ""]) => ({ place: path, command }));
}

/** Programs that a reader has or gets elsewhere. */
const foreign = new Set(["cd", "curl", "eval", "export", "git", "helm", "kubectl", "node", "npm", "read"]);
/** Commands of pnpm itself that documents use. */
const ofPnpm = new Set(["add", "exec", "install", "vitest", "changeset"]);

async function unknownCommands(commands: readonly Command[]): Promise<readonly string[]> {
  const { scripts } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const known = async (command: string): Promise<boolean> => {
    const inner = /\$\((.*)\)/.exec(command)?.[1];
    if (inner !== undefined) return known(inner);
    const [program = "", ...args] = command
      .replace(/^npx --yes pnpm@12/, "pnpm")
      .replace(/^npx (?=helmwright )/, "")
      .replace(/^pnpm (--silent|-s) /, "pnpm ")
      .split(/\s+/);
    if (program.startsWith("./") || program.startsWith(".ci/")) return existsSync(join(root, program));
    if (program === "helmwright") return isCommand(args);
    if (program !== "pnpm") return foreign.has(program);
    const [script = "", ...rest] = args;
    return script === "platform" ? isCommand(rest) : script in scripts || ofPnpm.has(script);
  };
  const checked = await Promise.all(commands.map(async ({ place, command }) => ((await known(command)) ? [] : [`${place}: ${command}`])));
  return checked.flat();
}

/** Whether the command line has this command, and its help names every option. */
async function isCommand(args: readonly string[]): Promise<boolean> {
  const firstOption = args.findIndex((word) => word.startsWith("-"));
  const words = firstOption === -1 ? args : args.slice(0, firstOption);
  const options = args.filter((word) => word.startsWith("--")).map((word) => word.split("=")[0] ?? "");
  const { exitCode, stdout } = await execa(process.execPath, [join(root, "packages/cli/src/bin.ts"), ...words, "--help"], {
    reject: false,
  });
  const usage = ["helmwright", ...words.slice(0, 1)].join(" ");
  return exitCode === 0 && stdout.includes(usage) && options.every((option) => stdout.includes(option));
}
