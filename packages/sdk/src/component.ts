import { bindComponent, makeRef } from "@helmwright/core";
import type { Component, ComponentSpec, Kind, Kinds, Placement, Ref } from "@helmwright/core";

import { install, plan, render, status, uninstall, upgrade } from "./lifecycle.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { callerPlace } from "./place.ts";

/** Makes a reference that points back at the component. `through` are references that this one stands on. */
export type RefMaker = <K extends Kind>(kind: K, name: string, out: Kinds[K]["out"], through?: readonly Ref[]) => Ref<K>;

/**
 * What every component's factory ends with: binds options to a spec and adds the lifecycle functions and the outputs.
 * Call it directly in the factory, so that messages name the line that called the factory. Nothing runs here.
 */
export function component<O extends object, V extends object, Outputs extends object>(
  spec: ComponentSpec<O, V>,
  options: O,
  placement: Placement<V> | undefined,
  outputs: (ref: RefMaker) => Outputs,
): Component & Lifecycle & Outputs {
  const bound = bindComponent(spec, options, placement, callerPlace());
  const self: Component & Lifecycle = {
    ...bound,
    plan: (target) => plan(self, target),
    install: (target) => install(self, target),
    upgrade: (target) => upgrade(self, target),
    render: (renderOptions) => render(self, renderOptions),
    status: (target) => status(self, target),
    uninstall: (target) => uninstall(self, target),
  };
  const made = outputs((kind, name, out, through = []) => makeRef(kind, name, out, { from: self, through }));
  return Object.assign(self, made);
}
