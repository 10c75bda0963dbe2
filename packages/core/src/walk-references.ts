import type { Component } from "./component.ts";
import { isRef } from "./reference.ts";
import type { Ref } from "./reference.ts";
import { isSecretValue } from "./secret.ts";

export interface FoundReference {
  readonly ref: Ref;
  /** Where in the options: `expose` or `issuers[0].ca`. */
  readonly path: string;
}

/** Every reference in options, those it stands on included. Functions, secrets and class instances are not entered. */
export function walkReferences(options: unknown, path = ""): readonly FoundReference[] {
  if (isRef(options)) return [{ ref: options, path }, ...options.through.flatMap((ref) => walkReferences(ref, path))];
  if (Array.isArray(options)) return options.flatMap((item, index) => walkReferences(item, `${path}[${index}]`));
  if (typeof options !== "object" || options === null || isSecretValue(options)) return [];
  return Object.entries(options).flatMap(([key, value]) => walkReferences(value, path === "" ? key : `${path}.${key}`));
}

/** The components that a component needs, directly or through others, those first that are needed first. */
export function referredComponents(component: Component): readonly Component[] {
  const seen = new Set<Component>([component]);
  const ordered: Component[] = [];
  const visit = (one: Component): void => {
    const direct = walkReferences(one.options).flatMap(({ ref }) => ref.from ?? []);
    for (const next of [...direct, ...(one.placement.after ?? [])]) {
      if (seen.has(next)) continue;
      seen.add(next);
      visit(next);
      ordered.push(next);
    }
  };
  visit(component);
  return ordered;
}
