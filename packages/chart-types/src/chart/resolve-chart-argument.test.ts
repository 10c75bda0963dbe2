import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packChartTree, treeDigest } from "@helmwright/charts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeTree } from "../../test/make-tree.ts";
import { type ChartArgumentOptions, type FoundChart, resolveChartArgument } from "./resolve-chart-argument.ts";

const versions = ["1.0.0", "1.10.0", "1.9.0", "2.0.0-rc.1"];
let directory: string;
let mirror: string;

const treeOf = (version: string, name = "web"): ReturnType<typeof makeTree> =>
  makeTree({ "Chart.yaml": `apiVersion: v2\nname: ${name}\nversion: ${version}\n` }, name);
const index = JSON.stringify({ entries: { web: versions.map((version) => ({ version, urls: [`web-${version}.tgz`] })) } });

beforeEach(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), "helmwright-argument-")));
  mirror = join(directory, "mirror");
  await mkdir(mirror);
  for (const version of versions) await writeFile(join(mirror, `web-${version}.tgz`), await packChartTree(treeOf(version)));
  await writeFile(join(mirror, "index.yaml"), index);
  await mkdir(join(directory, "local"));
  await writeFile(join(directory, "local", "Chart.yaml"), "apiVersion: v2\nname: local\nversion: 3.0.0\n");
  await mkdir(join(directory, "web"));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

/** Serves the mirror's files, and counts nothing else as there. */
const serve: typeof fetch = async (input) => {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  const file = pathname.split("/").at(-1) ?? "";
  const version = /^web-(.+)\.tgz$/u.exec(file)?.[1];
  if (file === "index.yaml") return new Response(index);
  return version === undefined ? new Response("", { status: 404 }) : new Response(new Uint8Array(await packChartTree(treeOf(version))));
};

async function find(argument: string, options: ChartArgumentOptions = {}): Promise<FoundChart> {
  return resolveChartArgument(argument, { directory, mirrors: [mirror], fetch: serve, ...options });
}

test.each([
  ["a folder", "local", {}, "local 3.0.0", "local"],
  ["a folder by its path", "./local", { version: "3.x" }, "local 3.0.0", "local"],
  ["an archive", "mirror/web-1.9.0.tgz", {}, "web 1.9.0", "mirror/web-1.9.0.tgz"],
  ["the newest that is no pre-release", "web", {}, "web 1.10.0", "mirror/web-1.10.0.tgz"],
  ["a version", "web", { version: "v1.9.0" }, "web 1.9.0", "mirror/web-1.9.0.tgz"],
  ["a range", "web", { version: "~1.9" }, "web 1.9.0", "mirror/web-1.9.0.tgz"],
  ["a pre-release by its version", "web", { version: "2.0.0-rc.1" }, "web 2.0.0-rc.1", "mirror/web-2.0.0-rc.1.tgz"],
])("finds %s", async (_, argument, options, chart, source) => {
  const found = await find(argument, options);
  expect([`${found.name} ${found.version}`, found.source]).toStrictEqual([chart, join(directory, source)]);
});

test("the digest is that of the tree", async () => {
  expect((await find("web", { version: "1.0.0" })).digest).toBe(treeDigest(treeOf("1.0.0")));
});

test.each([
  ["an archive's URL", "https://user:secret@charts.example.org/web-1.9.0.tgz?token=x", {}, "web 1.9.0"],
  ["a repository and a name", "https://charts.example.org/stable/web", {}, "web 1.10.0"],
  ["a name and its repository", "web", { repository: "https://charts.example.org/stable", version: "1.0.0" }, "web 1.0.0"],
])("finds %s", async (_, argument, options, chart) => {
  const found = await find(argument, { ...options, mirrors: [] });
  expect([
    `${found.name} ${found.version}`,
    found.source.includes("secret"),
    found.source.startsWith("https://charts.example.org/"),
  ]).toStrictEqual([chart, false, true]);
});

test("finds a chart in an OCI registry, its version given as a tag or as an option", async () => {
  const pulled: unknown[] = [];
  const helm: ChartArgumentOptions["helm"] = {
    pull: async (reference, { destination, version = "" }) => {
      pulled.push([reference, version]);
      await writeFile(join(destination, "web.tgz"), await packChartTree(treeOf(version)));
      return join(destination, "web.tgz");
    },
  };
  const tags: typeof fetch = async () => Response.json({ tags: ["1.0.0", "1.1.0_build"] });
  const newest = await find("oci://registry.example.org/charts/web", { helm, fetch: tags });
  const tagged = await find("oci://registry.example.org:5000/charts/web:1.0.0", { helm, fetch: tags });
  const silent = await find("oci://registry.example.org/charts/web", {
    helm,
    version: "4.0.0",
    fetch: async () => new Response("", { status: 403 }),
  });
  expect([newest.version, tagged.version, silent.version, pulled]).toStrictEqual([
    "1.1.0+build",
    "1.0.0",
    "4.0.0",
    [
      ["oci://registry.example.org/charts/web", "1.1.0+build"],
      ["oci://registry.example.org:5000/charts/web", "1.0.0"],
      ["oci://registry.example.org/charts/web", "4.0.0"],
    ],
  ]);
});

test.each([
  ["a missing archive", "missing.tgz", {}, "CHART_NOT_FOUND"],
  ["a missing path", "some/where", {}, "CHART_NOT_FOUND"],
  ["an unknown name", "other", {}, "CHART_NOT_FOUND"],
  ["no mirror", "other", { mirrors: [] }, "CHART_NOT_FOUND"],
  ["a version that no source has", "web", { version: "1.8.0" }, "CHART_VERSION_UNKNOWN"],
  ["a range that no source has", "web", { version: "^4" }, "CHART_VERSION_UNKNOWN"],
  ["another version than the folder's", "local", { version: "4.0.0" }, "CHART_VERSION_UNKNOWN"],
  ["a folder without a chart", "./web", {}, "CHART_DIRECTORY_INVALID"],
  ["a URL without a name", "https://charts.example.org", {}, "CHART_NOT_FOUND"],
  [
    "OCI without a Helm client",
    "oci://registry.example.org/web:1.0.0",
    { fetch: async () => Response.json({ tags: ["1.0.0"] }) },
    "CHART_OCI_UNSUPPORTED",
  ],
])("fails for %s", async (_, argument, options: ChartArgumentOptions, code) => {
  await expect(find(argument, options)).rejects.toThrow(expect.objectContaining({ code, hint: expect.any(String) as string }));
});
