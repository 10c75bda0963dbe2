import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { execa } from "execa";

const root = resolve(import.meta.dirname, "..");

export interface Diagnostic {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** All its lines. */
  readonly message: string;
}

/** Compiles files in a folder of their own, beside the tests, by the repository's rules; gives what the compiler reports. */
export async function compileFiles(name: string, files: Readonly<Record<string, string>>): Promise<readonly Diagnostic[]> {
  const folder = join(root, "test", `.typos-${name}-${process.pid}`);
  const compilerOptions = { noEmit: true, isolatedDeclarations: false, declaration: false };
  try {
    await mkdir(folder);
    const config = { extends: "../../tsconfig.base.json", compilerOptions, include: ["*.ts"] };
    await Promise.all(
      Object.entries({ ...files, "tsconfig.json": JSON.stringify(config) }).map(([file, text]) => writeFile(join(folder, file), text)),
    );
    const tsc = join(root, "node_modules/.bin/tsc");
    const { stdout } = await execa(tsc, ["-p", folder, "--pretty", "false"], { cwd: folder, reject: false });
    // A diagnostic is a line, and indented ones that say more.
    return stdout.split(/\n(?! )/).flatMap((text): readonly Diagnostic[] => {
      const [, file = "", line, column, message = ""] = /^([^(\n]+)\((\d+),(\d+)\): (error TS.*)$/s.exec(text) ?? [];
      if (line !== undefined) return [{ file, line: Number(line), column: Number(column), message }];
      return text.startsWith("error TS") ? [{ file: "", line: 0, column: 0, message: text }] : [];
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
