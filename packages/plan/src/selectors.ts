import { HelmwrightError, formatObject } from "@helmwright/core";

import { dig, fieldsOf, listOf, textOf } from "./fields.ts";
import type { Fields } from "./fields.ts";
import { podTemplateOf } from "./pod-template.ts";
import type { Placed } from "./world.ts";

/** Pods of kinds we can't see into: operators make them. A selector in their namespace may mean those. */
interface Selecting {
  readonly placed: readonly Placed[];
  readonly problem: (from: Placed, field: string, message: string, hint: string) => HelmwrightError;
}

/** Services, disruption budgets and monitors whose selectors select nothing in the platform. */
export function danglingSelectors({ placed, problem }: Selecting): readonly HelmwrightError[] {
  const pods = placed.flatMap((one) => {
    const pod = podTemplateOf(one.object);
    return pod ? [{ namespace: one.namespace, labels: pod.labels, ports: portsOf(pod.spec) }] : [];
  });
  const services = placed.filter(({ object }) => object.kind === "Service");
  return placed.flatMap((one) => {
    const { object, namespace } = one;
    if (object.kind === "Service") {
      const selector = fieldsOf(dig(object, "spec", "selector"));
      const chosen = pods.filter((pod) => pod.namespace === namespace && matches(pod.labels, selector));
      // Pods of kube-system are the cluster's own: DNS, the control plane.
      if (Object.keys(selector).length === 0 || (chosen.length === 0 && namespace === "kube-system")) return [];
      if (chosen.length === 0) {
        return madeByOperator(one, placed)
          ? []
          : [
              problem(
                one,
                "spec.selector",
                `no pod of the platform has ${format(selector)}`,
                "Check the labels of the workload that should answer.",
              ),
            ];
      }
      return listOf(dig(object, "spec", "ports")).flatMap((port, index) => {
        const target = textOf(dig(port, "targetPort"));
        if (target === undefined || chosen.some(({ ports }) => ports.includes(target))) return [];
        return [
          problem(
            one,
            `spec.ports[${index}].targetPort`,
            `no container of its pods has a port named ${target}`,
            portHint(chosen.flatMap(({ ports }) => ports)),
          ),
        ];
      });
    }
    if (object.kind === "PodDisruptionBudget") {
      const selector = fieldsOf(dig(object, "spec", "selector", "matchLabels"));
      const none = Object.keys(selector).length > 0 && !pods.some((pod) => pod.namespace === namespace && matches(pod.labels, selector));
      return none && !madeByOperator(one, placed)
        ? [problem(one, "spec.selector", `no pod of the platform has ${format(selector)}`, "Check the labels of the workload it protects.")]
        : [];
    }
    return object.kind === "ServiceMonitor" ? monitorProblems(one, services, problem) : [];
  });
}

function monitorProblems(one: Placed, services: readonly Placed[], problem: Selecting["problem"]): readonly HelmwrightError[] {
  const { object, namespace } = one;
  const selector = fieldsOf(dig(object, "spec", "selector", "matchLabels"));
  const wide = dig(object, "spec", "namespaceSelector", "any") === true;
  const names = listOf(dig(object, "spec", "namespaceSelector", "matchNames"));
  const within = services.filter(
    (service) => wide || (names.length > 0 ? names.includes(service.namespace) : service.namespace === namespace),
  );
  const outside = names.some((name) => name === "kube-system" || name === "default");
  const chosen = within.filter(({ object: service }) => matches(fieldsOf(service.metadata.labels), selector));
  if (chosen.length === 0) {
    return outside
      ? []
      : [
          problem(
            one,
            "spec.selector",
            `no Service of the platform has ${format(selector)}`,
            "Check the labels of the Service it should scrape.",
          ),
        ];
  }
  const ports = chosen.flatMap(({ object: service }) =>
    listOf(dig(service, "spec", "ports")).flatMap((port) => textOf(dig(port, "name")) ?? []),
  );
  return listOf(dig(object, "spec", "endpoints")).flatMap((endpoint, index) => {
    const port = textOf(dig(endpoint, "port"));
    if (port === undefined || ports.includes(port)) return [];
    return [
      problem(
        one,
        `spec.endpoints[${index}].port`,
        `${chosen.map(({ object: { kind, metadata }, namespace: inside }) => formatObject({ apiVersion: "v1", kind, namespace: inside, name: metadata.name })).join(", ")} has no port named ${port}`,
        portHint(ports),
      ),
    ];
  });
}

/** Operators make pods out of custom resources, in the namespace of the resource. */
function madeByOperator(one: Placed, placed: readonly Placed[]): boolean {
  return placed.some(
    ({ object, namespace, component }) =>
      component === one.component && namespace === one.namespace && /^(Prometheus|Alertmanager|ThanosRuler|Cluster)$/.test(object.kind),
  );
}

function matches(labels: Fields, selector: Fields): boolean {
  return Object.entries(selector).every(([key, value]) => String(labels[key]) === String(value));
}

function portsOf(spec: Fields): readonly string[] {
  return ["containers", "initContainers"].flatMap((list) =>
    listOf(spec[list]).flatMap((container) => listOf(dig(container, "ports")).flatMap((port) => textOf(dig(port, "name")) ?? [])),
  );
}

function format(selector: Fields): string {
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(",");
}

function portHint(ports: readonly string[]): string {
  return ports.length > 0 ? `It has ${[...new Set(ports)].join(", ")}.` : "It has no named port.";
}
