import { groupOf } from "@helmwright/core";
import type { LiveObject, ReadinessRule } from "@helmwright/core";

/** `failed`: it will not become ready by waiting. `why` says what is missing. */
export type Readiness = { readonly ready: true } | { readonly ready: false; readonly failed: boolean; readonly why: string };

const READY: Readiness = { ready: true };
const waiting = (why: string): Readiness => ({ ready: false, failed: false, why });
const failing = (why: string): Readiness => ({ ready: false, failed: true, why });

interface Condition {
  readonly type?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly message?: string;
}
type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether an object has reached what its spec asks, by the rules of kstatus
 * (https://github.com/kubernetes-sigs/cli-utils/tree/master/pkg/kstatus), and by the rule of its component if it has one.
 */
export function readinessOf(object: LiveObject, rules: readonly ReadinessRule[] = []): Readiness {
  if (object.metadata.deletionTimestamp !== undefined) return waiting("it is being deleted");
  const status = fields(object["status"]);
  const { generation } = object.metadata;
  const observed = status["observedGeneration"];
  if (typeof observed === "number" && generation !== undefined && observed < generation)
    return waiting("its controller has not seen the change yet");
  const rule = rules.find((one) => one.kind === object.kind && one.group === groupOf(object.apiVersion));
  if (rule) return byRule(status, rule);
  const known = builtIn[`${groupOf(object.apiVersion)}/${object.kind}`];
  return known ? known(object, status) : byConditions(status);
}

const builtIn: Readonly<Record<string, (object: LiveObject, status: Fields) => Readiness>> = {
  "apps/Deployment": ({ metadata: _metadata, ...object }, status) => {
    const wanted = number(fields(object["spec"])["replicas"], 1);
    const stuck = conditions(status).find(({ type, reason }) => type === "Progressing" && reason === "ProgressDeadlineExceeded");
    if (stuck) return failing(stuck.message ?? "its rollout made no progress in time");
    if (number(status["updatedReplicas"]) < wanted) return waiting(`${number(status["updatedReplicas"])} of ${wanted} replicas updated`);
    if (number(status["replicas"]) > wanted) return waiting(`${number(status["replicas"]) - wanted} old replicas to go`);
    if (number(status["availableReplicas"]) < wanted)
      return waiting(`${number(status["availableReplicas"])} of ${wanted} replicas available`);
    return seen(status);
  },
  "apps/StatefulSet": (object, status) => {
    const spec = fields(object["spec"]);
    const wanted = number(spec["replicas"], 1);
    const rolling = fields(fields(spec["updateStrategy"])["rollingUpdate"]);
    if (number(status["readyReplicas"]) < wanted) return waiting(`${number(status["readyReplicas"])} of ${wanted} replicas ready`);
    const updated = wanted - number(rolling["partition"]);
    if (fields(spec["updateStrategy"])["type"] !== "OnDelete" && number(status["updatedReplicas"]) < updated) {
      return waiting(`${number(status["updatedReplicas"])} of ${updated} replicas updated`);
    }
    return seen(status);
  },
  "apps/DaemonSet": (object, status) => {
    const wanted = number(status["desiredNumberScheduled"]);
    if (status["observedGeneration"] === undefined) return seen(status);
    if (fields(fields(object["spec"])["updateStrategy"])["type"] !== "OnDelete" && number(status["updatedNumberScheduled"]) < wanted) {
      return waiting(`${number(status["updatedNumberScheduled"])} of ${wanted} pods updated`);
    }
    return number(status["numberAvailable"]) < wanted ? waiting(`${number(status["numberAvailable"])} of ${wanted} pods available`) : READY;
  },
  "apps/ReplicaSet": (object, status) => {
    const wanted = number(fields(object["spec"])["replicas"], 1);
    return number(status["readyReplicas"]) < wanted ? waiting(`${number(status["readyReplicas"])} of ${wanted} replicas ready`) : READY;
  },
  "batch/Job": (_object, status) => {
    const failed = conditions(status).find(({ type, status: is }) => type === "Failed" && is === "True");
    if (failed) return failing(failed.message ?? "the Job failed");
    return isTrue(status, "Complete") ? READY : waiting("the Job is running");
  },
  "/Pod": (_object, status) => {
    if (status["phase"] === "Succeeded") return READY;
    if (status["phase"] === "Failed") return failing("the Pod failed");
    return isTrue(status, "Ready") ? READY : waiting(`the Pod is ${phaseOf(status)}`);
  },
  "/PersistentVolumeClaim": (object, status) =>
    status["phase"] === "Bound" || fields(object["spec"])["volumeName"] === undefined ? READY : waiting(`the claim is ${phaseOf(status)}`),
  "/Service": (object, status) => {
    const balanced = fields(status["loadBalancer"])["ingress"];
    return fields(object["spec"])["type"] === "LoadBalancer" && !Array.isArray(balanced) ? waiting("it has no address yet") : READY;
  },
  "/Namespace": (_object, status) => (status["phase"] === "Active" ? READY : waiting("the namespace is not active")),
  "apiextensions.k8s.io/CustomResourceDefinition": (_object, status) => {
    const refused = conditions(status).find(({ type, status: is }) => type === "NamesAccepted" && is === "False");
    if (refused) return failing(refused.message ?? "its names are taken");
    return isTrue(status, "Established") ? READY : waiting("the definition is not established");
  },
  "policy/PodDisruptionBudget": () => READY,
  "autoscaling/HorizontalPodAutoscaler": () => READY,
  "apiregistration.k8s.io/APIService": () => READY,
};

function byCondition(status: Fields, type: string): Readiness {
  const condition = conditions(status).find((one) => one.type === type);
  if (condition?.status === "True") return READY;
  if (!condition) return waiting(`its operator has not set condition ${type} yet`);
  return waiting(`${type} is ${condition.status ?? "Unknown"}: ${condition.message ?? condition.reason ?? "no reason given"}`);
}

function byRule(status: Fields, { condition, status: fields = {} }: ReadinessRule): Readiness {
  const other = Object.entries(fields).find(([name, value]) => status[name] !== value);
  if (other) return waiting(`its ${other[0]} is ${JSON.stringify(status[other[0]] ?? "not set")}, not ${JSON.stringify(other[1])}`);
  return condition === undefined ? READY : byCondition(status, condition);
}

/** Kinds without a rule: the standard conditions `Stalled`, `Reconciling` and `Ready` where there are any. */
function byConditions(status: Fields): Readiness {
  const stalled = conditions(status).find(({ type, status: is }) => type === "Stalled" && is === "True");
  if (stalled) return failing(stalled.message ?? "it is stalled");
  const busy = conditions(status).find(({ type, status: is }) => type === "Reconciling" && is === "True");
  if (busy) return waiting(busy.message ?? "it is being reconciled");
  return conditions(status).some(({ type }) => type === "Ready") ? byCondition(status, "Ready") : READY;
}

/** A workload whose controller has not written a status yet can't be ready. */
function seen(status: Fields): Readiness {
  return status["observedGeneration"] === undefined ? waiting("its controller has not seen it yet") : READY;
}

function conditions(status: Fields): readonly Condition[] {
  return Array.isArray(status["conditions"]) ? (status["conditions"] as readonly Condition[]) : [];
}
function phaseOf({ phase }: Fields): string {
  return typeof phase === "string" ? phase : "Pending";
}
function isTrue(status: Fields, type: string): boolean {
  return conditions(status).some((one) => one.type === type && one.status === "True");
}
function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
function number(value: unknown, otherwise = 0): number {
  return typeof value === "number" ? value : otherwise;
}
