import { component, defineComponent } from "@helmwright/sdk";
import type { Component, ComponentSpec, Lifecycle, Placement } from "@helmwright/sdk";
import { z } from "zod";

export interface NotesOptions {
  /** What the ConfigMap says. */
  readonly text: string;
}

type NoValues = Record<never, never>;

const spec: ComponentSpec<NotesOptions, NoValues> = defineComponent<NotesOptions>({
  name: "notes",
  namespace: { name: "notes", podSecurity: "restricted" },
  options: { text: z.string().min(1) },
  resources: ({ text }, { release }) => [
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "board", namespace: release.namespace }, data: { text } },
  ],
});

/** The smallest component there is: one ConfigMap, without a chart. */
export function notes(options: NotesOptions, placement?: Placement<NoValues>): Component & Lifecycle {
  return component(spec, options, placement, () => ({}));
}
