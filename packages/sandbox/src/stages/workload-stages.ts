import { deleted, notDeleted, patchStatus, stage } from "./stage.ts";
import type { Stage } from "./stage.ts";

/** Nodes become Ready, pods run, pods that are meant to end do so with success, and deleted ones go. */
export function workloadStages(): readonly Stage[] {
  return [
    stage("node-ready", "v1/Node", {
      selector: { matchExpressions: [{ key: ready, operator: "NotIn", values: ["True"] }] },
      steps: [patchStatus(nodeStatus)],
    }),
    stage("pod-running", "v1/Pod", {
      selector: {
        matchExpressions: [
          notDeleted,
          { key: ".status.phase", operator: "In", values: ["Pending"] },
          { key: ready, operator: "NotIn", values: ["True"] },
        ],
      },
      steps: [patchStatus(podRunning)],
    }),
    stage("pod-succeeded", "v1/Pod", {
      selector: {
        matchExpressions: [
          notDeleted,
          { key: ".status.phase", operator: "In", values: ["Running"] },
          { key: ".spec.restartPolicy", operator: "In", values: ["Never", "OnFailure"] },
        ],
      },
      steps: [patchStatus(podSucceeded)],
    }),
    stage("pod-deleted", "v1/Pod", { selector: { matchExpressions: [deleted] }, steps: [{ delete: true }] }),
  ];
}

const ready = '.status.conditions.[] | select( .type == "Ready" ) | .status';

const nodeStatus = `
{{ $now := Now }}
conditions:
- { type: Ready, status: "True", reason: KubeletReady, lastHeartbeatTime: {{ $now | Quote }}, lastTransitionTime: {{ $now | Quote }} }
{{ range $type := (list "MemoryPressure" "DiskPressure" "PIDPressure" "NetworkUnavailable") }}
- { type: {{ $type }}, status: "False", reason: Simulated, lastHeartbeatTime: {{ $now | Quote }}, lastTransitionTime: {{ $now | Quote }} }
{{ end }}
`;

const podRunning = `
{{ $now := Now }}
phase: Running
startTime: {{ $now | Quote }}
conditions:
{{ range $type := (list "PodReadyToStartContainers" "Initialized" "ContainersReady" "Ready") }}
- { type: {{ $type }}, status: "True", lastTransitionTime: {{ $now | Quote }} }
{{ end }}
{{ range .spec.readinessGates }}
- { type: {{ .conditionType | Quote }}, status: "True", lastTransitionTime: {{ $now | Quote }} }
{{ end }}
initContainerStatuses:
{{ range .spec.initContainers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  restartCount: 0
  ready: true
{{ if eq .restartPolicy "Always" }}
  started: true
  state: { running: { startedAt: {{ $now | Quote }} } }
{{ else }}
  started: false
  state: { terminated: { exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }} } }
{{ end }}
{{ end }}
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  restartCount: 0
  ready: true
  started: true
  state: { running: { startedAt: {{ $now | Quote }} } }
{{ end }}
{{ with NodeIPsWith .spec.nodeName }}
hostIP: {{ index . 0 | Quote }}
hostIPs: [{ ip: {{ index . 0 | Quote }} }]
{{ end }}
{{ with PodIPsWith .spec.nodeName ( or .spec.hostNetwork false ) ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) }}
podIP: {{ index . 0 | Quote }}
podIPs: [{ ip: {{ index . 0 | Quote }} }]
{{ end }}
`;

const podSucceeded = `
{{ $now := Now }}
phase: Succeeded
conditions:
{{ range $type := (list "ContainersReady" "Ready") }}
- { type: {{ $type }}, status: "False", reason: PodCompleted, lastTransitionTime: {{ $now | Quote }} }
{{ end }}
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  restartCount: 0
  ready: false
  started: false
  state: { terminated: { exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }} } }
{{ end }}
`;
