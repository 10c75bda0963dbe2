import { formatObject, HelmwrightError, objectIdOf } from "@helmwright/core";

import type { Placed, World } from "./world.ts";

export type ProblemMaker = (from: Placed, field: string, message: string, hint: string, code?: string) => HelmwrightError;

/** Makes problems that name the object, its component, and the line of the platform file that made it. */
export function problemMaker({ instances }: World): ProblemMaker {
  return ({ object, namespace, component }, field, message, hint, code = "DANGLING") => {
    const name = formatObject({ ...objectIdOf(object), namespace: namespace === "" ? undefined : namespace });
    const place = instances.find(({ id }) => id === component)?.place;
    return new HelmwrightError(code, `check ${component}: ${name}: ${field}: ${message}`, {
      hint,
      subject: { component, object: name, path: field, place },
    });
  };
}
