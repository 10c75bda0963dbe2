import { exitCodes } from "../exit-codes.ts";
import { formatTable } from "../formats/format-table.ts";
import type { Invocation } from "../invocation.ts";
import { offlineComposition } from "../offline-composition.ts";
import type { PlatformOptions } from "../options.ts";
import type { Outcome } from "../outcome.ts";
import { openSession } from "../session.ts";

/** Lists environments and components of a platform. Asks no cluster. */
export async function listCommand(options: PlatformOptions, { terminal }: Invocation): Promise<Outcome> {
  const session = await openSession(options);
  const { instances } = await offlineComposition(session, options);
  const { platform, environment: chosen, file } = session;
  const environments = Object.entries(platform.environments).map(([name, { target, profile, protected: guarded = false }]) => ({
    name,
    target: target === "sandbox" ? target : target.context,
    profile,
    protected: guarded,
  }));
  const components = instances.map(({ id, type, chart, release }) => ({
    name: id,
    type,
    chart: chart ? `${chart.name} ${chart.version}` : undefined,
    release: `${release.namespace}/${release.name}`,
  }));
  return {
    exitCode: exitCodes.done,
    data: { version: 1, platform: platform.name, file, environment: chosen, environments, components },
    text: () =>
      [
        terminal.paint("bold", platform.name),
        "",
        formatTable(
          ["ENVIRONMENT", "TARGET", "PROFILE", ""],
          environments.map(({ name, target, profile, protected: guarded }) => [
            name,
            target,
            profile,
            [name === chosen && "chosen", guarded && "protected"].filter(Boolean).join(", "),
          ]),
        ),
        "",
        formatTable(
          ["COMPONENT", "TYPE", "CHART", "RELEASE"],
          components.map(({ name, type, chart, release }) => [name, type, chart ?? "-", release]),
          terminal.columns,
        ),
      ].join("\n"),
  };
}
