import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

import { HelmwrightError } from "@helmwright/core";
import { pack } from "tar-stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { ToolPin } from "../pins.ts";
import { inspectTools } from "./inspect-tools.ts";
import { resolveTools } from "./resolve-tools.ts";
import type { ToolEnvironment } from "./tool-environment.ts";
import type { ToolEvent } from "./tool-event.ts";

let root: string;
let bin: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "helmwright-tools-"));
  bin = join(root, "bin");
  await mkdir(bin);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const pin: ToolPin = {
  name: "saw",
  version: "v1.2.3",
  executables: ["saw"],
  supported: ">=1.2.0 <2.0.0",
  download: { url: "https://saws.example/{version}/saw", checksumUrl: "https://saws.example/{version}/saw.sha256", archive: "none" },
  build: { module: "saws.example/saw", packages: ["saws.example/saw/cmd/saw"], ldflags: "-X main.version=v1.2.3", minutes: 1 },
};

const noNetwork: typeof fetch = () => Promise.reject(new TypeError("fetch failed", { cause: { code: "ENOTFOUND" } }));

function environment(overrides: Partial<ToolEnvironment> = {}): ToolEnvironment {
  const env = { PATH: [bin, "/usr/bin", "/bin"].join(delimiter), HOME: root, XDG_CACHE_HOME: join(root, "cache") };
  return { env, pins: [pin], fetch: noNetwork, goDirectories: [], ...overrides };
}

const cached = (): string => join(root, "cache", "helmwright", "tools", "saw", "v1.2.3", "saw");

async function script(name: string, ...lines: string[]): Promise<void> {
  await writeFile(join(bin, name), ["#!/bin/sh", ...lines, ""].join("\n"));
  await chmod(join(bin, name), 0o755);
}

/** A Go that "builds" the text it is told to, after `delay` seconds, and counts its builds. */
function fakeGo(build: string): Promise<void> {
  return script(
    "go",
    'if [ "$1" = version ]; then echo "go version go1.26.1 linux/amd64"; exit 0; fi',
    'if [ "$1" = get ]; then exit 0; fi',
    'while [ "$1" != -o ]; do shift; done; out="$2"',
    build,
  );
}

const goodBuild = `echo once >> "$HOME/builds"; echo saws.example/saw/cmd/saw >&2; printf built > "$out/saw"`;

function serve(files: Readonly<Record<string, string | Buffer>>): { fetch: typeof fetch; asked: string[] } {
  const asked: string[] = [];
  const answer = (input: unknown): Promise<Response> => {
    asked.push(String(input));
    const body = files[String(input)];
    return Promise.resolve(body === undefined ? new Response("", { status: 404 }) : new Response(new Uint8Array(Buffer.from(body))));
  };
  return { fetch: answer as typeof fetch, asked };
}

const sha256 = (data: string | Buffer): string => createHash("sha256").update(data).digest("hex");

async function failure(work: Promise<unknown>): Promise<HelmwrightError> {
  const error = await work.then(
    () => new Error("it did not fail"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof HelmwrightError)) throw error;
  return error;
}

describe("PATH", () => {
  test("a supported version is used, and nothing is asked for", async () => {
    await script("saw", "echo saw version v1.9.0");
    expect(await resolveTools(environment())).toEqual({ saw: { path: join(bin, "saw"), version: "v1.9.0", source: "path" } });
  });

  test("another version is passed over with the reason", async () => {
    await script("saw", "echo v2.0.0");
    await fakeGo(goodBuild);
    expect(await resolveTools(environment())).toEqual({ saw: { path: cached(), version: "v1.2.3", source: "build" } });
    expect(await inspectTools(environment())).toEqual([
      {
        name: "saw",
        pinned: "v1.2.3",
        source: "cache",
        path: cached(),
        version: "v1.2.3",
        notes: [`${join(bin, "saw")} is v2.0.0, and >=1.2.0 <2.0.0 is needed`],
      },
    ]);
  });

  test("a program that fails counts as unfit", async () => {
    await script("saw", "exit 3");
    const error = await failure(resolveTools(environment()));
    expect(error.message).toContain(`PATH: ${join(bin, "saw")} does not tell its version`);
  });
});

describe("download", () => {
  const urls = { file: "https://saws.example/v1.2.3/saw", sum: "https://saws.example/v1.2.3/saw.sha256" };

  test("an executable with the published checksum is installed, and then cached", async () => {
    const server = serve({ [urls.file]: "teeth", [urls.sum]: `${sha256("teeth")}  saw\n` });
    expect(await resolveTools(environment({ fetch: server.fetch }))).toEqual({
      saw: { path: cached(), version: "v1.2.3", source: "download" },
    });
    expect(await readFile(cached(), "utf8")).toBe("teeth");
    expect(await resolveTools(environment())).toEqual({ saw: { path: cached(), version: "v1.2.3", source: "cache" } });
  });

  test("an archive gives the member that the pin names", async () => {
    const archive = pack();
    archive.entry({ name: "./README" }, "no");
    archive.entry({ name: "v1.2.3/saw" }, "teeth");
    archive.finalize();
    const bytes = gzipSync(await buffer(archive));
    const url = "https://saws.example/saw.tar.gz";
    const download = { url, checksumUrl: "https://saws.example/SUMS", archive: "tar.gz", member: "{version}/saw" } as const;
    const server = serve({ [url]: bytes, "https://saws.example/SUMS": `${"0".repeat(64)}  other\n${sha256(bytes)} *saw.tar.gz\n` });
    await resolveTools(environment({ pins: [{ ...pin, download }], fetch: server.fetch }));
    expect(await readFile(cached(), "utf8")).toBe("teeth");
    expect(await readdir(join(cached(), ".."))).toEqual(["saw"]);
  });

  test.each([
    [
      "wrong bytes",
      { [urls.file]: "gums", [urls.sum]: sha256("teeth") },
      `${urls.file} has SHA-256 ${sha256("gums")}, and ${sha256("teeth")} is published`,
    ],
    ["no checksum", { [urls.file]: "teeth", [urls.sum]: "<html>" }, `${urls.sum} names no SHA-256 of saw`],
    ["no file", { [urls.sum]: sha256("teeth") }, `${urls.file} answers 404`],
  ])("%s: nothing is installed", async (_, files, problem) => {
    const error = await failure(resolveTools(environment({ fetch: serve(files).fetch })));
    expect(error.message).toContain(`download: ${problem}`);
    expect(await readdir(join(cached(), "..", ".."))).toEqual([]);
  });

  test("a connection that breaks off leaves nothing", async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("te"));
        controller.error(new Error("reset"));
      },
    });
    const fetch = ((url: string) => Promise.resolve(new Response(url === urls.sum ? sha256("teeth") : broken))) as typeof globalThis.fetch;
    const error = await failure(resolveTools(environment({ fetch })));
    expect(error.message).toContain(`download: ${urls.file} broke off after 0.0 MB`);
    expect(await readdir(join(cached(), "..", ".."))).toEqual([]);
  });

  test("without a network only the first tool waits for it", async () => {
    let asked = 0;
    const fetch = ((input: unknown) => {
      asked += 1;
      return noNetwork(String(input));
    }) as typeof globalThis.fetch;
    await failure(resolveTools(environment({ fetch, pins: [pin, { ...pin, name: "axe", executables: ["axe"] }] })));
    expect(asked).toBe(1);
  });
});

describe("build", () => {
  test("Go builds what can't be downloaded, and tells how it goes", async () => {
    await fakeGo(goodBuild);
    const events: ToolEvent[] = [];
    const tools = await resolveTools({ ...environment(), onEvent: (event) => events.push(event) });
    expect(tools).toEqual({ saw: { path: cached(), version: "v1.2.3", source: "build" } });
    expect(await readFile(cached(), "utf8")).toBe("built");
    expect(events.map(({ tool, phase }) => `${tool} ${phase}`)).toEqual(["saw resolving", "saw downloading", "saw building", "saw ready"]);
  });

  test("no Go and no network: one error names every source and the ways out", async () => {
    const error = await failure(resolveTools({ ...environment(), env: { ...environment().env, PATH: bin } }));
    expect({ code: error.code, message: error.message, hint: error.hint }).toEqual({
      code: "TOOLS_UNAVAILABLE",
      message: [
        "get saw: no source has them",
        "  saw v1.2.3",
        "    PATH: saw is not on PATH",
        `    cache: ${join(cached(), "..")} is not complete`,
        "    download: saws.example can't be reached: ENOTFOUND",
        "    Go build: no go on PATH",
      ].join("\n"),
      hint: [
        "Do one of these and run the command again:",
        "- install Go 1.26.0 or newer, and they are built;",
        "- give this machine a way to the internet (behind a proxy set HTTPS_PROXY, and NODE_USE_ENV_PROXY=1);",
        "- put them on PATH yourself: saw (>=1.2.0 <2.0.0).",
      ].join("\n"),
    });
  });

  test("an old Go is named", async () => {
    await script("go", "echo go version go1.21.3 linux/amd64");
    const error = await failure(resolveTools(environment()));
    expect(error.message).toContain(`Go build: ${join(bin, "go")} is Go 1.21.3, and 1.26.0 or newer is needed`);
  });

  test("a failed build says why and leaves nothing", async () => {
    await fakeGo(`printf half > "$out/saw"; echo "saw.go:1: bad teeth" >&2; exit 1`);
    const error = await failure(resolveTools(environment()));
    expect(error.message).toContain("Go build: go build ended with 1: saw.go:1: bad teeth");
    expect(await readdir(join(cached(), "..", ".."))).toEqual([]);
  });

  test("Go gets no variables but its own", async () => {
    await fakeGo(`env > "$HOME/seen"; ${goodBuild}`);
    const env = { ...environment().env, AWS_SECRET_ACCESS_KEY: "marked", GOPROXY: "off" };
    await resolveTools({ ...environment(), env });
    const seen = await readFile(join(root, "seen"), "utf8");
    expect(seen).not.toContain("marked");
    expect(seen).toContain("GOPROXY=off");
  });

  test("aborting ends the build and leaves nothing", async () => {
    await fakeGo(`echo $$ > "$HOME/pid"; printf half > "$out/saw"; exec sleep 60`);
    const abort = new AbortController();
    const work = resolveTools({ ...environment(), signal: abort.signal });
    const pid = await untilFile(join(root, "pid"));
    abort.abort(new Error("enough"));
    await expect(work).rejects.toThrow("enough");
    expect(() => process.kill(Number(pid), 0)).toThrow("ESRCH");
    expect(await readdir(join(cached(), "..", ".."))).toEqual([]);
  });
});

describe("the cache", () => {
  test("what a killed process left is removed, what a living one makes is kept", async () => {
    const dead = join(root, "cache", "helmwright", "tools", "saw", ".tmp-99999999-abc");
    const living = join(root, "cache", "helmwright", "tools", "saw", `.tmp-${process.ppid}-abc`);
    await mkdir(dead, { recursive: true });
    await mkdir(living);
    await fakeGo(goodBuild);
    await resolveTools(environment());
    expect((await readdir(join(cached(), "..", ".."))).toSorted()).toEqual([`.tmp-${process.ppid}-abc`, "v1.2.3"]);
  });

  test("an incomplete tool is made again", async () => {
    await mkdir(join(cached(), ".."), { recursive: true });
    await writeFile(cached(), "not executable");
    await fakeGo(goodBuild);
    expect(await resolveTools(environment())).toEqual({ saw: { path: cached(), version: "v1.2.3", source: "build" } });
  });

  test("a directory that can't be written is a clear error", async () => {
    await writeFile(join(root, "cache"), "a file where the cache should be");
    await fakeGo(goodBuild);
    const { code, hint } = await failure(resolveTools(environment()));
    expect({ code, hint }).toEqual({
      code: "NOT_WRITABLE",
      hint: "Make the directory writable, or set XDG_CACHE_HOME and XDG_STATE_HOME to directories that are.",
    });
  });

  test("two processes at once build once", async () => {
    await fakeGo(`sleep 1; ${goodBuild}`);
    const program = `
      const { resolveTools } = await import(${JSON.stringify(join(import.meta.dirname, "resolve-tools.ts"))});
      const pin = ${JSON.stringify(pin)};
      const { saw } = await resolveTools({ pins: [pin], goDirectories: [], fetch: () => Promise.reject(new TypeError("no")) });
      process.stdout.write(saw.source);`;
    const env = environment().env;
    const runOne = async (): Promise<string> =>
      (await promisify(execFile)(process.execPath, ["--input-type=module-typescript", "-e", program], { env, cwd: import.meta.dirname }))
        .stdout;
    expect((await Promise.all([runOne(), runOne()])).toSorted()).toEqual(["build", "cache"]);
    expect(await readFile(join(root, "builds"), "utf8")).toBe("once\n");
  });
});

test("only what is named is looked for", async () => {
  await fakeGo(goodBuild);
  const axe: ToolPin = { ...pin, name: "axe", executables: ["axe"] };
  expect(Object.keys(await resolveTools({ ...environment({ pins: [axe, pin] }), names: ["saw"] }))).toEqual(["saw"]);
});

test("a name that is not pinned is refused", async () => {
  const error = await failure(resolveTools({ ...environment(), names: ["hammer"] }));
  expect([error.code, error.hint]).toEqual(["TOOL_UNKNOWN", "Known are saw."]);
});

async function untilFile(file: string): Promise<string> {
  for (;;) {
    const text = await readFile(file, "utf8").catch(() => "");
    if (text.endsWith("\n")) return text.trim();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
