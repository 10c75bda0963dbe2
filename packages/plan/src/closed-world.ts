import { groupOf, nearestOf } from "@helmwright/core";
import type { HelmwrightError } from "@helmwright/core";

import { builtInNamespaces, isBuiltIn, isBuiltInGroup } from "./built-in.ts";
import { dig, listOf, textOf } from "./fields.ts";
import { problemMaker } from "./problem-maker.ts";
import type { ProblemMaker } from "./problem-maker.ts";
import { providedKey, providers } from "./provided.ts";
import type { Providers } from "./provided.ts";
import { readWriteOnceProblems } from "./read-write-once.ts";
import { danglingSelectors } from "./selectors.ts";
import { usesOf } from "./uses.ts";
import type { Use } from "./use.ts";
import { placedObjects } from "./world.ts";
import type { Placed, World } from "./world.ts";

/** Step `from` can start when step `to` is done. */
export interface StepEdge {
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

export interface ClosedWorld {
  readonly edges: readonly StepEdge[];
  readonly problems: readonly HelmwrightError[];
}

/**
 * Holds every name in every rendered object against everything that will be in the cluster. What is found is an edge of
 * the deploy graph; what dangles is a problem.
 */
export function checkClosedWorld(world: World): ClosedWorld {
  const placed = placedObjects(world);
  const known = providers(world, placed);
  const kinds = customKinds(placed);
  const problem = problemMaker(world);
  const edges: StepEdge[] = [];
  const problems: HelmwrightError[] = [];
  for (const one of placed) {
    const group = groupOf(one.object.apiVersion);
    const owner = isBuiltInGroup(group) ? undefined : kinds.get(`${group}/${one.object.kind}`);
    if (owner) addEdge(edges, one, owner, `it has a ${one.object.kind}, which ${owner.component} defines`);
    else if (!isBuiltInGroup(group))
      problems.push(
        problem(
          one,
          "kind",
          `nothing in the platform defines ${one.object.kind} of ${one.object.apiVersion}`,
          "Add the component that owns this custom resource definition.",
        ),
      );
    if (one.namespace !== "" && !builtInNamespaces.has(one.namespace) && !known.has(providedKey("Namespace", "", one.namespace))) {
      problems.push(
        problem(
          one,
          "metadata.namespace",
          `namespace ${one.namespace} is not in the platform`,
          "Place a component there, or change the namespace.",
        ),
      );
    }
    for (const use of usesOf(one.object, one.namespace, one.home)) {
      const found = known.get(providedKey(use.kind, use.namespace, use.name));
      if (!found) {
        if (!isBuiltIn(use)) problems.push(dangling(one, use, known, problem));
        continue;
      }
      if (use.key !== undefined && found.keys && !found.keys.includes(use.key)) problems.push(missingKey(one, use, found.keys, problem));
      if (use.first && found.step !== undefined)
        addEdge(edges, one, { step: found.step }, `${one.object.kind} ${one.object.metadata.name} uses ${use.kind} ${use.name}`);
    }
  }
  problems.push(...danglingSelectors({ placed, problem }), ...readWriteOnceProblems(placed, problem), ...ownedTwice(placed, problem));
  return { edges, problems };
}

function addEdge(edges: StepEdge[], from: Placed, to: { readonly step: string }, why: string): void {
  if (from.step === to.step || edges.some((edge) => edge.from === from.step && edge.to === to.step)) return;
  edges.push({ from: from.step, to: to.step, why });
}

/** Kinds by `group/Kind`, with the step that brings their definition. */
function customKinds(placed: readonly Placed[]): ReadonlyMap<string, Placed> {
  return new Map(
    placed.flatMap((one) => {
      if (one.object.kind !== "CustomResourceDefinition") return [];
      const kind = textOf(dig(one.object, "spec", "names", "kind"));
      return [[`${String(dig(one.object, "spec", "group"))}/${kind ?? ""}`, one] as const];
    }),
  );
}

function dangling(one: Placed, use: Use, known: Providers, problem: ProblemMaker): HelmwrightError {
  const where = use.namespace === "" ? use.name : `${use.namespace}/${use.name}`;
  const names = [...known.keys()]
    .filter((key) => key.startsWith(`${use.kind}/${use.namespace}/`))
    .map((key) => key.slice(`${use.kind}/${use.namespace}/`.length));
  const elsewhere = [...known.keys()].find((key) => key.startsWith(`${use.kind}/`) && key.endsWith(`/${use.name}`));
  const nearest = nearestOf(use.name, names);
  const hint =
    nearest !== undefined
      ? `Did you mean ${nearest}?`
      : elsewhere !== undefined
        ? `There is one in namespace ${elsewhere.split("/")[1]}.`
        : "Add the component that makes it, refer to it with existing.…, or declare it as made at run time.";
  return problem(one, use.field, `${use.kind} ${where} is not in the platform`, hint);
}

function missingKey(one: Placed, use: Use, keys: readonly string[], problem: ProblemMaker): HelmwrightError {
  const word = use.kind === "Service" ? "port" : "key";
  const nearest = nearestOf(use.key ?? "", keys);
  return problem(
    one,
    use.field,
    `${use.kind} ${use.name} has no ${word} ${use.key}`,
    nearest === undefined ? `It has ${keys.join(", ") || "none"}.` : `Did you mean ${nearest}?`,
  );
}

/** Objects, definitions of custom resources above all, that two steps of the platform would write. */
function ownedTwice(placed: readonly Placed[], problem: ProblemMaker): readonly HelmwrightError[] {
  const owners = new Map<string, Placed>();
  return placed.flatMap((one) => {
    if (one.hook) return [];
    const key = `${groupOf(one.object.apiVersion)}/${providedKey(one.object.kind, one.namespace, one.object.metadata.name)}`;
    const other = owners.get(key);
    if (!other) return owners.set(key, one) && [];
    if (other.step === one.step) return [];
    const definition = one.object.kind === "CustomResourceDefinition";
    const stored = listOf(dig(one.object, "spec", "versions")).length;
    return [
      problem(
        one,
        definition ? `spec.versions (${stored})` : "metadata.name",
        `${other.component} writes the same object (${other.step})`,
        definition ? "A definition has one owner: leave the CRDs of one of the two out." : "Give one of them another name or namespace.",
        "OWNED_TWICE",
      ),
    ];
  });
}
