import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

import type { ToolPin } from "../pins.ts";
import type { ToolRun } from "./tool-environment.ts";

/** Why a download gave nothing. `offline` means that the others needn't be tried. */
export class DownloadFailure extends Error {
  readonly offline: boolean;
  constructor(message: string, { offline = false, cause }: { readonly offline?: boolean; readonly cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.offline = offline;
  }
}

/** A server that says nothing for this long counts as unreachable. Milliseconds. */
const answerTimeout = 5000;
const silenceTimeout = 30_000;
const sizeLimit = 1024 ** 3;

/** Downloads a tool's official executables into a directory. Nothing is used before its SHA-256 is what upstream publishes. */
export async function downloadTool(pin: ToolPin, directory: string, run: ToolRun, progress: (line: string) => void): Promise<void> {
  for (const executable of pin.executables) {
    const fill = (template: string): string => fillTemplate(template, pin.version, executable);
    const url = fill(pin.download.url);
    const expected = await fetchDigest(fill(pin.download.checksumUrl), url, run);
    const file = join(directory, pin.download.archive === "none" ? executable : `${executable}.download`);
    const actual = await fetchFile(url, file, run, progress);
    if (actual !== expected) throw new DownloadFailure(`${url} has SHA-256 ${actual}, and ${expected} is published`);
    if (pin.download.archive === "tar.gz") {
      await extractMember(file, fill(pin.download.member ?? executable), join(directory, executable));
      await rm(file);
    }
  }
}

/** `{version}`, `{os}`, `{arch}` and `{executable}` filled in, in Go's names for this machine. */
export function fillTemplate(template: string, version: string, executable: string): string {
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  const values: Readonly<Record<string, string>> = {
    version,
    executable,
    os: process.platform === "win32" ? "windows" : process.platform,
    arch,
  };
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

async function fetchDigest(checksumUrl: string, url: string, run: ToolRun): Promise<string> {
  const text = await (await request(checksumUrl, run)).text();
  const file = url.slice(url.lastIndexOf("/") + 1);
  const lines = text.split("\n").map((line) => line.trim().split(/\s+/));
  const line = lines.find(([, name]) => name?.replace(/^\*/, "") === file) ?? lines.find((words) => words.length === 1);
  const digest = line?.[0]?.toLowerCase();
  if (digest === undefined || !/^[0-9a-f]{64}$/.test(digest)) throw new DownloadFailure(`${checksumUrl} names no SHA-256 of ${file}`);
  return digest;
}

async function fetchFile(url: string, file: string, run: ToolRun, progress: (line: string) => void): Promise<string> {
  const response = await request(url, run);
  if (!response.body) throw new DownloadFailure(`${url} is empty`);
  const total = Number(response.headers.get("content-length") ?? 0);
  const hash = createHash("sha256");
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), silenceTimeout);
  let size = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      timer.refresh();
      size += chunk.length;
      hash.update(chunk);
      progress(total > 0 ? `${Math.floor((100 * size) / total)} % of ${megabytes(total)}` : megabytes(size));
      done(size > sizeLimit ? new DownloadFailure(`${url} is larger than ${megabytes(sizeLimit)}`) : null, chunk);
    },
  });
  try {
    const signal = AbortSignal.any([run.signal, silence.signal]);
    await pipeline(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]), count, createWriteStream(file), { signal });
  } catch (cause) {
    run.signal.throwIfAborted();
    if (cause instanceof DownloadFailure || isDiskError(cause)) throw cause;
    throw new DownloadFailure(`${url} broke off after ${megabytes(size)}`, { cause });
  } finally {
    clearTimeout(timer);
  }
  return hash.digest("hex");
}

async function request(url: string, run: ToolRun): Promise<Response> {
  if (!url.startsWith("https://")) throw new DownloadFailure(`${url} is not https`);
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), answerTimeout);
  let response: Response;
  try {
    response = await run.fetch(url, { signal: AbortSignal.any([run.signal, waiting.signal]), redirect: "follow" });
  } catch (cause) {
    run.signal.throwIfAborted();
    throw new DownloadFailure(`${new URL(url).host} can't be reached: ${networkReason(cause, waiting.signal)}`, { offline: true, cause });
  } finally {
    clearTimeout(timer);
  }
  if (!response.ok) throw new DownloadFailure(`${url} answers ${response.status}`);
  return response;
}

async function extractMember(archive: string, member: string, target: string): Promise<void> {
  const { extract } = await import("tar-stream");
  const unpack = extract();
  let found = false;
  const reading = pipeline(createReadStream(archive), createGunzip(), unpack);
  // A failure is seen by the loop below; this keeps it from being unhandled until then.
  reading.catch(() => undefined);
  for await (const entry of unpack) {
    if (entry.header.type === "file" && entry.header.name.replace(/^\.\//, "") === member && (entry.header.size ?? 0) <= sizeLimit) {
      await pipeline(entry, createWriteStream(target));
      found = true;
    } else {
      entry.resume();
    }
  }
  await reading;
  if (!found) throw new DownloadFailure(`the archive has no file ${member}`);
}

function networkReason(cause: unknown, waiting: AbortSignal): string {
  if (waiting.aborted) return `no answer within ${answerTimeout / 1000} s`;
  const inner = (cause as { cause?: { code?: string; message?: string } }).cause;
  return inner?.code ?? inner?.message ?? (cause as Error).message;
}

function isDiskError(cause: unknown): boolean {
  return ["ENOSPC", "EDQUOT", "EACCES", "EROFS"].includes((cause as NodeJS.ErrnoException).code ?? "");
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
