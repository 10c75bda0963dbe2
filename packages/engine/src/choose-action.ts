import { HelmwrightError } from "@helmwright/core";
import type { Manifest, ObjectChange, StepAction, StoredRelease, ValueChange } from "@helmwright/core";
import { canonical, diffObjects, diffValues } from "@helmwright/plan";

import type { CrdsStep, NamespaceStep, ReleaseStep, SecretsStep } from "./desired.ts";
import { CREATED, FINGERPRINT, PLATFORM } from "./names.ts";
import type { Observed, ObservedRelease } from "./observe.ts";
import type { SecretValues } from "./resolve-secrets.ts";

/** What is to be done about one step, and why. */
export interface Choice {
  readonly action: StepAction;
  readonly reasons: readonly string[];
  readonly values?: readonly ValueChange[] | undefined;
  readonly objects?: readonly ObjectChange[] | undefined;
  readonly from?: string | undefined;
}

const NONE: Choice = { action: "none", reasons: [] };

export function chooseForNamespace(step: NamespaceStep, observed: Observed, id: string): Choice {
  const live = observed.namespaces.get(step.name);
  if (!live) return { action: "install", reasons: [`namespace ${step.name} does not exist`] };
  const { annotations = {} } = live.metadata;
  const owner = annotations[PLATFORM];
  if (owner !== undefined && owner !== id && annotations[CREATED] !== undefined) {
    return annotations[FINGERPRINT] === step.fingerprint
      ? NONE
      : { action: "keep", reasons: [`platform ${owner} owns it and has set another Pod Security level`] };
  }
  if (annotations[FINGERPRINT] === step.fingerprint) return NONE;
  return { action: "upgrade", reasons: [`its Pod Security level becomes ${step.podSecurity}`] };
}

export function chooseForCrds(step: CrdsStep, names: readonly string[], observed: Observed): Choice {
  const missing = names.filter((name) => !observed.crds.has(name));
  if (missing.length > 0) return { action: "install", reasons: [`${missing.length} of ${names.length} definitions do not exist`] };
  const other = names.filter((name) => observed.crds.get(name)?.metadata.annotations?.[FINGERPRINT] !== step.pin.digest);
  return other.length === 0
    ? NONE
    : { action: "upgrade", reasons: [`${other.length} of ${names.length} definitions are from another chart or version`] };
}

export function chooseForSecrets(step: SecretsStep, observed: Observed, values: SecretValues, key: string): Choice {
  const changes = step.secrets.flatMap(({ namespace, name, data }) => {
    const live = observed.secrets.get(`${namespace}/${name}`);
    if (!live) return [{ reason: `Secret ${namespace}/${name} does not exist`, install: true }];
    const same = live.metadata.annotations?.[FINGERPRINT] === values.fingerprint(key, data);
    return same ? [] : [{ reason: `Secret ${namespace}/${name} has other content`, install: false }];
  });
  if (changes.length === 0) return NONE;
  return { action: changes.every(({ install }) => install) ? "install" : "upgrade", reasons: changes.map(({ reason }) => reason) };
}

/** What a release's record has to be looked into for: nothing, when it stands as this platform left it. */
export function releaseStands(step: ReleaseStep, live: ObservedRelease | undefined): boolean {
  return live?.status === "deployed" && live.fingerprint === step.fingerprint;
}

export interface ReleaseFacts {
  readonly step: ReleaseStep;
  readonly live: ObservedRelease | undefined;
  /** The newest record, decoded; only read when the release doesn't stand. */
  readonly stored: StoredRelease | undefined;
  readonly manifests: readonly Manifest[];
  readonly id: string;
  /** Whether the platform's record names the release. */
  readonly recorded: boolean;
}

export function chooseForRelease({ step, live, stored, manifests, id, recorded }: ReleaseFacts): Choice {
  if (live?.platform !== undefined && live.platform !== id) throw foreign(step, live.platform);
  if (releaseStands(step, live)) return NONE;
  if (!live || !stored) return { action: "install", reasons: ["it is not installed"] };
  const values = diffValues(stored.values, step.values);
  const objects = diffObjects(stored.manifests, manifests, step.namespace, step.ignoredFields);
  const version = "pin" in step.source ? step.source.pin.version : stored.chart.version;
  const changes = { values, objects, from: stored.chart.version };
  if (live.status.startsWith("pending-") || live.status === "uninstalling") {
    return { action: "recover", reasons: [`revision ${live.revision} was left ${live.status}`], ...changes };
  }
  const reasons = [
    ...(live.status === "deployed" ? [] : [`revision ${live.revision} is ${live.status}`]),
    ...(stored.chart.version === version ? [] : [`chart version ${stored.chart.version} becomes ${version}`]),
    ...(values.length === 0
      ? []
      : [`${values.length} ${values.length === 1 ? "value changes" : "values change"}: ${listed(values.map(({ path }) => path))}`]),
    ...(objects.length === 0 ? [] : [`${objects.length} ${objects.length === 1 ? "object changes" : "objects change"}`]),
  ];
  const owned = live.platform === id || recorded;
  if (!owned) return { action: "adopt", reasons: ["something else installed it", ...reasons], ...changes };
  if (live.fingerprint === undefined) {
    const interrupted = live.status === "deployed" && sameRelease(step, stored, objects);
    if (interrupted) return { action: "adopt", reasons: [`revision ${live.revision} is as wanted, and was not recorded yet`], ...changes };
    return { action: "upgrade", reasons: [`revision ${live.revision} was not made by this platform`, ...reasons], ...changes };
  }
  return { action: "upgrade", reasons: reasons.length > 0 ? reasons : ["it was made from other inputs that render the same"], ...changes };
}

/** Whether an adopted release can be taken over as it stands, without a new revision. */
export function sameRelease(step: ReleaseStep, stored: StoredRelease, objects: readonly ObjectChange[]): boolean {
  const version = "pin" in step.source ? step.source.pin.version : stored.chart.version;
  return stored.chart.version === version && objects.length === 0 && canonical(stored.values) === canonical(step.values);
}

function foreign(step: ReleaseStep, owner: string): HelmwrightError {
  return new HelmwrightError("RELEASE_FOREIGN", `plan release ${step.namespace}/${step.name}: platform ${owner} owns it`, {
    hint: "Give this one another name or namespace, or take it out of the other platform first.",
    subject: { component: step.component, release: `${step.namespace}/${step.name}` },
  });
}

function listed(paths: readonly string[]): string {
  return paths.length <= 5 ? paths.join(", ") : `${paths.slice(0, 5).join(", ")} and ${paths.length - 5} more`;
}
