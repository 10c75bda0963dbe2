import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { chartEntries, type Entry, makeArchive } from "../test/make-archive.ts";
import type { ArchiveLimits } from "./archive-limits.ts";
import type { ChartTree } from "./chart-tree.ts";
import { packChartTree } from "./pack-chart-tree.ts";
import { readChartArchive } from "./read-chart-archive.ts";
import { treeDigest } from "./tree-digest.ts";

async function read(archive: Buffer, limits?: ArchiveLimits): Promise<ChartTree> {
  return readChartArchive(Readable.from([archive]), limits);
}
async function digest(entries: readonly Entry[]): Promise<string> {
  return treeDigest(await read(await makeArchive(entries)));
}

test("reads the files below the chart's folder", async () => {
  const tree = await read(await makeArchive([{ name: "web/", type: "directory" }, ...chartEntries({ "templates/ä.yaml": "x" })]));
  expect([tree.folder, Object.fromEntries([...tree.files].map(([path, content]) => [path, content.toString()]))]).toStrictEqual([
    "web",
    { "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n", "values.yaml": "a: 1\n", "templates/ä.yaml": "x" },
  ]);
});

test("the digest is what sha256sum makes of the sorted files", async () => {
  // In a folder with one file `a` of content "x\n" and one `b/c` of content "y\n":
  // find . -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum
  expect(
    await digest([
      { name: "web/b/c", content: "y\n" },
      { name: "web/a", content: "x\n" },
    ]),
  ).toBe("sha256:08fd3f34a6d31691078659184be9c27f71cd348d86ead952557513959f0f7916");
});

test("packing again does not change the digest: order, times, modes, folders, lock time, byte order mark, nested archives", async () => {
  const sub = chartEntries({ "crds/x.yaml": "kind: X\n" }, { name: "sub" });
  const lock = (time: string): string => `dependencies: []\ndigest: sha256:1\ngenerated: "${time}"\n`;
  const one = [
    ...chartEntries({ "Chart.lock": lock("2020"), "charts/notes.txt": "n" }),
    ...sub.map((entry) => ({ ...entry, name: `web/charts/${entry.name}` })),
  ];
  const other: readonly Entry[] = [
    { name: "web/charts/sub-1.0.0.tgz", content: await makeArchive(sub) },
    { name: "web/empty/", type: "directory" as const },
    ...chartEntries({ "Chart.lock": lock("2026"), "charts/notes.txt": "n", "values.yaml": "\uFEFFa: 1\n" })
      .map((entry) => ({ ...entry, mode: 0o755, mtime: new Date(1e12) }))
      .toReversed(),
  ];
  expect(await digest(other)).toBe(await digest(one));
});

test.each([
  ["a byte of a file", chartEntries({ "values.yaml": "a: 2\n" })],
  ["a file's path", chartEntries({ "values.yml": "a: 1\n" })],
  ["a file more", chartEntries({ "templates/a.yaml": "" })],
  ["the lock's content", chartEntries({ "Chart.lock": "digest: sha256:2\n" })],
])("%s changes the digest", async (_, entries) => {
  expect(await digest(entries)).not.toBe(await digest(chartEntries()));
});

test("what is packed from a tree reads as the same tree, and twice gives the same bytes", async () => {
  const tree = await read(await makeArchive(chartEntries({ "templates/a.yaml": "{{ x }}" }).toReversed()));
  const packed = await packChartTree(tree);
  expect(await packChartTree(await read(packed))).toStrictEqual(packed);
  expect(treeDigest(await read(packed))).toBe(treeDigest(tree));
});

const unsafe: readonly (readonly [string, readonly Entry[]])[] = [
  ["a path out of the folder", [{ name: "web/../../etc/passwd" }]],
  ["an absolute path", [{ name: "/web/Chart.yaml" }]],
  ["a drive", [{ name: "web/C:/x" }]],
  ["a backslash", [{ name: "web\\..\\x" }]],
  ["an unclean path", [{ name: "web/./Chart.yaml" }]],
  ["a control character", [{ name: "web/a\nb" }]],
  ["a file beside the folder", [{ name: "Chart.yaml" }]],
  ["a symbolic link", [{ name: "web/a", type: "symlink", linkname: "/etc/passwd" }]],
  ["a hard link", [{ name: "web/a", type: "link", linkname: "web/b" }]],
  ["a device", [{ name: "web/a", type: "character-device" }]],
  [
    "a file twice",
    [
      { name: "web/a", content: "1" },
      { name: "web/a", content: "2" },
    ],
  ],
];
test.each(unsafe)("%s is refused", async (_, entries) => {
  await expect(makeArchive([...chartEntries(), ...entries]).then((archive) => read(archive))).rejects.toMatchObject({
    code: "CHART_ARCHIVE_UNSAFE",
  });
});

test("a subchart that is there packed and unpacked is refused", async () => {
  const sub = chartEntries({}, { name: "sub" });
  const both = [
    ...chartEntries(),
    ...sub.map((entry) => ({ ...entry, name: `web/charts/${entry.name}` })),
    { name: "web/charts/sub.tgz", content: await makeArchive(sub) },
  ];
  for (const entries of [both, both.toReversed()]) {
    await expect(makeArchive(entries).then((archive) => read(archive))).rejects.toMatchObject({ code: "CHART_ARCHIVE_UNSAFE" });
  }
});

const bomb = (): Promise<Buffer> => makeArchive(chartEntries({ "big.yaml": "a".repeat(3_000_000) }));
const nested = async (): Promise<Buffer> => {
  const inner = await makeArchive(chartEntries({}, { name: "c" }));
  return makeArchive([
    ...chartEntries(),
    {
      name: "web/charts/b.tgz",
      content: await makeArchive([...chartEntries({}, { name: "b" }), { name: "b/charts/c.tgz", content: inner }]),
    },
  ]);
};
test.each([
  ["compressed bytes", { compressedBytes: 100 }, () => makeArchive(chartEntries())],
  ["unpacked bytes", { unpackedBytes: 1_000_000 }, bomb],
  ["bytes of a file", { fileBytes: 1_000_000 }, bomb],
  ["files", { files: 1 }, () => makeArchive(chartEntries())],
  ["files of nested archives", { files: 5 }, nested],
  ["nesting", { nesting: 1 }, nested],
])("the limit on %s holds", async (_, limits, archive) => {
  const bytes = await archive();
  await expect(read(bytes, limits)).rejects.toMatchObject({ code: "CHART_ARCHIVE_TOO_LARGE" });
  await expect(read(bytes)).resolves.toMatchObject({ folder: "web" });
});

test.each([
  ["no gzip", () => Promise.resolve(Buffer.from("<html>"))],
  ["an empty file", () => Promise.resolve(Buffer.alloc(0))],
  ["gzip of no tar", () => Promise.resolve(gzipSync("hello ".repeat(1000)))],
  ["cut off", async () => (await makeArchive(chartEntries({ "x.yaml": "y".repeat(2000) }))).subarray(0, 120)],
  ["no file", () => makeArchive([{ name: "web/", type: "directory" }])],
  ["two folders", () => makeArchive([...chartEntries(), { name: "other/a" }])],
])("%s is an invalid archive", async (_, archive) => {
  await expect(archive().then((bytes) => read(bytes))).rejects.toMatchObject({ code: "CHART_ARCHIVE_INVALID" });
});
