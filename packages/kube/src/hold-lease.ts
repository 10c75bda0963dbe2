import { HelmwrightError } from "@helmwright/core";
import type { Cluster, LiveObject } from "@helmwright/core";

export interface LeaseHolder {
  /** Who holds it, for people: `ada@laptop (process 4711)`. */
  readonly identity: string;
  /** Whether this holder can be seen to be dead from here. Default: never, so that the lease has to expire. */
  readonly isDead?: ((identity: string) => boolean) | undefined;
}

export interface LeaseOptions extends LeaseHolder {
  readonly namespace: string;
  readonly name: string;
  /** Seconds without renewal after which others may take it. Default: 15. */
  readonly seconds?: number | undefined;
  /** Milliseconds since the epoch. Default: the clock. */
  readonly now?: (() => number) | undefined;
}

export interface HeldLease {
  /** Aborted with `LEASE_LOST` when somebody else has it, or when it could not be renewed in time. */
  readonly lost: AbortSignal;
  /** Gives it back. Safe to call twice. */
  release(): Promise<void>;
}

interface LeaseSpec {
  readonly holderIdentity?: string | undefined;
  readonly acquireTime?: string | undefined;
  readonly renewTime?: string | undefined;
  readonly leaseDurationSeconds?: number | undefined;
}

/**
 * Takes a `coordination.k8s.io/v1` Lease and renews it until it is released. Throws `LEASE_HELD`, which names the holder
 * and since when it holds.
 */
export async function holdLease(cluster: Cluster, options: LeaseOptions): Promise<HeldLease> {
  const { namespace, name, identity, seconds = 15, now = Date.now } = options;
  const id = { apiVersion: "coordination.k8s.io/v1", kind: "Lease", namespace, name };
  const acquired = micro(now());
  const mine = (): LeaseSpec => ({
    holderIdentity: identity,
    acquireTime: acquired,
    renewTime: micro(now()),
    leaseDurationSeconds: seconds,
  });
  const lost = new AbortController();
  let held = await acquire(cluster, options, mine);
  let renewed = now();
  let releasing: Promise<void> | undefined;

  const renew = async (): Promise<void> => {
    const next = await cluster.replace({ ...held, spec: mine() });
    if (next) {
      held = next;
      renewed = now();
      return;
    }
    const current = await cluster.get(id);
    if (current && specOf(current).holderIdentity === identity) held = current;
    else lost.abort(lostTo(name, current && specOf(current)));
  };
  const beat = setInterval(
    () => {
      renew().catch((cause: unknown) => {
        if (now() - renewed > seconds * 1000)
          lost.abort(new HelmwrightError("LEASE_LOST", `renew lease ${name}: it could not be renewed for ${seconds} s`, { cause }));
      });
    },
    (seconds * 1000) / 3,
  );
  const giveBack = async (): Promise<void> => {
    clearInterval(beat);
    const current = await cluster.get(id);
    if (current && specOf(current).holderIdentity === identity) {
      await cluster.replace({ ...current, spec: { leaseDurationSeconds: seconds } });
    }
  };
  return { lost: lost.signal, release: () => (releasing ??= giveBack()) };
}

async function acquire(
  cluster: Cluster,
  { namespace, name, isDead = () => false, now = Date.now }: LeaseOptions,
  mine: () => LeaseSpec,
): Promise<LiveObject> {
  const id = { apiVersion: "coordination.k8s.io/v1", kind: "Lease", namespace, name };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const current = await cluster.get(id);
    if (!current) {
      const made = await cluster.create({ apiVersion: id.apiVersion, kind: id.kind, metadata: { namespace, name }, spec: mine() });
      if (made) return made;
      continue;
    }
    const spec = specOf(current);
    const until = Date.parse(spec.renewTime ?? "") + (spec.leaseDurationSeconds ?? 15) * 1000;
    if (spec.holderIdentity && until > now() && !isDead(spec.holderIdentity)) throw heldBy(name, spec, until - now());
    const taken = await cluster.replace({ ...current, spec: mine() });
    if (taken) return taken;
  }
  throw new HelmwrightError("LEASE_CONTENDED", `take lease ${name}: others took it five times in a row`, { hint: "Try again." });
}

function heldBy(name: string, { holderIdentity, acquireTime }: LeaseSpec, milliseconds: number): HelmwrightError {
  const left = Math.ceil(milliseconds / 1000);
  return new HelmwrightError("LEASE_HELD", `take lease ${name}: ${holderIdentity} holds it since ${acquireTime ?? "an unknown time"}`, {
    hint: `Wait until it is done. If it is dead, the lease expires in ${left} s.`,
  });
}

function lostTo(name: string, spec: LeaseSpec | undefined): HelmwrightError {
  return new HelmwrightError("LEASE_LOST", `renew lease ${name}: ${spec?.holderIdentity ?? "nobody"} has it now`, {
    hint: "Nothing more was written. Run again when the other one is done.",
  });
}

function specOf(lease: LiveObject): LeaseSpec {
  return (lease["spec"] ?? {}) as LeaseSpec;
}

/** RFC 3339 with microseconds, as the API has it. */
function micro(time: number): string {
  return new Date(time).toISOString().replace("Z", "000Z");
}
