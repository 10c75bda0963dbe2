import type { Abstract } from "../abstract.ts";
import { opaque } from "../abstract.ts";
import { lose } from "../run.ts";
import type { Frame, Run } from "../run.ts";
import { collectionFunctions } from "./collections.ts";
import { documentFunctions } from "./documents.ts";
import { logicFunctions } from "./logic.ts";
import { textFunctions } from "./text.ts";

export interface Call {
  readonly run: Run;
  readonly frame: Frame;
  readonly name: string;
  readonly args: readonly Abstract[];
  readonly place: string;
}

export type TemplateFunction = (call: Call) => Abstract;

const functions: ReadonlyMap<string, TemplateFunction> = new Map([
  ...logicFunctions,
  ...collectionFunctions,
  ...textFunctions,
  ...documentFunctions,
]);

/** What a function of Helm's gives, and what its use says of the values it is given. */
export function callFunction(call: Call): Abstract {
  const known = functions.get(call.name);
  if (known) return known(call);
  for (const arg of call.args) lose(arg, `given to ${call.name}`, call.place);
  return opaque(call.name);
}
