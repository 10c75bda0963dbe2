import type { Abstract } from "../abstract.ts";
import { constant, opaque } from "../abstract.ts";
import type { Frame, Run } from "../run.ts";

export interface MethodCall {
  readonly run: Run;
  readonly frame: Frame;
  readonly target: Abstract;
  readonly args: readonly Abstract[];
  readonly place: string;
}

/** `.Files.Get "x"`, `.Capabilities.APIVersions.Has "apps/v1"`: methods exist only on what Helm itself brings. */
export function callMethod({ run, target, args }: MethodCall): Abstract {
  if (target.kind !== "opaque") return target;
  const [argument] = args;
  const file = argument?.kind === "constant" ? run.file(`${target.what}:${String(argument.value)}`) : undefined;
  return file === undefined ? opaque(`${target.what}()`) : constant(file);
}
