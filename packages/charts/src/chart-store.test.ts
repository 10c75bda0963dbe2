import { createReadStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { ChartPin } from "@helmwright/core";
import { onTestFinished, expect, test } from "vitest";
import { chartEntries, makeArchive } from "../test/make-archive.ts";
import { indexOf, makeMirror } from "../test/make-mirror.ts";
import { cacheProblem } from "./chart-cache.ts";
import { createChartStore, type ChartStore, type ChartStoreOptions } from "./chart-store.ts";
import { archiveDigest } from "./fetch-chart.ts";
import { pinChart } from "./pin-chart.ts";
import { readChartArchive } from "./read-chart-archive.ts";
import { treeDigest } from "./tree-digest.ts";

const repository = "https://charts.example.org/stable";
const archive = await makeArchive(chartEntries({ "crds/thing.yaml": "apiVersion: v1\nkind: Thing\nmetadata: {name: t}\n" }));
const repacked = await makeArchive(chartEntries({ "crds/thing.yaml": "apiVersion: v1\nkind: Thing\nmetadata: {name: t}\n" }).toReversed());
const mirror = await makeMirror([{ name: "web", version: "1.0.0", archive }]);
const pin = await pinChart(mirror, { repository, name: "web", version: "1.0.0" });

async function temporary(): Promise<string> {
  return mkdtemp(join(tmpdir(), "helmwright-cache-"));
}
const noNetwork: typeof fetch = async () => {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error("lookup failed"), { code: "ENOTFOUND" }) });
};
async function storeWith(options: ChartStoreOptions = {}): Promise<ChartStore & { readonly cacheDir: string }> {
  const cacheDir = options.cacheDir ?? (await temporary());
  return { cacheDir, ...createChartStore({ mirrors: [], fetch: noNetwork, ...options, cacheDir }) };
}
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
/** Answers a URL's path from a table, as `fetch` does. */
function answering(files: Readonly<Record<string, Buffer | string>>): typeof fetch {
  return async (input) => {
    const body = files[new URL(input instanceof Request ? input.url : input).href];
    return body === undefined ? new Response("no", { status: 404 }) : new Response(typeof body === "string" ? body : new Uint8Array(body));
  };
}

test("a pin is what the mirror has, under the official repository", () => {
  expect(pin).toStrictEqual({
    repository,
    name: "web",
    version: "1.0.0",
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/u) as string,
  });
});

test("resolves from a mirror, then from the cache alone", async () => {
  const store = await storeWith({ mirrors: [mirror] });
  const chart = await store.resolve(pin);
  const folder = join(store.cacheDir, "sha256", pin.digest.slice(7));
  expect({ ...chart, readTree: undefined, crds: await chart.crds() }).toStrictEqual({
    pin,
    path: join(folder, "web-1.0.0.tgz"),
    treeDigest: pin.digest,
    archiveDigest: archiveDigest(archive),
    source: mirror,
    metadata: { apiVersion: "v2", name: "web", version: "1.0.0", dependencies: [] },
    readTree: undefined,
    crds: [{ path: "crds/thing.yaml", subcharts: [], objects: [{ apiVersion: "v1", kind: "Thing", metadata: { name: "t" } }] }],
  });
  const again = await (await storeWith({ cacheDir: store.cacheDir })).resolve(pin);
  expect([again.path, again.archiveDigest, again.source]).toStrictEqual([chart.path, chart.archiveDigest, mirror]);
  expect(await store.digestOf(chart.path)).toBe(pin.digest);
  expect((await readdir(join(store.cacheDir, "sha256"))).length).toBe(1);
});

test("archives that were packed again agree, and each source keeps its own archive digest", async () => {
  const store = await storeWith({ mirrors: [await makeMirror([{ name: "web", version: "1.0.0", archive: repacked }])] });
  expect((await store.resolve(pin)).archiveDigest).toBe(archiveDigest(repacked));
  expect(archiveDigest(repacked)).not.toBe(archiveDigest(archive));
});

test("a damaged cache entry is dropped and fetched anew", async () => {
  const store = await storeWith({ mirrors: [mirror] });
  const { path } = await store.resolve(pin);
  const good = await readFile(path);
  const swapped = await makeArchive(chartEntries({ "values.yaml": "evil: true\n" }));
  for (const damaged of [good.subarray(0, 50), Buffer.alloc(0), swapped]) {
    await writeFile(path, damaged);
    await expect((await storeWith({ cacheDir: store.cacheDir })).resolve(pin)).rejects.toMatchObject({ code: "NETWORK_UNREACHABLE" });
    await (await storeWith({ cacheDir: store.cacheDir, mirrors: [mirror] })).resolve(pin);
    expect(await readFile(path)).toStrictEqual(good);
  }
  await writeFile(join(path, "..", "origin.json"), "{");
  await (await storeWith({ cacheDir: store.cacheDir, mirrors: [mirror] })).resolve(pin);
  expect(existsSync(path)).toBe(true);
});

test("other content under the pin's name is refused before the next source is asked, and nothing is kept", async () => {
  const swapped = await makeMirror([
    { name: "web", version: "1.0.0", archive: await makeArchive(chartEntries({ "values.yaml": "evil: true\n" })) },
  ]);
  const store = await storeWith({ mirrors: [swapped, mirror] });
  const found = await store.digestOf(join(swapped, "web-1.0.0.tgz"));
  await expect(store.resolve(pin)).rejects.toMatchObject({
    code: "CHART_DIGEST_MISMATCH",
    message: `resolve chart web 1.0.0: the content from ${join(swapped, "web-1.0.0.tgz")} is not what the pin names: expected ${pin.digest}, found ${found}`,
    hint: expect.stringContaining("chart.ts") as string,
    subject: { chart: "web 1.0.0" },
  });
  expect(existsSync(join(store.cacheDir, "sha256"))).toBe(false);
});

test("an unknown version tells the nearest ones and where they were looked for", async () => {
  const versions = ["0.9.0", "1.0.0", "1.1.0", "1.2.0", "2.0.0", "3.0.0", "4.0.0"];
  const big = await makeMirror(versions.map((version) => ({ name: "web", version, archive })));
  const other = await makeMirror([{ name: "other", version: "1.0.0", archive }]);
  const store = await storeWith({ mirrors: [big, other] });
  await expect(store.resolve({ ...pin, version: "1.0.7" })).rejects.toMatchObject({
    code: "CHART_VERSION_UNKNOWN",
    message: `resolve chart web 1.0.7: no source has this version. Looked in ${big}: it has 2.0.0, 1.2.0, 1.1.0, 1.0.0, 0.9.0; ${other}: it does not have this chart; https://charts.example.org/stable: download https://charts.example.org/stable/index.yaml: ENOTFOUND`,
  });
  expect(await store.findVersions(big, "web")).toStrictEqual(versions);
  expect(await store.findVersions(big, "constructor")).toStrictEqual([]);
  await expect(pinChart(big, { repository, name: "web", version: "9.9.9" })).rejects.toMatchObject({ code: "CHART_VERSION_UNKNOWN" });
});

test("a source that fails is passed over, and when all fail each of them is named", async () => {
  const corrupt = await makeMirror([{ name: "web", version: "1.0.0", archive: archive.subarray(0, 90) }]);
  const missing = join(await temporary(), "nowhere");
  const broken = await temporary();
  await writeFile(join(broken, "index.yaml"), "- no index\n");
  expect((await (await storeWith({ mirrors: [corrupt, missing, broken, mirror] })).resolve(pin)).source).toBe(mirror);
  await expect((await storeWith({ mirrors: [corrupt, missing, broken] })).resolve(pin)).rejects.toMatchObject({
    code: "CHART_UNAVAILABLE",
    message: `resolve chart web 1.0.0: no source could give it. Looked in ${corrupt}: read chart archive: it is cut off or not a gzipped tar archive; ${missing}: read index.yaml of chart mirror ${missing}: it can't be opened; ${broken}: read the chart repository index of ${broken}: it is not an index.yaml; https://charts.example.org/stable: download https://charts.example.org/stable/index.yaml: ENOTFOUND`,
  });
  await expect((await storeWith()).resolve(pin)).rejects.toMatchObject({ code: "NETWORK_UNREACHABLE" });
});

test("a failure is not remembered", async () => {
  let up = false;
  const store = await storeWith({
    fetch: (...given) =>
      up
        ? answering({
            [`${repository}/index.yaml`]: indexOf([{ name: "web", version: "1.0.0" }]),
            [`${repository}/web-1.0.0.tgz`]: archive,
          })(...given)
        : noNetwork(...given),
  });
  await expect(store.resolve(pin)).rejects.toMatchObject({ code: "NETWORK_UNREACHABLE" });
  up = true;
  expect((await store.resolve(pin)).source).toBe(repository);
});

test("the official repository: relative and absolute addresses, versions with and without v", async () => {
  for (const url of ["web.tgz", "https://cdn.example.org/web.tgz"]) {
    const index = indexOf([{ name: "web", version: "v1.0.0", url }]);
    const store = await storeWith({
      fetch: answering({ [`${repository}/index.yaml`]: index, [new URL(url, `${repository}/`).href]: archive }),
    });
    expect((await store.resolve(pin)).archiveDigest).toBe(archiveDigest(archive));
  }
});

test.each([
  ["an address without encryption", "http://cdn.example.org/web.tgz"],
  ["an address of a file", "file:///etc/passwd"],
])("an index that leads to %s is refused", async (_, url) => {
  const store = await storeWith({ fetch: answering({ [`${repository}/index.yaml`]: indexOf([{ name: "web", version: "1.0.0", url }]) }) });
  await expect(store.resolve(pin)).rejects.toMatchObject({ code: "CHART_INDEX_INVALID" });
});

test("a mirror's index can't lead out of its directory", async () => {
  const outside = await makeMirror([{ name: "web", version: "1.0.0", archive, url: "../../../../etc/hostname" }]);
  await expect((await storeWith({ mirrors: [outside] })).resolve(pin)).rejects.toThrow("leads to a file outside");
});

test("a mirror behind a URL, its failures included", async () => {
  const url = await serve((request, response) => {
    const name = basename(request.url ?? "");
    if (name === "index.yaml")
      response.end(
        indexOf([
          { name: "web", version: "1.0.0" },
          { name: "cut", version: "1.0.0" },
        ]),
      );
    else if (name.startsWith("web")) response.end(archive);
    else response.writeHead(200, { "content-length": "1000" }).write("x", () => response.destroy());
  });
  const store = await storeWith({ mirrors: [url], fetch: globalThis.fetch });
  expect(await store.resolve(pin)).toMatchObject({ source: `${url}/`, archiveDigest: archiveDigest(archive) });
  await expect(pinChart(url, { repository, name: "cut", version: "1.0.0" })).rejects.toMatchObject({ code: "DOWNLOAD_FAILED" });
});

test("a mirror's login goes to it as a header, and into no message and no label", async () => {
  const login = `Basic ${Buffer.from("me:hunter2").toString("base64")}`;
  const url = await serve((request, response) => {
    if (request.headers.authorization !== login) response.writeHead(401).end();
    else response.end(request.url === "/index.yaml" ? indexOf([{ name: "web", version: "1.0.0" }]) : archive);
  });
  const withLogin = url.replace("http://", "http://me:hunter2@");
  const store = await storeWith({ mirrors: [withLogin], fetch: globalThis.fetch });
  expect((await store.resolve(pin)).source).toBe(`${url}/`);
  const wrong = await storeWith({ mirrors: [url.replace("http://", "http://me:hunter3@")], fetch: globalThis.fetch });
  const error: unknown = await wrong.resolve(pin).catch((failure: unknown) => failure);
  expect(error).toMatchObject({
    code: "CHART_UNAVAILABLE",
    message: expect.stringContaining(`download ${url}/index.yaml: the server answered 401`) as string,
  });
  expect(String(error)).not.toContain("hunter");
});

test("an abort ends the download with its own code", async () => {
  const url = await serve(() => undefined);
  const aborting = new AbortController();
  setTimeout(() => aborting.abort(), 50);
  const store = await storeWith({ mirrors: [url, mirror], fetch: globalThis.fetch, signal: aborting.signal });
  await expect(store.resolve(pin)).rejects.toMatchObject({ code: "ABORTED" });
});

test("OCI charts are pulled by Helm, and the registry's list says what there is", async () => {
  const oci: ChartPin = { ...pin, repository: "oci://registry.example.org/charts" };
  const pulled: unknown[] = [];
  const helm = {
    pull: async (
      chart: string,
      {
        destination,
        version,
        plainHttp,
      }: { readonly destination: string; readonly version?: string | undefined; readonly plainHttp?: boolean | undefined },
    ) => {
      pulled.push([chart, version, plainHttp]);
      if (version !== "1.0.0") throw new Error("helm: not found");
      await writeFile(join(destination, "web-1.0.0.tgz"), archive);
      return join(destination, "web-1.0.0.tgz");
    },
  };
  const list = "https://registry.example.org/v2/charts/web/tags/list";
  const fetchTags: typeof fetch = async (input, init) => {
    const { href: url } = new URL(input instanceof Request ? input.url : input);
    if (url.startsWith("https://auth.example.org/")) return Response.json({ token: url.includes("scope=pull") ? "t" : "" });
    if (new Headers(init?.headers).get("authorization") !== "Bearer t") {
      return new Response("", {
        status: 401,
        headers: { "www-authenticate": 'Bearer realm="https://auth.example.org/token",service="r",scope="pull"' },
      });
    }
    return url === list
      ? Response.json({ tags: ["1.0.0"] }, { headers: { link: '</v2/charts/web/tags/list?last=1.0.0>; rel="next"' } })
      : Response.json({ tags: ["1.1.0_build.5"] });
  };
  const store = await storeWith({ helm, fetch: fetchTags });
  expect(await store.resolve(oci)).toMatchObject({ source: "oci://registry.example.org/charts", archiveDigest: archiveDigest(archive) });
  expect(pulled).toStrictEqual([["oci://registry.example.org/charts/web", "1.0.0", false]]);
  expect(await store.findVersions(oci.repository, "web")).toStrictEqual(["1.0.0", "1.1.0+build.5"]);
  await expect(store.resolve({ ...oci, version: "1.5.0" })).rejects.toMatchObject({
    code: "CHART_VERSION_UNKNOWN",
    message: expect.stringContaining("it has 1.1.0+build.5, 1.0.0") as string,
  });
  await expect((await storeWith()).resolve(oci)).rejects.toMatchObject({ code: "CHART_OCI_UNSUPPORTED" });
});

test.each([
  [{ name: "../web" }],
  [{ version: "latest" }],
  [{ digest: "sha256:12" }],
  [{ repository: "http://charts.example.org" }],
  [{ repository: "https://me:pw@charts.example.org" }],
])("a pin with %o is refused", async (part) => {
  await expect((await storeWith({ mirrors: [mirror] })).resolve({ ...pin, ...part })).rejects.toMatchObject({ code: "CHART_PIN_INVALID" });
});

test("a cache that can't be written to is told", async () => {
  const file = join(await temporary(), "file");
  await writeFile(file, "");
  await expect((await storeWith({ mirrors: [mirror], cacheDir: join(file, "cache") })).resolve(pin)).rejects.toMatchObject({
    code: "CHART_CACHE_UNWRITABLE",
  });
});

test.runIf(existsSync("/dev/full"))("a full disk is told as such", async () => {
  const full = await writeFile("/dev/full", "x").catch((error: unknown) => error);
  expect(cacheProblem(full, pin, "/cache")).toMatchObject({
    code: "DISK_FULL",
    message: "store chart web 1.0.0 in /cache: the disk is full",
  });
});

test("stores that work at once in one cache don't disturb each other", async () => {
  const cacheDir = await temporary();
  const stores = await Promise.all(Array.from({ length: 8 }, () => storeWith({ cacheDir, mirrors: [mirror] })));
  const charts = await Promise.all(stores.map((store) => store.resolve(pin)));
  expect(new Set(charts.map(({ path }) => path)).size).toBe(1);
  expect(treeDigest(await readChartArchive(createReadStream(charts[0]?.path ?? "")))).toBe(pin.digest);
  expect(await readdir(join(cacheDir, "sha256"))).toStrictEqual([pin.digest.slice(7)]);
});

test("making a store touches nothing", async () => {
  const cacheDir = join(await temporary(), "not", "made");
  createChartStore({ cacheDir, mirrors: ["/nowhere"], fetch: noNetwork });
  expect(existsSync(cacheDir)).toBe(false);
  await mkdir(cacheDir, { recursive: true });
  await rm(cacheDir, { recursive: true });
});
