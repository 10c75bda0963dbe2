import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { HelmwrightError } from "@helmwright/core/error";
import type { RenderedDocument } from "@helmwright/engine";

import { exitCodes } from "../exit-codes.ts";
import type { Invocation } from "../invocation.ts";
import type { RenderCommandOptions } from "../options.ts";
import type { Outcome } from "../outcome.ts";
import { openSession } from "../session.ts";
import { openProgressView } from "../views/progress-view.ts";

/** What an earlier run wrote. */
const OURS = /^\d{3,}-.+\.yaml$/;

/** Writes what a deploy would apply as plain manifests, in its order. Asks no cluster. */
export async function renderCommand(options: RenderCommandOptions, { terminal, signal }: Invocation): Promise<Outcome> {
  const { file, platform, environment } = await openSession(options);
  const { renderDocuments } = await import("@helmwright/engine/connect");
  const documents = await (async () => {
    using view = await openProgressView(terminal);
    return await renderDocuments(platform, {
      environment,
      directory: dirname(file),
      only: options.only,
      signal,
      onTool: (event) => view.onSandbox(event),
    });
  })();
  if (options.out === undefined) {
    return {
      exitCode: exitCodes.done,
      data: { version: 1, documents },
      text: () =>
        documents
          .map(({ text }) => text)
          .join("")
          .trimEnd(),
    };
  }
  const directory = options.out;
  const files = await writeDocuments(directory, documents);
  return { exitCode: exitCodes.done, data: { version: 1, directory, files }, text: () => `${files.length} files in ${directory}` };
}

/** One file a step, numbered in the order of a deploy. Throws `OUTPUT_NOT_EMPTY` when the directory holds anything else. */
export async function writeDocuments(directory: string, documents: readonly RenderedDocument[]): Promise<readonly string[]> {
  await mkdir(directory, { recursive: true });
  const present = await readdir(directory);
  const other = present.find((name) => !OURS.test(name));
  if (other !== undefined) {
    throw new HelmwrightError("OUTPUT_NOT_EMPTY", `render into ${directory}: it holds ${other}, which render did not write`, {
      hint: "Name a directory for the manifests alone.",
    });
  }
  for (const name of present) await rm(join(directory, name));
  const width = Math.max(3, String(documents.length).length);
  const files = documents.map(({ step }, at) => `${String(at + 1).padStart(width, "0")}-${step.replaceAll(/[^A-Za-z0-9.]+/g, "-")}.yaml`);
  for (const [at, { text }] of documents.entries()) await writeFile(join(directory, files[at] ?? ""), text);
  return files;
}
