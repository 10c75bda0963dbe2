import { createReadStream, readdirSync } from "node:fs";
import { join } from "node:path";
import { readChartArchive } from "@helmwright/charts";

/** A file below a `templates` folder of a chart or of a chart inside it. */
export interface MirrorTemplate {
  /** Archive and path, for messages. */
  readonly name: string;
  readonly text: string;
}

/** Reads the templates of every chart archive in a folder. */
export async function readMirrorTemplates(mirror: string): Promise<MirrorTemplate[]> {
  const archives = readdirSync(mirror).filter((file) => file.endsWith(".tgz"));
  const templates: MirrorTemplate[] = [];
  for (const archive of archives.toSorted()) {
    const { files } = await readChartArchive(createReadStream(join(mirror, archive)));
    for (const [path, content] of files) {
      if (/(?:^|\/)templates\//.test(path)) templates.push({ name: `${archive}: ${path}`, text: content.toString("utf8") });
    }
  }
  return templates;
}
