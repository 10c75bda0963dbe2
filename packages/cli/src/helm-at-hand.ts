import type { Helm } from "@helmwright/helm";

/** The Helm that is on PATH or in the cache; undefined where there is none. Downloads nothing. */
export async function helmAtHand(): Promise<Helm | undefined> {
  const [{ createHelm }, { inspectTools, toolPins }] = await Promise.all([import("@helmwright/helm"), import("@helmwright/sandbox")]);
  const [helm] = await inspectTools({ pins: toolPins.filter(({ name }) => name === "helm") });
  return helm?.path === undefined ? undefined : createHelm({ binary: helm.path });
}
