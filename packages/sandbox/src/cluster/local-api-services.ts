/**
 * An APIService is served by pods, and simulated pods serve nothing. As long as one can't answer, discovery is partial
 * and no namespace can be removed. So the API server drops the service from an APIService when it is written: such a
 * one counts as served by the API server itself, is Available, and has no resources.
 */
export function localApiServices(): readonly { readonly path: string; readonly object: object }[] {
  const group = "admissionregistration.k8s.io/v1";
  const name = "helmwright-sandbox-local-api-services";
  const remove = ["service", "caBundle", "insecureSkipTLSVerify"].map((field) => ({
    patchType: "JSONPatch",
    jsonPatch: { expression: `has(object.spec.${field}) ? [JSONPatch{op: "remove", path: "/spec/${field}"}] : []` },
  }));
  return [
    {
      path: `/apis/${group}/mutatingadmissionpolicies/${name}`,
      object: {
        apiVersion: group,
        kind: "MutatingAdmissionPolicy",
        metadata: { name },
        spec: {
          matchConstraints: {
            resourceRules: [{ apiGroups: ["apiregistration.k8s.io"], apiVersions: ["*"], operations: ["CREATE", "UPDATE"], resources: ["apiservices"] }],
          },
          matchConditions: [{ name: "has-a-service", expression: "has(object.spec.service)" }],
          failurePolicy: "Fail",
          reinvocationPolicy: "Never",
          mutations: remove,
        },
      },
    },
    {
      path: `/apis/${group}/mutatingadmissionpolicybindings/${name}`,
      object: { apiVersion: group, kind: "MutatingAdmissionPolicyBinding", metadata: { name }, spec: { policyName: name } },
    },
  ];
}
