import { defineConfig } from "vitest/config";
import type { ViteUserConfig as UserConfig } from "vitest/config";

// Two projects: `unit` needs nothing but Node; `sandbox` needs the tools of packages/sandbox and starts real clusters.
const config: UserConfig = defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["packages/**/*.test.ts", "apps/**/*.test.ts", "tools/**/*.test.ts", "bench/**/*.test.ts", "test/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/dist/**", "**/*.sandbox.test.ts"],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "sandbox",
          include: ["packages/**/*.sandbox.test.ts", "apps/**/*.sandbox.test.ts", "test/**/*.sandbox.test.ts"],
          exclude: ["**/node_modules/**", "**/dist/**"],
          globalSetup: ["test/get-tools.ts"],
          testTimeout: 300_000,
          hookTimeout: 1_800_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
export default config;
