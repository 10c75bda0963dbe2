import { groupOf } from "@helmwright/core";
import type { Manifest } from "@helmwright/core";

import { customUses } from "./custom-uses.ts";
import { dig, fieldsOf, listOf, textOf } from "./fields.ts";
import { podTemplateOf } from "./pod-template.ts";
import type { Use } from "./use.ts";

/** Everything that an object names, so far as its kind is known. `home`: the namespace of its release. Optional references are left out. */
export function usesOf(object: Manifest, namespace: string, home: string): readonly Use[] {
  return [
    ...podUses(object, namespace),
    ...customUses(object, namespace, home),
    ...(byKind[object.kind]?.(object, namespace) ?? []),
    ...annotationUses(object, namespace),
  ];
}

const byKind: Readonly<Record<string, (object: Manifest, namespace: string) => readonly Use[]>> = {
  Ingress: ingressUses,
  StatefulSet: (object) =>
    listOf(dig(object, "spec", "volumeClaimTemplates")).flatMap((claim, index) =>
      cluster("StorageClass", dig(claim, "spec", "storageClassName"), `spec.volumeClaimTemplates[${index}].spec.storageClassName`),
    ),
  PersistentVolumeClaim: (object) => cluster("StorageClass", dig(object, "spec", "storageClassName"), "spec.storageClassName"),
  RoleBinding: bindingUses,
  ClusterRoleBinding: bindingUses,
  ValidatingWebhookConfiguration: webhookUses,
  MutatingWebhookConfiguration: webhookUses,
  APIService: (object) => service(dig(object, "spec", "service"), "spec.service"),
  HorizontalPodAutoscaler: (object, namespace) => {
    const { kind, name } = fieldsOf(dig(object, "spec", "scaleTargetRef"));
    return named(textOf(kind) ?? "Deployment", namespace, name, "spec.scaleTargetRef.name");
  },
  Gateway: (object) =>
    groupOf(object.apiVersion) === "gateway.networking.k8s.io"
      ? cluster("GatewayClass", dig(object, "spec", "gatewayClassName"), "spec.gatewayClassName")
      : [],
  Certificate: (object, namespace) => issuer(dig(object, "spec", "issuerRef"), namespace, "spec.issuerRef"),
  ExternalSecret: (object, namespace) => store(dig(object, "spec", "secretStoreRef"), namespace),
  ClusterExternalSecret: (object, namespace) => store(dig(object, "spec", "externalSecretSpec", "secretStoreRef"), namespace),
};

function podUses(object: Manifest, namespace: string): readonly Use[] {
  const pod = podTemplateOf(object);
  if (!pod) return [];
  const { spec, path } = pod;
  const containers = ["initContainers", "containers"].flatMap((list) =>
    listOf(spec[list]).flatMap((container, index) => containerUses(container, namespace, `${path}.${list}[${index}]`)),
  );
  const account = textOf(spec["serviceAccountName"]);
  return [
    ...containers,
    ...listOf(spec["volumes"]).flatMap((volume, index) => volumeUses(volume, namespace, `${path}.volumes[${index}]`)),
    ...listOf(spec["imagePullSecrets"]).flatMap((one, index) =>
      named("Secret", namespace, dig(one, "name"), `${path}.imagePullSecrets[${index}]`),
    ),
    ...named("ServiceAccount", namespace, account, `${path}.serviceAccountName`),
    ...cluster("PriorityClass", spec["priorityClassName"], `${path}.priorityClassName`),
  ];
}

function containerUses(container: unknown, namespace: string, path: string): readonly Use[] {
  const variables = listOf(dig(container, "env")).flatMap((variable, index) =>
    [["secretKeyRef", "Secret"] as const, ["configMapKeyRef", "ConfigMap"] as const].flatMap(([field, kind]) => {
      const at = dig(variable, "valueFrom", field);
      return unlessOptional(
        at,
        named(kind, namespace, dig(at, "name"), `${path}.env[${index}].valueFrom.${field}`, textOf(dig(at, "key"))),
      );
    }),
  );
  const whole = listOf(dig(container, "envFrom")).flatMap((source, index) =>
    [["secretRef", "Secret"] as const, ["configMapRef", "ConfigMap"] as const].flatMap(([field, kind]) => {
      const at = dig(source, field);
      return unlessOptional(at, named(kind, namespace, dig(at, "name"), `${path}.envFrom[${index}].${field}`));
    }),
  );
  return [...variables, ...whole];
}

function volumeUses(volume: unknown, namespace: string, path: string): readonly Use[] {
  const sources = [{ source: volume, at: path }].concat(
    listOf(dig(volume, "projected", "sources")).map((source, index) => ({ source, at: `${path}.projected.sources[${index}]` })),
  );
  const kept = sources.flatMap(({ source, at }) =>
    [["secret", "Secret", "secretName"] as const, ["configMap", "ConfigMap", "name"] as const].flatMap(([field, kind, own]) => {
      const from = dig(source, field);
      const name = dig(from, own) ?? dig(from, "name");
      const keys = listOf(dig(from, "items")).flatMap((item) => textOf(dig(item, "key")) ?? []);
      const uses =
        keys.length > 0
          ? keys.flatMap((key) => named(kind, namespace, name, `${at}.${field}`, key))
          : named(kind, namespace, name, `${at}.${field}`);
      return unlessOptional(from, uses);
    }),
  );
  return [
    ...kept,
    ...named("PersistentVolumeClaim", namespace, dig(volume, "persistentVolumeClaim", "claimName"), `${path}.persistentVolumeClaim`),
  ];
}

function ingressUses(object: Manifest, namespace: string): readonly Use[] {
  const backend = (at: unknown, field: string): readonly Use[] => {
    const port = fieldsOf(dig(at, "service", "port"));
    return named("Service", namespace, dig(at, "service", "name"), field, portKey(port["name"] ?? port["number"]), false);
  };
  return [
    ...cluster("IngressClass", dig(object, "spec", "ingressClassName"), "spec.ingressClassName"),
    ...backend(dig(object, "spec", "defaultBackend"), "spec.defaultBackend"),
    ...listOf(dig(object, "spec", "rules")).flatMap((rule, index) =>
      listOf(dig(rule, "http", "paths")).flatMap((path, at) =>
        backend(dig(path, "backend"), `spec.rules[${index}].http.paths[${at}].backend`),
      ),
    ),
    ...listOf(dig(object, "spec", "tls")).flatMap((tls, index) =>
      named("Secret", namespace, dig(tls, "secretName"), `spec.tls[${index}].secretName`, undefined, false),
    ),
  ];
}

/** Annotations by which cert-manager is told who signs. https://cert-manager.io/docs/usage/ingress/ */
function annotationUses({ metadata: { annotations = {} } }: Manifest, namespace: string): readonly Use[] {
  const own = (key: string): string | undefined => textOf(annotations[`cert-manager.io/${key}`]);
  return [
    ...cluster("ClusterIssuer", own("cluster-issuer"), "metadata.annotations[cert-manager.io/cluster-issuer]"),
    ...named("Issuer", namespace, own("issuer"), "metadata.annotations[cert-manager.io/issuer]"),
  ];
}

function bindingUses(object: Manifest, namespace: string): readonly Use[] {
  const role = fieldsOf(object["roleRef"]);
  const kind = textOf(role["kind"]) ?? "ClusterRole";
  return [
    ...named(kind, kind === "Role" ? namespace : "", role["name"], "roleRef.name", undefined, false),
    ...listOf(object["subjects"]).flatMap((subject, index) =>
      dig(subject, "kind") === "ServiceAccount"
        ? named(
            "ServiceAccount",
            textOf(dig(subject, "namespace")) ?? namespace,
            dig(subject, "name"),
            `subjects[${index}].name`,
            undefined,
            false,
          )
        : [],
    ),
  ];
}

function webhookUses(object: Manifest): readonly Use[] {
  return listOf(object["webhooks"]).flatMap((hook, index) =>
    service(dig(hook, "clientConfig", "service"), `webhooks[${index}].clientConfig.service`),
  );
}

function service(at: unknown, field: string): readonly Use[] {
  const port = dig(at, "port");
  return named("Service", textOf(dig(at, "namespace")) ?? "default", dig(at, "name"), field, portKey(port ?? 443), false);
}

function issuer(at: unknown, namespace: string, field: string): readonly Use[] {
  if ((textOf(dig(at, "group")) ?? "cert-manager.io") !== "cert-manager.io") return [];
  const kind = textOf(dig(at, "kind")) ?? "Issuer";
  return named(kind, kind === "Issuer" ? namespace : "", dig(at, "name"), `${field}.name`);
}

function store(at: unknown, namespace: string): readonly Use[] {
  const kind = textOf(dig(at, "kind")) ?? "SecretStore";
  return named(kind, kind === "SecretStore" ? namespace : "", dig(at, "name"), "spec.secretStoreRef.name");
}

function named(kind: string, namespace: string, name: unknown, field: string, key?: string, first = true): readonly Use[] {
  const text = textOf(name);
  return text === undefined ? [] : [{ kind, namespace, name: text, key, field, first }];
}

function cluster(kind: string, name: unknown, field: string): readonly Use[] {
  return named(kind, "", name, field);
}

function portKey(port: unknown): string | undefined {
  return typeof port === "number" ? String(port) : textOf(port);
}

function unlessOptional(at: unknown, uses: readonly Use[]): readonly Use[] {
  return dig(at, "optional") === true ? [] : uses;
}
