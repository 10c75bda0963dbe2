import { resourcesSchema, tolerationSchema } from "@helmwright/sdk";
import type { ResourceRequirements, Shape, Toleration } from "@helmwright/sdk";
import { z } from "zod";

/** What one attribute of a feature must be. `Gt`, `Lt` and their like compare integers; all values are written as text. */
export type FeatureExpression =
  | {
      /** How the attribute is compared. */
      readonly op: "Exists" | "DoesNotExist" | "IsTrue" | "IsFalse";
    }
  | {
      /** How the attribute is compared. */
      readonly op: "In" | "NotIn" | "InRegexp";
      /** What it is compared with. */
      readonly value: readonly string[];
    }
  | {
      /** How the attribute is compared. */
      readonly op: "Gt" | "Ge" | "Lt" | "Le";
      /** What it is compared with. */
      readonly value: readonly [string];
    }
  | {
      /** How the attribute is compared. */
      readonly op: "GtLt" | "GeLe";
      /** What it is compared with. */
      readonly value: readonly [string, string];
    };

/** A feature of the node, such as `pci.device` or `cpu.cpuid`, and what its attributes must be; all of them. */
export interface FeatureMatch {
  /** Name of the feature: `pci.device`. */
  readonly feature: string;
  /** By the name of the attribute: `vendor`. */
  readonly expressions: Readonly<Record<string, FeatureExpression>>;
}

/** A taint that a rule puts on the nodes it fits. */
export interface NodeTaint {
  /** Key of the taint: `example.org/gpu`. */
  readonly key: string;
  /** Value of the taint. Default: none. */
  readonly value?: string | undefined;
  /** What happens to pods that don't tolerate it. */
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** Labels and taints for the nodes whose hardware fits. */
export interface NodeRule {
  /** Lower case, digits and `-`; it names the NodeFeatureRule. */
  readonly name: string;
  /** Labels to set. A value such as `@kernel.version.major` takes what was found there. */
  readonly labels: Readonly<Record<string, string>>;
  /** Taints to set; pods that may run there need the matching toleration. Default: none. */
  readonly taints?: readonly NodeTaint[] | undefined;
  /** All of these must fit. */
  readonly when: readonly FeatureMatch[];
}

export interface NodeFeatureDiscoveryOptions {
  /** Labels and taints by hardware, beside the labels that are found out of the box. Default: none. */
  readonly rules?: readonly NodeRule[] | undefined;
  /** Pods that write the labels; one of them leads. Default: 2 in `ha`, 1 in `single-node`. */
  readonly replicas?: number | undefined;
  /** How often each node looks at its hardware, in seconds. Default: 60. */
  readonly intervalSeconds?: number | undefined;
  /** Taints that the agent on each node tolerates. Default: all, so that every node gets its labels. */
  readonly tolerations?: readonly Toleration[] | undefined;
  /** Of the agent on each node. Default: requests of 5m CPU and 64Mi memory, a limit of 256Mi memory. */
  readonly workerResources?: ResourceRequirements | undefined;
  /** Of the pods that write the labels. Default: requests of 100m CPU and 128Mi memory, a limit of 512Mi memory. */
  readonly masterResources?: ResourceRequirements | undefined;
}

const text = z.string().min(1);
const labelKey = text.regex(/^([a-z0-9.-]+\/)?[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/, "expected a label key");
/** https://nfd.sigs.k8s.io/usage/customization-guide#node-labels */
const ruleLabels = z
  .record(labelKey, z.string())
  .refine(
    (labels) =>
      Object.keys(labels).every(
        (key) => !/(^|\.)kubernetes\.io\//.test(key) || /(^|\.)(feature|profile)\.node\.kubernetes\.io\//.test(key),
      ),
    "node-feature-discovery refuses labels under kubernetes.io other than feature.node.kubernetes.io and profile.node.kubernetes.io",
  );
const expression = z.discriminatedUnion("op", [
  z.strictObject({ op: z.enum(["Exists", "DoesNotExist", "IsTrue", "IsFalse"]) }),
  z.strictObject({ op: z.enum(["In", "NotIn", "InRegexp"]), value: z.array(z.string()).min(1).readonly() }),
  z.strictObject({ op: z.enum(["Gt", "Ge", "Lt", "Le"]), value: z.tuple([z.string()]).readonly() }),
  z.strictObject({ op: z.enum(["GtLt", "GeLe"]), value: z.tuple([z.string(), z.string()]).readonly() }),
]);
const match = z.strictObject({ feature: text, expressions: z.record(text, expression) } satisfies Shape<FeatureMatch>);
const taint = z.strictObject({
  key: labelKey,
  value: z.string().optional(),
  effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]),
} satisfies Shape<NodeTaint>);
const rule = z.strictObject({
  name: text.regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "expected lower case, digits and -"),
  labels: ruleLabels,
  taints: z.array(taint).readonly().optional(),
  when: z.array(match).min(1).readonly(),
} satisfies Shape<NodeRule>);

export const nodeFeatureDiscoveryOptions: Shape<NodeFeatureDiscoveryOptions> = {
  rules: z
    .array(rule)
    .refine((rules) => new Set(rules.map(({ name }) => name)).size === rules.length, "two rules have the same name")
    .readonly()
    .optional(),
  replicas: z.int().min(1).optional(),
  intervalSeconds: z.int().min(1).optional(),
  tolerations: z.array(tolerationSchema).readonly().optional(),
  workerResources: resourcesSchema.optional(),
  masterResources: resourcesSchema.optional(),
};
