#!/usr/bin/env node
// A default import: an old Node has no named export to link, and should be told what is wrong with it.
import module from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";

/** The Kubernetes client needs this one. */
const NEEDED = [22, 19] as const;

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  process.stderr.write(
    `error NODE_TOO_OLD: start helmwright: Node ${process.versions.node} runs it\n  hint: Install Node ${NEEDED.join(".")} or newer.\n`,
  );
  process.exitCode = 2;
} else {
  module.enableCompileCache?.(
    join(process.env["XDG_CACHE_HOME"] || join(process.env["HOME"] || homedir(), ".cache"), "helmwright", "compiled"),
  );
  const { runCli } = await import("./run-cli.ts");
  process.exitCode = await runCli(process.argv.slice(2));
}
