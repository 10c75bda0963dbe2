import { formatObject, HelmwrightError, objectIdOf } from "@helmwright/core";
import type { Cluster, LiveObject, Manifest } from "@helmwright/core";

import type { ReleaseStep, SecretsStep } from "./desired.ts";
import { MANAGED_BY, PLATFORM, SECRET } from "./names.ts";

export interface InstalledRelease {
  readonly step: ReleaseStep;
  readonly manifests: readonly Manifest[];
}

/**
 * Objects that a release to be installed would write, and that something else has already. Helm refuses them in the
 * middle of the work, this before it. Reads each kind once.
 */
export async function foreignObjects(releases: readonly InstalledRelease[], cluster: Cluster): Promise<readonly HelmwrightError[]> {
  const wanted = releases.flatMap(({ step, manifests }) => manifests.map((object) => ({ step, object })));
  const kinds = Map.groupBy(wanted, ({ object }) => `${object.apiVersion} ${object.kind}`);
  const found = await Promise.all(
    [...kinds.values()].map(async (group) => {
      const [first] = group;
      if (!first) return [];
      const live = await cluster.listMetadata({ apiVersion: first.object.apiVersion, kind: first.object.kind });
      const byName = new Map(live.map((one) => [`${one.metadata.namespace ?? ""}/${one.metadata.name}`, one]));
      return group.flatMap(({ step, object }) => {
        const { name, namespace = step.namespace } = object.metadata;
        const there = byName.get(`${namespace}/${name}`) ?? byName.get(`/${name}`);
        return there && ownerOf(there) !== `${step.namespace}/${step.name}` ? [conflict(step, object, there)] : [];
      });
    }),
  );
  return found.flat();
}

/** Secrets the engine would write over although it didn't make them. */
export async function foreignSecrets(
  steps: readonly SecretsStep[],
  known: ReadonlyMap<string, LiveObject>,
  cluster: Cluster,
  id: string,
): Promise<readonly HelmwrightError[]> {
  const wanted = steps.flatMap(({ component, secrets }) => secrets.map(({ namespace, name }) => ({ component, namespace, name })));
  const found = await Promise.all(
    wanted.map(async ({ component, namespace, name }) => {
      const mine = known.get(`${namespace}/${name}`);
      const live = mine ?? (await cluster.get({ ...SECRET, namespace, name }));
      const owner = live?.metadata.annotations?.[PLATFORM];
      if (!live || owner === id) return [];
      const object = formatObject({ ...SECRET, namespace, name });
      return [
        new HelmwrightError(
          "OBJECT_FOREIGN",
          `plan secrets ${component}: ${object} belongs to ${owner === undefined ? "somebody else" : `platform ${owner}`}`,
          {
            hint: "Delete it if nothing needs it, or refer to it with secret.existing.",
            subject: { component, object },
          },
        ),
      ];
    }),
  );
  return found.flat();
}

function ownerOf({ metadata: { annotations = {} } }: LiveObject): string | undefined {
  const name = annotations["meta.helm.sh/release-name"];
  return name === undefined ? undefined : `${annotations["meta.helm.sh/release-namespace"]}/${name}`;
}

function conflict(step: ReleaseStep, object: Manifest, live: LiveObject): HelmwrightError {
  const owner = ownerOf(live);
  const name = formatObject({ ...objectIdOf(object), namespace: live.metadata.namespace });
  const by =
    owner !== undefined
      ? `release ${owner}`
      : live.metadata.labels?.["app.kubernetes.io/managed-by"] === MANAGED_BY["app.kubernetes.io/managed-by"]
        ? "a platform"
        : "something that is no Helm release";
  return new HelmwrightError("OBJECT_FOREIGN", `plan release ${step.namespace}/${step.name}: ${name} exists and belongs to ${by}`, {
    hint: "Delete it if nothing needs it, or remove its owner first.",
    subject: { component: step.component, release: `${step.namespace}/${step.name}`, object: name },
  });
}
