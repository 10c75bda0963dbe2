import { HelmwrightError, isSecretValue, secretLeaves } from "@helmwright/core";
import type { Cluster, Host, SecretValue } from "@helmwright/core";
import { keyedFingerprint } from "@helmwright/plan";

import type { DesiredStep } from "./desired.ts";
import { SECRET } from "./names.ts";

/** Values of every secret but the generated ones, read once for a run. Never printed, stored or handed to a child. */
export interface SecretValues {
  /** The value, when it is known. A generated one is asked of `generated`. */
  read(value: SecretValue, generated: (id: string) => string): string;
  /** A keyed digest of what a Secret's data is made from; generated parts count by their id. */
  fingerprint(key: string, data: Readonly<Record<string, SecretValue>>): string;
  /** The text with every value that is known taken out. */
  redact(text: string): string;
  /** A further value that must not be printed. */
  remember(value: string): void;
}

export interface Resolved {
  readonly values: SecretValues;
  readonly problems: readonly HelmwrightError[];
}

/** Reads the secrets that the steps name. What is missing is reported together, before anything is written. */
export async function resolveSecrets(
  steps: readonly DesiredStep[],
  host: Host,
  cluster: Pick<Cluster, "get"> | undefined,
): Promise<Resolved> {
  const known = new Map<string, string>();
  const problems: HelmwrightError[] = [];
  const wanted = steps.flatMap((step) =>
    step.kind === "secrets"
      ? step.secrets.flatMap(({ data }) =>
          Object.values(data).flatMap((value) => secretLeaves(value).map((leaf) => ({ leaf, component: step.component }))),
        )
      : [],
  );
  for (const { leaf, component } of wanted) {
    const key = keyOf(leaf);
    if (known.has(key) || leaf.source.from === "generated") continue;
    const value = await readOne(leaf, host, cluster);
    if (value === undefined || value === "") {
      if (!problems.some(({ subject }) => subject.path === key)) problems.push(unset(leaf, component, key));
    } else known.set(key, value);
  }
  return { values: valuesOf(known), problems };
}

function valuesOf(known: ReadonlyMap<string, string>): SecretValues {
  const hidden = new Set([...known.values()].filter((value) => value.length >= 4));
  const read = (value: SecretValue, generated: (id: string) => string): string => {
    const { source } = value;
    if (source.from === "generated") return generated(source.id);
    if (source.from === "text") return source.parts.map((part) => (isSecretValue(part) ? read(part, generated) : part)).join("");
    return known.get(keyOf(value)) ?? "";
  };
  return {
    read,
    fingerprint: (key, data) =>
      keyedFingerprint(
        key,
        Object.fromEntries(Object.entries(data).map(([name, value]) => [name, read(value, (id) => `generated:${id}`)])),
      ),
    redact: (text) => [...hidden].reduce((clean, value) => clean.replaceAll(value, "(secret)"), text),
    remember: (value) => void hidden.add(value),
  };
}

async function readOne({ source }: SecretValue, host: Host, cluster: Pick<Cluster, "get"> | undefined): Promise<string | undefined> {
  switch (source.from) {
    case "env":
      return host.env(source.variable);
    case "file":
      return host.readFile(source.path).then(
        (text) => text.replace(/\r?\n$/, ""),
        () => undefined,
      );
    case "existing": {
      if (!cluster) return undefined;
      const secret = await cluster.get({ ...SECRET, namespace: source.namespace, name: source.name });
      const encoded = (secret?.["data"] as Readonly<Record<string, string | undefined>> | undefined)?.[source.key];
      return encoded === undefined ? undefined : Buffer.from(encoded, "base64").toString("utf8");
    }
    case "generated":
    case "text":
      return undefined;
  }
}

function keyOf({ source }: SecretValue): string {
  switch (source.from) {
    case "env":
      return `environment variable ${source.variable}`;
    case "file":
      return `file ${source.path}`;
    case "existing":
      return `key ${source.key} of Secret ${source.namespace}/${source.name}`;
    case "generated":
      return `generated ${source.id}`;
    case "text":
      return "text";
  }
}

function unset({ source }: SecretValue, component: string, key: string): HelmwrightError {
  const hint =
    source.from === "env"
      ? `Set ${source.variable}, for example: read -rs ${source.variable}; export ${source.variable}`
      : "Create it, or name another one.";
  return new HelmwrightError("SECRET_UNSET", `read the secrets of ${component}: ${key} is not set, or empty`, {
    hint,
    subject: { component, path: key },
  });
}
