import { exitCodes } from "../exit-codes.ts";
import { platformGraph } from "../graph/platform-graph.ts";
import type { PlatformGraph } from "../graph/platform-graph.ts";
import type { Invocation } from "../invocation.ts";
import { offlineComposition } from "../offline-composition.ts";
import type { GraphCommandOptions } from "../options.ts";
import type { Outcome } from "../outcome.ts";
import { openSession } from "../session.ts";

/** Draws which component needs which, and why. Asks no cluster. */
export async function graphCommand(options: GraphCommandOptions, { terminal }: Invocation): Promise<Outcome> {
  const session = await openSession(options);
  const graph = platformGraph(await offlineComposition(session, options));
  const { platform, environment } = session;
  return {
    exitCode: exitCodes.done,
    data: { version: 1, platform: platform.name, environment, ...graph },
    text: () => draw(graph, options.format, { title: `${platform.name} in ${environment}`, paint: terminal.paint }),
  };
}

async function draw(
  graph: PlatformGraph,
  format: GraphCommandOptions["format"],
  { title, paint }: { title: string; paint: Invocation["terminal"]["paint"] },
): Promise<string> {
  switch (format) {
    case "text":
      return (await import("../graph/graph-text.ts")).graphText(graph, paint);
    case "mermaid":
      return (await import("../graph/graph-mermaid.ts")).graphMermaid(graph);
    case "svg":
      return (await import("../graph/graph-svg.ts")).graphSvg(graph, title);
  }
}
