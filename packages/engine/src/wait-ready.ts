import { setTimeout as sleep } from "node:timers/promises";

import { formatObject, HelmwrightError } from "@helmwright/core";
import type { Cluster, ObjectId, ReadinessRule } from "@helmwright/core";
import { readinessOf } from "@helmwright/kube";

export interface WaitOptions {
  readonly rules?: readonly ReadinessRule[] | undefined;
  /** Milliseconds until what is not ready has failed. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** Told what is waited for, whenever that changes. */
  readonly onProgress?: ((doing: string) => void) | undefined;
}

/** Milliseconds between two looks: short at first, because most objects are ready at once. */
const LOOKS = [0, 100, 200, 300, 500];
const AT_ONCE = 8;

/** Waits until every object is ready. Throws `NOT_READY`, which names the first object that isn't, and why. */
export async function waitReady(cluster: Pick<Cluster, "get">, objects: readonly ObjectId[], options: WaitOptions): Promise<void> {
  const deadline = performance.now() + options.timeout;
  let open = objects.map((id) => ({ id, why: "it has not been seen yet" }));
  let told = "";
  for (let look = 0; ; look += 1) {
    const next: typeof open = [];
    for (let at = 0; at < open.length; at += AT_ONCE) {
      const states = await Promise.all(open.slice(at, at + AT_ONCE).map(({ id }) => lookAt(cluster, id, options.rules)));
      next.push(...states.filter((one) => one !== undefined));
    }
    open = next;
    const [first] = open;
    if (!first) return;
    const waiting = `waiting for ${formatObject(first.id)}: ${first.why}${open.length > 1 ? ` (and ${open.length - 1} more)` : ""}`;
    if (waiting !== told) options.onProgress?.((told = waiting));
    if (performance.now() > deadline) throw notReady(first.id, first.why, options.timeout);
    await sleep(LOOKS[Math.min(look + 1, LOOKS.length - 1)], undefined, options.signal ? { signal: options.signal } : {});
  }
}

async function lookAt(
  cluster: Pick<Cluster, "get">,
  id: ObjectId,
  rules: readonly ReadinessRule[] = [],
): Promise<{ id: ObjectId; why: string } | undefined> {
  const live = await cluster.get(id);
  if (!live) return { id, why: "it does not exist" };
  const state = readinessOf(live, rules);
  if (state.ready) return undefined;
  if (state.failed) {
    throw new HelmwrightError("OBJECT_FAILED", `wait for ${formatObject(id)}: ${state.why}`, {
      hint: `Look at it: kubectl describe ${id.kind.toLowerCase()} ${id.name}${id.namespace === undefined ? "" : ` -n ${id.namespace}`}`,
      subject: { object: formatObject(id) },
    });
  }
  return { id, why: state.why };
}

function notReady(id: ObjectId, why: string, timeout: number): HelmwrightError {
  return new HelmwrightError("NOT_READY", `wait for ${formatObject(id)}: not ready after ${Math.round(timeout / 1000)} s: ${why}`, {
    hint: `Look at it: kubectl describe ${id.kind.toLowerCase()} ${id.name}${id.namespace === undefined ? "" : ` -n ${id.namespace}`}`,
    subject: { object: formatObject(id) },
  });
}

/** Waits until none of the objects is there any more. Throws `NOT_GONE`, which names its finalizers. */
export async function waitGone(
  cluster: Pick<Cluster, "get">,
  objects: readonly ObjectId[],
  options: Omit<WaitOptions, "rules">,
): Promise<void> {
  const deadline = performance.now() + options.timeout;
  let open = objects;
  for (let look = 0; ; look += 1) {
    const live = await Promise.all(open.map(async (id) => ({ id, live: await cluster.get(id) })));
    const left = live.filter((one) => one.live !== undefined);
    const [first] = left;
    if (!first) return;
    open = left.map(({ id }) => id);
    const held = first.live?.metadata.finalizers ?? [];
    const why = held.length > 0 ? `finalizers ${held.join(", ")} hold it` : "it is being deleted";
    options.onProgress?.(`waiting until ${formatObject(first.id)} is gone: ${why}`);
    if (performance.now() > deadline) {
      throw new HelmwrightError(
        "NOT_GONE",
        `delete ${formatObject(first.id)}: it is still there after ${Math.round(options.timeout / 1000)} s: ${why}`,
        {
          hint: "Let the operator that set the finalizers finish, or remove them by hand if it is gone for good.",
          subject: { object: formatObject(first.id) },
        },
      );
    }
    await sleep(LOOKS[Math.min(look + 1, LOOKS.length - 1)], undefined, options.signal ? { signal: options.signal } : {});
  }
}
