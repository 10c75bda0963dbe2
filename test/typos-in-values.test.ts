import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";

import { expect, test } from "vitest";
import ts from "typescript6";

import { compileFiles } from "./compile-snippets.ts";
import { factories } from "./typo-components.ts";
import { misspell } from "./typo-sites.ts";

// Typos, planted in each key of each object that a component's own code makes chart values of, one copy of the file for each.
const root = resolve(import.meta.dirname, "..");

/** Files that make chart values, by folder; all others have `values.ts` alone, or no chart. */
const also: Readonly<Record<string, readonly string[]>> = {
  "observability/src/kube-prometheus-stack": ["values.ts", "grafana.ts", "alertmanager-config.ts"],
  "identity/src/rbac": [],
};

interface Mutant {
  readonly id: string;
  /** `values.ts replicaCount`. */
  readonly place: string;
  readonly text: string;
}

const sources = Object.entries(factories).flatMap(([id, { folder }]) =>
  (also[folder] ?? ["values.ts"]).map((name) => ({ id, folder, path: resolve(root, "packages", folder, name) })),
);
const originals = await Promise.all(
  sources.map(async ({ id, folder, path }) => ({ id, path, text: relocated(await readFile(path, "utf8"), folder) })),
);

test("the compiler reports each key misspelt in the code that makes chart values", { timeout: 300_000 }, async () => {
  const mutants = originals.flatMap(({ id, path, text }) => mutantsOf(id, basename(path), text));
  const files = Object.fromEntries([
    ...originals.map(({ text }, index) => [`right-${index}.ts`, text] as const),
    ...mutants.map(({ text }, index) => [`wrong-${index}.ts`, text] as const),
  ]);
  const reports = await compileFiles("values", files);
  expect(reports.filter(({ file }) => !file.startsWith("wrong-"))).toEqual([]);
  const reported = new Set(reports.map(({ file }) => file));
  const missed = mutants.filter((_, index) => !reported.has(`wrong-${index}.ts`)).map(({ id, place }) => `${id} ${place}`);
  for (const { id } of Object.values(Object.fromEntries(mutants.map((one) => [one.id, one])))) {
    const of = mutants.filter((one) => one.id === id).length;
    const lost = missed.filter((one) => one.startsWith(`${id} `)).length;
    process.stdout.write(`${id}: ${of} planted in its code, ${of - lost} reported by the compiler\n`);
  }
  expect(missed.toSorted()).toEqual(
    Object.entries(FREE)
      .flatMap(([id, files]) =>
        Object.entries(files).flatMap(([file, keys]) => keys.flatMap((text) => text.split(" ")).map((key) => `${id} ${file} ${key}`)),
      )
      .toSorted(),
  );
});

const ofPods = "app.kubernetes.io/instance app.kubernetes.io/component";
const resources = "requests cpu memory limits memory";

/**
 * Keys of maps that are free: by nature (labels and annotations, environment variables, arguments, keys of Secrets), or
 * because the chart prints what is there as text for the program behind, whatever it is. By file, one for each place.
 */
const FREE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // The configuration of the worker.
  features: { "values.ts": ["core sleepInterval"] },
  pools: { "values.ts": ["password"] },
  certs: { "values.ts": [ofPods] },
  web: { "values.ts": [ofPods, "default-ssl-certificate enable-ssl-passthrough tls.crt tls.key"] },
  // The manifest of a helper pod and the paths of nodes, as text in a ConfigMap.
  volumes: { "values.ts": [resources, "node paths node paths"] },
  postgres: { "values.ts": ["app.kubernetes.io/instance"] },
  stores: { "values.ts": ["helm.sh/resource-policy app.kubernetes.io/instance app.kubernetes.io/name"] },
  sealing: { "values.ts": ["sealedsecrets.bitnami.com/sealed-secrets-key tls.crt tls.key"] },
  // The configuration of dex.
  sso: {
    "values.ts": [
      "app.kubernetes.io/instance app.kubernetes.io/name",
      "issuer storage oauth2 skipApprovalScreen expiry idTokens connectors enablePasswordDB staticPasswords staticClients",
      "inCluster host port database user password ssl mode email hashFromEnv userID id name redirectURIs secretEnv",
    ],
  },
  monitors: { "values.ts": ["helm.sh/resource-policy"] },
  metrics: {
    "values.ts": ["cluster", resources, resources],
    "grafana.ts": [
      "app.kubernetes.io/instance app.kubernetes.io/name helm.sh/resource-policy",
      "GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET GF_DATABASE_PASSWORD",
      "admin-user admin-password client-secret database-password ca.crt",
    ],
  },
  backups: { "values.ts": ["severity severity summary summary"] },
  // The chart prints all its values into a ConfigMap.
  mesh: {
    "values.ts": [
      "app istio.io/rev ca-cert.pem ca-key.pem root-cert.pem cert-chain.pem",
      "autoscaleEnabled autoscaleMin autoscaleMax replicaCount revision revisionTags seccompProfile topologySpreadConstraints",
      "meshConfig accessLogFile accessLogEncoding enablePrometheusMerge holdApplicationUntilProxyStarts trustDomain",
      "outboundTrafficPolicy mode global istioNamespace logAsJson proxy pdb minAvailable",
      `resources ${resources} resources ${resources}`,
    ],
  },
};

/** The text with its imports as seen from a folder in `test/`. */
function relocated(text: string, folder: string): string {
  return text.replaceAll(/from "\.\//g, `from "../../packages/${folder}/`);
}

function mutantsOf(id: string, name: string, text: string): readonly Mutant[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const words = node.properties.flatMap(({ name: key }) =>
        key && (ts.isIdentifier(key) || ts.isStringLiteral(key)) ? [key.text] : [],
      );
      for (const property of node.properties) {
        const key = property.name;
        if (!key || !(ts.isIdentifier(key) || ts.isStringLiteral(key))) continue;
        const typo = JSON.stringify(misspell(key.text, words));
        const wrong = ts.isShorthandPropertyAssignment(property) ? `${typo}: ${key.text}` : typo;
        mutants.push({ id, place: `${name} ${key.text}`, text: text.slice(0, key.getStart()) + wrong + text.slice(key.getEnd()) });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return mutants;
}
