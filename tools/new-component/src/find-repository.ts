import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { HelmwrightError } from "@helmwright/core";

/**
 * The repository that users get a chart from, as the `provenance.tsv` of a mirror says it. Throws `REPOSITORY_UNKNOWN`.
 */
export async function findRepository(chart: string, mirrors: readonly string[]): Promise<string> {
  for (const mirror of mirrors) {
    const [header = [], ...rows] = await readTable(join(mirror, "provenance.tsv"));
    const row = rows.find((cells) => cells[header.indexOf("name")] === chart);
    const found = row?.[header.indexOf("official_repo_url")];
    // An OCI reference names the chart too; a pin names what is before.
    if (found) return found.replace(/\/$/, "").replace(found.startsWith("oci://") ? `/${chart}` : "", "");
  }
  throw new HelmwrightError("REPOSITORY_UNKNOWN", `find the repository of chart ${chart}: no mirror knows it`, {
    hint: "Check the chart's name, or say --repository https://….",
    subject: { chart },
  });
}

async function readTable(path: string): Promise<readonly (readonly string[])[]> {
  try {
    return (await readFile(path, "utf8")).split("\n").map((line) => line.split("\t"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
