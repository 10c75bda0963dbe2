import { createReadStream, existsSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import {
  type ArchiveLimits,
  chartMetadata,
  type ChartTree,
  defaultMirrors,
  download,
  openSource,
  printableUrl,
  readChartArchive,
  readChartDirectory,
  resolveArchiveLimits,
  type SourceOptions,
  treeDigest,
} from "@helmwright/charts";
import { HelmwrightError } from "@helmwright/core";
import { chooseVersion } from "./choose-version.ts";
import { findInSources } from "./find-in-sources.ts";

export interface ChartArgumentOptions extends Partial<Omit<SourceOptions, "limits">> {
  /** A version or a range of versions. Default: the newest that is no pre-release. */
  readonly version?: string | undefined;
  /** Repository to look the name up in: `https://…`, `oci://…`, or a directory with an index. */
  readonly repository?: string | undefined;
  /** Where plain names are looked up. Default `defaultMirrors()` of `@helmwright/charts`. */
  readonly mirrors?: readonly string[] | undefined;
  /** What relative paths are relative to. Default: the working directory. */
  readonly directory?: string | undefined;
  readonly limits?: ArchiveLimits | undefined;
}

/** A chart that somebody named. */
export interface FoundChart {
  readonly name: string;
  readonly version: string;
  readonly tree: ChartTree;
  /** Over the tree, `sha256:…`. */
  readonly digest: string;
  /** Where it came from: a path, or a URL without credentials. */
  readonly source: string;
}

const PLAIN_NAME = /^[a-zA-Z0-9][\w.-]*$/u;
const ARCHIVE = /\.(?:tgz|tar\.gz)$/u;

function notFound(argument: string, what: string, hint: string): HelmwrightError {
  return new HelmwrightError("CHART_NOT_FOUND", `find chart ${argument}: ${what}`, { hint, subject: { chart: argument } });
}

/** `https://host/path/name`, or `oci://host/path/name:version`, in parts. */
function splitAddress(address: string, version: string | undefined): { base: string; name: string; version: string | undefined } {
  const [, base = "", name = "", tag] = /^([a-z]+:\/\/.+)\/([^/:@?#]+)(?::([^/@]+))?\/?$/u.exec(address) ?? [];
  if (PLAIN_NAME.test(name)) return { base, name, version: tag?.replaceAll("_", "+") ?? version };
  throw notFound(
    printableUrl(address),
    "its address does not end with a chart's name",
    "Write it as https://host/path/name, oci://host/path/name, or the URL of a .tgz.",
  );
}

async function readLocal(path: string, limits: ArchiveLimits): Promise<ChartTree> {
  return statSync(path).isDirectory() ? readChartDirectory(path, limits) : readChartArchive(createReadStream(path), limits);
}

function describe(tree: ChartTree, source: string): FoundChart {
  const { name, version } = chartMetadata(tree);
  return { name, version, tree, digest: treeDigest(tree), source };
}

/** The version of a chart that is already there can only be checked. */
function checkVersion(found: FoundChart, wanted: string | undefined): FoundChart {
  if (wanted === undefined || chooseVersion([found.version], wanted) !== undefined) return found;
  throw new HelmwrightError("CHART_VERSION_UNKNOWN", `find chart ${found.source}: it is version ${found.version}, not ${wanted}`, {
    hint: "Leave the version out, or name the chart by its repository.",
    subject: { chart: `${found.name} ${found.version}` },
  });
}

/** The path of an argument that names something on this machine. */
function localPath(argument: string, directory: string): string | undefined {
  const path = argument.startsWith("file://") ? fileURLToPath(argument) : resolve(directory, argument);
  if (!existsSync(path)) return undefined;
  const plain = PLAIN_NAME.test(argument) && !ARCHIVE.test(argument);
  return plain && !existsSync(join(path, "Chart.yaml")) ? undefined : path;
}

/**
 * Gets the chart that somebody names: a chart's folder, an archive, the URL of an archive, `oci://host/path/name`, `https://repository/name`, or a
 * plain name that `repository` or a mirror has. What lies on this machine needs no network.
 *
 * @throws HelmwrightError `CHART_NOT_FOUND`, `CHART_VERSION_UNKNOWN`, `CHART_OCI_UNSUPPORTED`, and whatever reading the source and the
 * chart throws
 */
export async function resolveChartArgument(argument: string, options: ChartArgumentOptions = {}): Promise<FoundChart> {
  const { version, repository, mirrors, directory = process.cwd(), limits = {}, helm, plainHttpHosts = [], signal } = options;
  const sourceOptions: SourceOptions = { fetch: options.fetch ?? globalThis.fetch, helm, plainHttpHosts, signal, limits };
  const search = async (addresses: readonly string[], name: string, wanted: string | undefined): Promise<FoundChart> => {
    const sources = addresses.map((address) => openSource(address, sourceOptions));
    const { archive, location } = await findInSources(sources, { name, version: wanted });
    return describe(await readChartArchive(Readable.from([archive]), limits), location);
  };

  if (repository !== undefined) return search([repository], argument, version);
  if (/^https?:\/\//u.test(argument) && ARCHIVE.test(new URL(argument).pathname)) {
    const archive = await download(argument, { ...sourceOptions, limit: resolveArchiveLimits(limits).compressedBytes });
    return checkVersion(describe(await readChartArchive(Readable.from([archive]), limits), printableUrl(argument)), version);
  }
  if (/^(?:https?|oci):\/\//u.test(argument)) {
    const { base, name, version: wanted } = splitAddress(argument, version);
    return search([base], name, wanted);
  }
  const path = localPath(argument, directory);
  if (path !== undefined) return checkVersion(describe(await readLocal(path, limits), path), version);
  if (!PLAIN_NAME.test(argument) || ARCHIVE.test(argument) || argument.includes(sep)) {
    throw notFound(
      argument,
      "there is no such file or folder",
      "Name a chart's folder, an archive, or a URL; name a repository with --repo.",
    );
  }
  const addresses = mirrors ?? defaultMirrors({ start: directory });
  if (addresses.length > 0) return search(addresses, argument, version);
  throw notFound(
    argument,
    "there is no such folder, and no chart mirror to look in",
    "Name the chart's repository with --repo, or a mirror in HELMWRIGHT_CHART_MIRRORS.",
  );
}
