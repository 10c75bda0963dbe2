import { execa } from "execa";

const needed = ["package/LICENSE", "package/README.md", "package/package.json"];
const allowed = /^package\/(LICENSE|README\.md|package\.json|dist\/.+\.(js|d\.ts)|gen\/[^/]+\.json)$/;

/** What is wrong with a packed package, one line each. */
export async function checkTarball(tarball: string): Promise<readonly string[]> {
  const [content, publint, types] = await Promise.all([
    checkContent(tarball),
    run("publint", ["--strict", tarball]),
    run("attw", ["--profile", "esm-only", "--no-color", "--no-emoji", "--format", "ascii", tarball]),
  ]);
  return [...content, ...publint, ...types];
}

async function checkContent(tarball: string): Promise<readonly string[]> {
  const { stdout } = await execa("tar", ["-tzf", tarball]);
  const files = stdout.split("\n");
  return [
    ...needed.filter((file) => !files.includes(file)).map((file) => `content: ${file} is missing`),
    ...files.filter((file) => !allowed.test(file)).map((file) => `content: ${file} does not belong in a package`),
  ];
}

async function run(command: string, args: readonly string[]): Promise<readonly string[]> {
  const { failed, all } = await execa(command, args, {
    all: true,
    preferLocal: true,
    localDir: import.meta.dirname,
    env: { NO_COLOR: "1", FORCE_COLOR: undefined },
    reject: false,
  });
  return failed ? [`${command}: ${all}`] : [];
}
