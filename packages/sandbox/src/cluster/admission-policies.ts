/** An object to apply, and where. */
export interface PlacedObject {
  readonly path: string;
  readonly object: object;
}

/** What the API server changes in objects when they are written, because nobody would serve or end them. */
export function admissionPolicies(): readonly PlacedObject[] {
  return [...localApiServices(), ...briefPods(), ...lastingJobs()];
}

/**
 * An APIService is served by pods, and simulated pods serve nothing. As long as one can't answer, discovery is partial
 * and no namespace can be removed. Without its service it counts as served by the API server itself, is Available, and
 * has no resources.
 */
function localApiServices(): readonly PlacedObject[] {
  const fields = ["service", "caBundle", "insecureSkipTLSVerify"];
  return policy("local-api-services", {
    rule: { apiGroups: ["apiregistration.k8s.io"], apiVersions: ["*"], operations: ["CREATE", "UPDATE"], resources: ["apiservices"] },
    when: "has(object.spec.service)",
    patches: fields.map((field) => `has(object.spec.${field}) ? [JSONPatch{op: "remove", path: "/spec/${field}"}] : []`),
  });
}

/**
 * A namespace that holds pods when it is deleted is looked at again after half their grace period: 15 seconds by
 * default. Simulated pods need no time to end.
 */
function briefPods(): readonly PlacedObject[] {
  return policy("brief-pods", {
    rule: { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] },
    when: "object.spec.?terminationGracePeriodSeconds.orValue(0) > 1",
    patches: ['[JSONPatch{op: "replace", path: "/spec/terminationGracePeriodSeconds", value: 1}]'],
  });
}

/**
 * A simulated Job completes within moments. One that is to be collected at once would be gone before whoever waits for it
 * has begun to watch, and would then be waited for until the time is up.
 */
function lastingJobs(): readonly PlacedObject[] {
  return policy("lasting-jobs", {
    rule: { apiGroups: ["batch"], apiVersions: ["v1"], operations: ["CREATE"], resources: ["jobs"] },
    when: "object.spec.?ttlSecondsAfterFinished.orValue(10) < 10",
    patches: ['[JSONPatch{op: "replace", path: "/spec/ttlSecondsAfterFinished", value: 10}]'],
  });
}

interface PolicyInput {
  readonly rule: object;
  /** CEL on `object`. */
  readonly when: string;
  /** Each CEL, a list of JSONPatch. */
  readonly patches: readonly string[];
}

function policy(shortName: string, { rule, when, patches }: PolicyInput): readonly PlacedObject[] {
  const apiVersion = "admissionregistration.k8s.io/v1";
  const name = `helmwright-sandbox-${shortName}`;
  return [
    {
      path: `/apis/${apiVersion}/mutatingadmissionpolicies/${name}`,
      object: {
        apiVersion,
        kind: "MutatingAdmissionPolicy",
        metadata: { name },
        spec: {
          matchConstraints: { resourceRules: [rule] },
          matchConditions: [{ name: "applies", expression: when }],
          failurePolicy: "Fail",
          reinvocationPolicy: "Never",
          mutations: patches.map((expression) => ({ patchType: "JSONPatch", jsonPatch: { expression } })),
        },
      },
    },
    {
      path: `/apis/${apiVersion}/mutatingadmissionpolicybindings/${name}`,
      object: { apiVersion, kind: "MutatingAdmissionPolicyBinding", metadata: { name }, spec: { policyName: name } },
    },
  ];
}
