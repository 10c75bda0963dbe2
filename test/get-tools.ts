import { resolveTools } from "@helmwright/sandbox";

/**
 * Gets the pinned tools before the first test that needs them, so that no test's time limit has to bear a download or a
 * build, and says what it does: from nothing the build takes some minutes.
 */
export async function setup(): Promise<void> {
  await resolveTools({
    onEvent: ({ tool, phase, detail, elapsed }) => process.stdout.write(`${tool}: ${phase} (${Math.round(elapsed / 1000)} s) ${detail}\n`),
  });
}
