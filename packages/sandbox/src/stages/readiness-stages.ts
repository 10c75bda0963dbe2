import { patchStatus, stage } from "./stage.ts";
import type { Stage } from "./stage.ts";

/** What an operator would report of a kind of custom resource. Core's `ReadinessRule` fits. */
export interface SimulationRule {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The status condition that becomes True. Default: none. */
  readonly condition?: string | undefined;
  /** Status fields that get these values. Default: none. */
  readonly status?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/**
 * kwok can't watch a kind before its definition exists, and doesn't ask again. So a rule is planted on the definition:
 * when it is Established, that adds the stage for its objects, which goes again with the definition.
 */
export function readinessStages(rules: readonly SimulationRule[]): readonly Stage[] {
  const kinds = Map.groupBy(rules, ({ group, version, kind }) => `${group}/${version}/${kind}`);
  return [...kinds].map(([ref, [first, ...others]]) => {
    if (!first) throw new TypeError("a group is never empty");
    return plant(first, objectStage(ref, [first, ...others]));
  });
}

/** A stage that could not start is tried again whenever any stage changes: a new kind is served a moment after it is Established. */
export function retryStages(): readonly Stage[] {
  const retry = (name: string, delay: number, from: readonly string[], to: string): Stage =>
    stage(name, "kwok.x-k8s.io/v1alpha1/Stage", {
      selector: {
        matchExpressions: [
          { key: `.metadata.labels["${plantedLabel}"]`, operator: "Exists" },
          from.length === 0
            ? { key: `.metadata.annotations["${retryAnnotation}"]`, operator: "DoesNotExist" }
            : { key: `.metadata.annotations["${retryAnnotation}"]`, operator: "In", values: from },
        ],
      },
      delay: { durationMilliseconds: delay },
      steps: [{ patch: { root: "metadata", type: "merge", template: `annotations: { ${retryAnnotation}: "${to}" }` } }],
    });
  return [retry("retry-1", 1000, [], "1"), retry("retry-2", 2000, ["1"], "2"), retry("retry-3", 8000, ["2"], "3")];
}

const plantedLabel = "sandbox.helmwright.dev/planted";
const retryAnnotation = "sandbox.helmwright.dev/retry";

function objectStage(ref: string, rules: readonly SimulationRule[]): Stage {
  const conditions = [...new Set(rules.flatMap(({ condition }) => condition ?? []))];
  const fields = Object.assign({}, ...rules.map(({ status }) => status)) as Readonly<Record<string, string | number | boolean>>;
  const isReported = (condition: string): string =>
    `any(.status.conditions[]?; .type == ${JSON.stringify(condition)} and .status == "True" and (.observedGeneration == null or .observedGeneration == $generation))`;
  const isSet = ([name, value]: readonly [string, string | number | boolean]): string =>
    `.status[${JSON.stringify(name)}] == ${JSON.stringify(value)}`;
  const reached = [...conditions.map(isReported), ...Object.entries(fields).map(isSet)];
  return stage(nameOf("ready", ref), ref, {
    selector: {
      matchExpressions: [
        { key: ".metadata.deletionTimestamp", operator: "DoesNotExist" },
        {
          key: `.metadata.generation as $generation | (${reached.join(" and ")}) | tostring`,
          operator: "NotIn",
          values: ["true"],
        },
      ],
    },
    steps: [patchStatus(statusTemplate(conditions, fields))],
  });
}

function statusTemplate(conditions: readonly string[], fields: object): string {
  const isOther = `not (has .type (list ${conditions.map((condition) => JSON.stringify(condition)).join(" ")}))`;
  const reported = conditions.map(
    (type) =>
      `- { type: ${JSON.stringify(type)}, status: "True", reason: Simulated, message: "reported by the sandbox", lastTransitionTime: {{ $now | Quote }}, observedGeneration: {{ .metadata.generation }} }`,
  );
  if (conditions.length === 0)
    return Object.entries(fields)
      .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join("\n");
  return [
    '{{ $now := now | date "2006-01-02T15:04:05Z07:00" }}',
    ...Object.entries(fields).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`),
    "conditions:",
    `{{ range .status.conditions }}{{ if ${isOther} }}`,
    "- {{ toJson . }}",
    "{{ end }}{{ end }}",
    ...reported,
  ].join("\n");
}

function plant({ group, version, kind }: SimulationRule, planted: Stage): Stage {
  const owner = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", name: "OWNER_NAME", uid: "OWNER_UID" };
  const object = { ...planted, metadata: { ...planted.metadata, labels: { [plantedLabel]: "true" }, ownerReferences: [owner] } };
  const template = JSON.stringify(object)
    .replaceAll("{{", '{{ "{{" }}')
    // A kind without the subresource takes its status like any other field.
    .replace(
      '"subresource":"status"',
      `"subresource":"{{ range .spec.versions }}{{ if eq .name \`${version}\` }}{{ if hasKey (default dict .subresources) \`status\` }}status{{ end }}{{ end }}{{ end }}"`,
    )
    .replace("OWNER_NAME", "{{ .metadata.name }}")
    .replace("OWNER_UID", "{{ .metadata.uid }}");
  return stage(nameOf("plant", `${group}/${kind}`), "apiextensions.k8s.io/v1/CustomResourceDefinition", {
    selector: {
      matchExpressions: [
        { key: ".metadata.deletionTimestamp", operator: "DoesNotExist" },
        { key: ".spec.group", operator: "In", values: [group] },
        { key: ".spec.names.kind", operator: "In", values: [kind] },
        { key: '.status.conditions.[] | select( .type == "Established" ) | .status', operator: "In", values: ["True"] },
      ],
    },
    delay: { durationMilliseconds: 500 },
    steps: [{ apply: { template } }],
  });
}

function nameOf(prefix: string, ref: string): string {
  return `${prefix}-${ref.toLowerCase().replaceAll("/", "-")}`;
}
