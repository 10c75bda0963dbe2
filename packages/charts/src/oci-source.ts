import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HelmwrightError } from "@helmwright/core";
import { resolveArchiveLimits } from "./archive-limits.ts";
import type { ChartSource, SourceAnswer, SourceOptions, WantedChart } from "./chart-source.ts";
import { printableUrl } from "./download.ts";
import { ociVersions } from "./oci-tags.ts";
import { readLimited } from "./read-limited.ts";

async function pullArchive(reference: string, version: string, options: SourceOptions): Promise<Buffer> {
  const { helm, plainHttpHosts, signal, limits } = options;
  if (helm === undefined) {
    throw new HelmwrightError("CHART_OCI_UNSUPPORTED", `pull ${reference}: no Helm client was given to the chart store`, {
      hint: "Pass `helm: createHelm(…)` to createChartStore.",
    });
  }
  const destination = await mkdtemp(join(tmpdir(), "helmwright-pull-"));
  try {
    const plainHttp = plainHttpHosts.includes(new URL(reference.replace(/^oci:/u, "https:")).host);
    const path = await helm.pull(reference, { destination, version, plainHttp, signal });
    return await readLimited(createReadStream(path), resolveArchiveLimits(limits).compressedBytes, reference);
  } finally {
    await rm(destination, { recursive: true, force: true });
  }
}

/** Charts in an OCI registry below `oci://host/path`, one repository a chart. Helm pulls them, with its own logins. */
export function ociSource(repository: string, options: SourceOptions): ChartSource {
  const base = repository.replace(/\/+$/u, "");
  const versions = (name: string): Promise<readonly string[]> => ociVersions(`${base}/${name}`, options);

  async function fetchChart({ name, version }: WantedChart): Promise<SourceAnswer> {
    const reference = `${base}/${name}`;
    try {
      return { found: true, archive: await pullArchive(reference, version, options), location: `${printableUrl(reference)}:${version}` };
    } catch (error) {
      // Helm tells an unknown version by text only; the registry's own list says it for certain.
      const known = await versions(name).catch(() => undefined);
      if (known === undefined || known.includes(version)) throw error;
      return { found: false, versions: known };
    }
  }
  return { label: printableUrl(base), kind: "oci", fetch: fetchChart, versions };
}
