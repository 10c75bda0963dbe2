import { Command, InvalidArgumentError, Option } from "commander";

import { addChartCommands } from "./chart-program.ts";
import { examples } from "./examples.ts";
import { exitCodeHelp, exitCodes } from "./exit-codes.ts";
import type {
  DeployCommandOptions,
  DestroyCommandOptions,
  GraphCommandOptions,
  PlanCommandOptions,
  PlatformOptions,
  RenderCommandOptions,
} from "./options.ts";
import type { Choose } from "./run.ts";
import type { SandboxCommandOptions } from "./commands/sandbox.ts";

/** The whole command line. `choose` is told what to run; what a command needs is loaded only then. */
export function createProgram(version: string, choose: Choose): Command {
  const program = new Command("helmwright")
    .description("Plan and deploy a typed platform of Helm charts.")
    .version(version, "-V, --version")
    // `types` has a --version of its own.
    .enablePositionalOptions()
    .showHelpAfterError("(add --help for more)")
    .exitOverride();
  addPlatformCommands(program, choose);
  addLookingCommands(program, choose);
  addChartCommands(program, choose);
  addSandboxCommands(program, choose);
  program
    .command("completion")
    .description("print a completion script")
    .addArgument(program.createArgument("<shell>", "bash, zsh or fish").choices(["bash", "zsh", "fish"]))
    .addHelpText(
      "after",
      examples('eval "$(helmwright completion bash)"', "helmwright completion fish > ~/.config/fish/completions/helmwright.fish"),
    )
    .action((shell: string) =>
      choose(async () => {
        (await import("./commands/completion.ts")).printCompletionScript(shell);
        return { exitCode: exitCodes.done, data: undefined, text: undefined };
      }),
    );
  return program.addHelpText(
    "after",
    `${examples("helmwright deploy", "helmwright plan --env prod", "helmwright status --json")}\n\n${exitCodeHelp}`,
  );
}

function addPlatformCommands(program: Command, choose: Choose): void {
  platformCommand(program, "deploy", "bring a cluster to what the platform file says")
    .option("-y, --yes", "do not ask, also where the environment is protected")
    .option("--plan <file>", "apply exactly this saved plan, or refuse")
    .addOption(concurrency())
    .addOption(timeout())
    .addHelpText(
      "after",
      examples(
        "helmwright deploy",
        "helmwright deploy --env prod --yes",
        "helmwright deploy --only metrics",
        "helmwright deploy --plan reviewed.json",
      ),
    )
    .action((options: DeployCommandOptions) =>
      choose(async (given) => (await import("./commands/deploy.ts")).deployCommand(options, given)),
    );
  platformCommand(program, "plan", "say what a deploy would do, and why")
    .option("--detailed-exitcode", "end with 3 when there are changes")
    .option("-o, --out <file>", "save the plan for deploy --plan")
    .addHelpText(
      "after",
      examples("helmwright plan", "helmwright plan --env prod --detailed-exitcode", "helmwright plan --out reviewed.json"),
    )
    .action((options: PlanCommandOptions) => choose(async (given) => (await import("./commands/plan.ts")).planCommand(options, given)));
  platformCommand(program, "diff", "show the objects that a deploy would change")
    .addHelpText("after", examples("helmwright diff", "helmwright diff --only web"))
    .action((options: PlatformOptions) => choose(async (given) => (await import("./commands/diff.ts")).diffCommand(options, given)));
  platformCommand(program, "status", "show releases and what is not ready; ends with 1 then")
    .addHelpText("after", examples("helmwright status", "helmwright status --env prod --json"))
    .action((options: PlatformOptions) => choose(async (given) => (await import("./commands/status.ts")).statusCommand(options, given)));
  platformCommand(program, "destroy", "remove what was deployed; data stays")
    .option("--data", "remove data too: volumes, generated secrets")
    .option("-y, --yes", "do not ask, also where the environment is protected")
    .addOption(concurrency())
    .addOption(timeout())
    .addHelpText("after", examples("helmwright destroy", "helmwright destroy --data", "helmwright destroy --only metrics"))
    .action((options: DestroyCommandOptions) =>
      choose(async (given) => (await import("./commands/destroy.ts")).destroyCommand(options, given)),
    );
}

function addLookingCommands(program: Command, choose: Choose): void {
  platformCommand(program, "graph", "draw which component needs which, and why")
    .addOption(new Option("-f, --format <format>", "how").choices(["text", "mermaid", "svg"]).default("text"))
    .addHelpText("after", examples("helmwright graph", "helmwright graph --format svg > platform.svg"))
    .action((options: GraphCommandOptions) => choose(async (given) => (await import("./commands/graph.ts")).graphCommand(options, given)));
  platformCommand(program, "render", "print plain manifests in the order of a deploy; needs no cluster")
    .option("-o, --out <directory>", "write one numbered file a step")
    .addHelpText("after", examples("helmwright render > all.yaml", "helmwright render --env prod --out manifests"))
    .action((options: RenderCommandOptions) =>
      choose(async (given) => (await import("./commands/render.ts")).renderCommand(options, given)),
    );
  platformCommand(program, "list", "list environments and components")
    .addHelpText("after", examples("helmwright list", "helmwright list --env prod"))
    .action((options: PlatformOptions) => choose(async (given) => (await import("./commands/list.ts")).listCommand(options, given)));
  platformCommand(program, "doctor", "look at everything that a deploy needs")
    .addHelpText("after", examples("helmwright doctor", "helmwright doctor --env prod"))
    .action((options: PlatformOptions) => choose(async (given) => (await import("./commands/doctor.ts")).doctorCommand(options, given)));
}

function addSandboxCommands(program: Command, choose: Choose): void {
  const sandbox = program
    .command("sandbox")
    .description("a real Kubernetes control plane on this machine, with simulated nodes")
    .addHelpText("after", examples("helmwright sandbox up", 'eval "$(helmwright sandbox env)"', "helmwright sandbox down"));
  const add = (name: string, description: string): Command =>
    sandbox.command(name).description(description).addOption(sandboxName()).option("--json", "print exactly one JSON document");
  add("up", "start it, or repair it")
    .addOption(new Option("--nodes <count>", "simulated nodes of a new one").argParser(positive).default(3))
    .addHelpText("after", examples("helmwright sandbox up", "helmwright sandbox up --sandbox test --nodes 5"))
    .action((options: SandboxCommandOptions) =>
      choose(async (given) => (await import("./commands/sandbox.ts")).sandboxUpCommand(options, given)),
    );
  add("down", "end it, and remove all that is in it")
    .addHelpText("after", examples("helmwright sandbox down"))
    .action((options: SandboxCommandOptions) =>
      choose(async (given) => (await import("./commands/sandbox.ts")).sandboxDownCommand(options, given)),
    );
  add("status", "show its processes; ends with 1 when it does not run")
    .addHelpText("after", examples("helmwright sandbox status"))
    .action((options: SandboxCommandOptions) => choose(async () => (await import("./commands/sandbox.ts")).sandboxStatusCommand(options)));
  add("env", "print variables that point a shell at it")
    .addHelpText("after", examples('eval "$(helmwright sandbox env)"'))
    .action((options: SandboxCommandOptions) =>
      choose(async (given) => (await import("./commands/sandbox.ts")).sandboxEnvCommand(options, given)),
    );
}

function platformCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option("-e, --env <name>", "environment (default: the platform's first one)")
    .option("--only <instance...>", "these components, with what they need")
    .addOption(new Option("--platform <file>", "platform file (default: platform.ts or apps/platform/platform.ts, here or above)"))
    .addOption(sandboxName())
    .option("--json", "print exactly one JSON document");
}

function sandboxName(): Option {
  return new Option("--sandbox <name>", "name of the sandbox").env("HELMWRIGHT_SANDBOX").default("helmwright");
}

function concurrency(): Option {
  return new Option("--concurrency <count>", "releases that Helm changes at the same time (default: 6)").argParser(positive);
}

function timeout(): Option {
  return new Option("--timeout <duration>", "how long one step may take: 90s, 10m (default: 5m)").argParser(milliseconds);
}

function positive(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It takes a whole number above 0.");
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function milliseconds(text: string): number {
  const [, count = "", unit = ""] = /^([1-9]\d{0,5})(ms|s|m|h)$/.exec(text) ?? [];
  if (unit !== "") return Number(count) * (units[unit] ?? 1);
  throw new InvalidArgumentError("It takes a number with its unit: 90s, 10m, 1h.");
}
