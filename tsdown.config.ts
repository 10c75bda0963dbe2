import { readFileSync } from "node:fs";
import { defineConfig } from "tsdown";
import type { UserConfig } from "tsdown";

// One build for every package: each source entry named in `exports` and `bin` becomes a file of dist.
interface Manifest {
  readonly exports?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const entries = [...Object.values(manifest.exports ?? {}), ...Object.values(manifest.bin ?? {})].filter((file) => file.endsWith(".ts"));

const config: UserConfig = defineConfig({
  // Paths are the package's, although the configuration lies in the root.
  cwd: process.cwd(),
  entry: Object.fromEntries([...new Set(entries)].map((file) => [file.replace(/^\.\/(?:src\/)?/, "").replace(/\.ts$/, ""), file])),
  format: "esm",
  platform: "node",
  target: "node22.19",
  fixedExtension: false,
  dts: true,
  tsconfig: "tsconfig.json",
});
export default config;
