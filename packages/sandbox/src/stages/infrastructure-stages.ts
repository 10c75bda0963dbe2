import { notDeleted, patchStatus, stage } from "./stage.ts";
import type { Stage } from "./stage.ts";

/** What a load balancer and a volume provisioner would do. */
export function infrastructureStages(): readonly Stage[] {
  return [
    stage("service-address", "v1/Service", {
      selector: {
        matchExpressions: [
          notDeleted,
          { key: ".spec.type", operator: "In", values: ["LoadBalancer"] },
          { key: ".status.loadBalancer.ingress", operator: "DoesNotExist" },
        ],
      },
      steps: [patchStatus(serviceAddress)],
    }),
    stage("claim-bound", "v1/PersistentVolumeClaim", {
      selector: { matchExpressions: [notDeleted, { key: ".status.phase", operator: "NotIn", values: ["Bound"] }] },
      steps: [
        { patch: { root: "spec", template: 'volumeName: {{ or .spec.volumeName ( printf "pvc-%s" .metadata.uid ) | Quote }}' } },
        patchStatus(claimBound),
      ],
    }),
  ];
}

// The address asked for, else one that belongs to this Service alone: the last two numbers of its cluster address.
const serviceAddress = `
{{ $asked := or .spec.loadBalancerIP (index (or .metadata.annotations dict) "metallb.io/loadBalancerIPs") (index (or .metadata.annotations dict) "metallb.universe.tf/loadBalancerIPs") }}
{{ $address := or $asked ( printf "240.0.%s" ( trimPrefix "198.18." .spec.clusterIP ) ) }}
loadBalancer:
  ingress:
  - ip: {{ $address | Quote }}
    ipMode: VIP
`;

const claimBound = `
phase: Bound
accessModes: {{ .spec.accessModes | toJson }}
capacity: {{ .spec.resources.requests | toJson }}
`;
