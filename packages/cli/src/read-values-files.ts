import { createReadStream, type ReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";

import type { ValuesFile } from "@helmwright/chart-types";
import { HelmwrightError } from "@helmwright/core/error";

/** More than any check takes. */
const LARGEST_FILE = 16 * 1024 * 1024;

/** Reads values files; `-` is standard input. Throws `VALUES_UNREADABLE`. */
export async function readValuesFiles(paths: readonly string[]): Promise<readonly ValuesFile[]> {
  if (paths.filter((path) => path === "-").length > 1) throw unreadable("standard input", "it is named twice", "Name - once.");
  return Promise.all(paths.map(async (path) => (path === "-" ? readText("standard input", process.stdin) : readFile(path))));
}

async function readFile(path: string): Promise<ValuesFile> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw unreadable(path, "there is no such file", "Correct its name, or write - for standard input.");
  if (found.isDirectory()) throw unreadable(path, "it is a folder", "Name the files in it.");
  return readText(path, createReadStream(path));
}

async function readText(name: string, stream: ReadStream | Readable): Promise<ValuesFile> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LARGEST_FILE) throw unreadable(name, `it is larger than ${LARGEST_FILE / 1024 / 1024} MiB`, "Name a values file.");
      chunks.push(chunk);
    }
    return { name, text: new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch (error) {
    if (error instanceof HelmwrightError) throw error;
    if (error instanceof TypeError) throw unreadable(name, "it is not UTF-8", "Save it as UTF-8.");
    throw unreadable(name, error instanceof Error ? error.message : String(error), "Make it readable for this user.");
  }
}

function unreadable(name: string, what: string, hint: string): HelmwrightError {
  return new HelmwrightError("VALUES_UNREADABLE", `read ${name}: ${what}`, { hint });
}
