import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { ComponentNames } from "./component-names.ts";

export interface Registration {
  readonly root: string;
  readonly concern: string;
  readonly names: ComponentNames;
}

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly publishConfig: { readonly exports: Readonly<Record<string, unknown>> };
}

/** Exports a component from its package, under its name and under a subpath, and says so in a changeset. Gives the files it wrote. */
export async function registerComponent({ root, concern, names }: Registration): Promise<readonly string[]> {
  const { kebab, camel, pascal } = names;
  const manifestPath = join(root, "packages", concern, "package.json");
  const indexPath = join(root, "packages", concern, "src", "index.ts");
  const changesetPath = join(root, ".changeset", `${concern}-${kebab}.md`);
  const manifest = JSON.parse(await readFile(manifestPath, "utf8")) as Manifest;
  const dist = { types: `./dist/${kebab}/index.d.ts`, default: `./dist/${kebab}/index.js` };
  const changed = {
    ...manifest,
    exports: { ...manifest.exports, [`./${kebab}`]: `./src/${kebab}/index.ts` },
    publishConfig: { ...manifest.publishConfig, exports: { ...manifest.publishConfig.exports, [`./${kebab}`]: dist } },
  };
  await writeFile(manifestPath, `${JSON.stringify(changed, undefined, 2)}\n`);
  const exported = `export { ${camel} } from "./${kebab}/index.ts";
export type { ${pascal}, ${pascal}ChartValues, ${pascal}Options } from "./${kebab}/index.ts";
`;
  await writeFile(indexPath, (await readFile(indexPath, "utf8")) + exported);
  await mkdir(join(root, ".changeset"), { recursive: true });
  await writeFile(changesetPath, `---\n"@helmwright/${concern}": minor\n---\n\nThere is a component \`${camel}\`.\n`);
  return [manifestPath, indexPath, changesetPath];
}
