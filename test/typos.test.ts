import { compose, isComponent, isRef, isSecretValue, schemaProblems } from "@helmwright/core";
import type { Component } from "@helmwright/core";
import platform from "@helmwright/platform/platform";
import { expect, test } from "vitest";

import { compileFiles } from "./compile-snippets.ts";
import { factories } from "./typo-components.ts";
import { misspell, tourOf } from "./typo-sites.ts";
import type { SchemaTour } from "./typo-sites.ts";

// Typos, planted in every option and every chart value of every component, at every depth, one at a time.
const components = platform.compose("dev");
const NO_TOUR: SchemaTour = { sites: [], open: [] };
const tours = Object.entries(components).map(([id, { bound }]) => ({
  id,
  options: tourOf(bound.optionsSchema),
  values: bound.valuesSchema ? tourOf(bound.valuesSchema) : NO_TOUR,
}));

test("every component is here", () => {
  expect(Object.keys(factories)).toEqual(Object.keys(components));
});

test("the compiler reports each typo in options and in `values`, and nothing else", { timeout: 300_000 }, async () => {
  const calls = tours.flatMap(({ id, options, values }) => [
    ...callsOf(id, options, (literal, own) => `${literal.replace(/ \}$/, `${own} }`)}`),
    ...callsOf(id, values, (literal) => `never, { values: ${literal} }`),
    ...["name", "namespace", "after", "values"].map((key) => ({
      id,
      typo: misspell(key),
      path: `placement ${misspell(key)}`,
      wrong: `${call(id)}(never, { ${misspell(key)}: never })`,
      right: `${call(id)}(never, { ${key}: never })`,
    })),
    ...ownOf(id),
  ]);
  const text = (id: string, which: "wrong" | "right"): string => {
    const { package: from, factory } = factories[id] ?? { package: id, factory: id };
    const own = calls.filter((one) => one.id === id).map((one, index) => `export const call${index} = (): unknown => ${one[which]};`);
    return [`import { ${factory} } from "${from}"; declare const never: never;`, ...own, ""].join("\n");
  };
  const ids = Object.keys(factories);
  const files = ids.flatMap((id) => (["wrong", "right"] as const).map((which) => [`${which}-${id}.ts`, text(id, which)] as const));
  const reports = await compileFiles("options", Object.fromEntries(files));
  expect(reports.filter(({ file }) => !file.startsWith("wrong-"))).toEqual([]);
  const missed = ids.flatMap((id) =>
    calls
      .filter((one) => one.id === id)
      .flatMap(({ path, typo }, index) => {
        const here = reports.filter(({ file, line }) => file === `wrong-${id}.ts` && line === index + 2);
        const named = here.some(({ message }) => message.includes(`'${typo}'`) || message.includes(`'"${typo}"'`));
        return named ? [] : [`${id} ${path}: ${here[0]?.message ?? "compiles"}`];
      }),
  );
  count(
    "compile time, options and values",
    calls.map(({ id }) => id),
    missed,
  );
  expect(missed).toEqual([]);
});

interface Call {
  readonly id: string;
  readonly path: string;
  readonly typo: string;
  readonly wrong: string;
  readonly right: string;
}

const call = (id: string): string => factories[id]?.factory ?? id;

function callsOf(id: string, { sites }: SchemaTour, args: (literal: string, own: string) => string): readonly Call[] {
  const own = (factories[id]?.own ?? []).map((key) => `, ${key}: never`).join("");
  return sites.map(({ path, typo, wrong, right }) => ({
    id,
    path,
    typo,
    wrong: `${call(id)}(${args(wrong, own)})`,
    right: `${call(id)}(${args(right, own)})`,
  }));
}

function ownOf(id: string): readonly Call[] {
  return (factories[id]?.own ?? []).map((key) => ({
    id,
    path: misspell(key),
    typo: misspell(key),
    wrong: `${call(id)}({ ${misspell(key)}: never })`,
    right: `${call(id)}({ ${key}: never })`,
  }));
}

test("the check at run time reports each key that a schema knows, misspelt, with its path and the right key", () => {
  const missed = tours.flatMap(({ id, options, values }) => {
    const { bound } = componentOf(id);
    return [
      ...options.sites.flatMap(({ path, key, value }) => missing(id, bound.optionsSchema, value, { path, key })),
      ...values.sites.flatMap(({ path, key, value }) => missing(id, bound.valuesSchema, value, { path, key })),
    ];
  });
  count(
    "run time, every key of every schema",
    tours.flatMap(({ id, options, values }) => [...options.sites, ...values.sites].map(() => id)),
    missed,
  );
  expect(missed).toEqual([]);
});

test.each(["dev", "ha", "prod"])("the check at run time reports each typo in what the default platform composes for %s", (environment) => {
  const record = platform.compose(environment);
  const { instances, problems } = compose({ ...platform, compose: () => record }, { environment, kubernetes: "1.37.1" });
  expect(problems).toEqual([]);
  const planted: string[] = [];
  const missed = instances.flatMap(({ id, values }) => {
    const component = record[id];
    if (!component) return [id];
    const { optionsSchema, valuesSchema } = component.bound;
    const options = open(id, "options");
    return [
      ...typosIn(component.options, options).flatMap((typo) => (planted.push(id), missing(id, optionsSchema, typo.value, typo))),
      ...typosIn(values, open(id, "values")).flatMap((typo) => (planted.push(id), missing(id, valuesSchema, typo.value, typo))),
    ];
  });
  count(`run time, default platform, ${environment}`, planted, missed);
  expect(missed).toEqual([]);
});

test("a program without types is told the same: the factory takes the typo, and composing names it", async () => {
  const planted: string[] = [];
  const missed: string[] = [];
  for (const [id, { package: from, factory, own = [] }] of Object.entries(factories)) {
    const make = ((await import(from)) as Readonly<Record<string, (options: object) => Component>>)[factory];
    const { options, placement, bound } = componentOf(id);
    const taken = Object.fromEntries(own.map((key, index) => [key, placement.after?.[index]]));
    for (const { path, key, value } of typosIn(options, open(id, "options"))) {
      planted.push(id);
      const made = make?.({ ...(value as object), ...taken });
      if (made) missed.push(...missing(id, bound.optionsSchema, made.options, { path, key }));
      const { problems } = compose(
        { ...platform, compose: () => ({ ...(made && { [id]: made }) }) },
        { environment: "dev", kubernetes: "1.37.1" },
      );
      if (!problems.some(({ code }) => code === "OPTIONS_INVALID")) missed.push(`${id} ${path}: composes`);
    }
  }
  count("run time, through the factories", planted, missed);
  expect(missed).toEqual([]);
});

test("keys are free only where Kubernetes or the program behind has maps of its own", () => {
  expect(Object.fromEntries(tours.map(({ id, options, values }) => [id, { options: options.open, values: values.open }]))).toEqual(OPEN);
});

const spread = "topologySpreadConstraints[0].labelSelector.matchLabels.*";
const OPEN: Readonly<Record<string, { readonly options: readonly string[]; readonly values: readonly string[] }>> = {
  features: { options: ["rules[0].labels.*", "rules[0].when[0].expressions.*"], values: ["worker.nodeSelector.*"] },
  pools: {
    options: ["peers[0].nodes.*", "pools[0].advertise[0].nodes.*"],
    values: ["controller.nodeSelector.*", "speaker.nodeSelector.*"],
  },
  certs: {
    options: [],
    values: [
      "cainjector.nodeSelector.*",
      `cainjector.${spread}`,
      "nodeSelector.*",
      "serviceAccount.annotations.*",
      spread,
      "webhook.nodeSelector.*",
      `webhook.${spread}`,
    ],
  },
  web: {
    options: ["config.*"],
    values: [
      "controller.config.*",
      "controller.extraArgs.*",
      "controller.nodeSelector.*",
      "controller.service.annotations.*",
      `controller.${spread}`,
      "tcp.*",
      "udp.*",
    ],
  },
  volumes: { options: ["nodePaths.*"], values: ["nodeSelector.*"] },
  postgres: { options: ["clusters[0].parameters.*"], values: ["config.data.*", "nodeSelector.*", spread] },
  stores: {
    options: ["secrets[0].data.*"],
    values: [
      ...["certController.", "", "webhook."].flatMap((part) => [
        `${part}extraArgs.*`,
        `${part}nodeSelector.*`,
        `${part}serviceAccount.annotations.*`,
        `${part}${spread}`,
      ]),
      "crds.annotations.*",
    ].toSorted(),
  },
  sealing: { options: [], values: ["ingress.annotations.*", "nodeSelector.*"] },
  sso: { options: ["passwords.*"], values: ["ingress.annotations.*", spread] },
  roles: { options: ["appDevelopers.*"], values: [] },
  monitors: { options: [], values: ["crds.annotations.*"] },
  metrics: {
    options: ["alerting.templates.*", "grafana.dashboards.*", "prometheus.externalLabels.*", "rules.*", "rules.any[0].labels.*"],
    values: [
      "alertmanager.templateFiles.*",
      "defaultRules.disabled.*",
      "grafana.envValueFrom.*",
      "grafana.ingress.annotations.*",
      "grafana.persistence.annotations.*",
      `grafana.${spread}`,
      "prometheus.prometheusSpec.externalLabels.*",
      "prometheus.prometheusSpec.remoteWrite[0].headers.*",
      `prometheus.prometheusSpec.${spread}`,
    ],
  },
  backups: {
    options: [],
    values: [
      "metrics.prometheusRule.spec[0].annotations.*",
      "metrics.prometheusRule.spec[0].labels.*",
      "nodeSelector.*",
      "podLabels.*",
      "serviceAccount.server.annotations.*",
    ],
  },
  meshBase: { options: [], values: [] },
  mesh: { options: ["authorizationPolicies[0].workloads.*"], values: ["env.*", "nodeSelector.*", spread] },
};

function componentOf(id: string): Component {
  const component = components[id];
  if (!isComponent(component)) throw new Error(`there is no ${id}`);
  return component;
}

function open(id: string, which: "options" | "values"): readonly string[] {
  return tours.find((tour) => tour.id === id)?.[which].open ?? [];
}

function missing(
  id: string,
  schema: Component["bound"]["valuesSchema"],
  value: unknown,
  { path, key }: { readonly path: string; readonly key: string },
): readonly string[] {
  const problems = schema ? schemaProblems(schema, value, { code: "TYPO", what: id, subject: {} }) : [];
  return problems.some(({ subject, hint }) => subject.path === path && hint === `Did you mean ${key}?`)
    ? []
    : [`${id} ${path}: ${problems.map(({ message, hint }) => `${message} ${hint ?? ""}`).join("; ") || "accepted"}`];
}

interface PlantedTypo {
  readonly path: string;
  readonly key: string;
  readonly value: unknown;
}

/** A value with one key misspelt, for each key that is not free. */
function typosIn(value: unknown, openPaths: readonly string[], path = "", place = ""): readonly PlantedTypo[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      typosIn(item, openPaths, `${path}[${index}]`, `${place}[0]`).map((typo) => ({ ...typo, value: value.with(index, typo.value) })),
    );
  }
  if (typeof value !== "object" || value === null || isRef(value) || isSecretValue(value)) return [];
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const free = openPaths.includes(`${place}.*`);
  return entries.flatMap(([key, inner]) => {
    const at = (name: string, start: string): string => {
      const step = /^[A-Za-z_][\w-]*$/.test(name) ? name : JSON.stringify(name);
      return start === "" ? step : `${start}.${step}`;
    };
    const typo = misspell(key, Object.keys(value));
    const own = { path: at(typo, path), key, value: Object.fromEntries(entries.map(([name, one]) => [name === key ? typo : name, one])) };
    const below = typosIn(inner, openPaths, at(key, path), at(free ? "any" : key, place));
    return [...(free ? [] : [own]), ...below.map((typo) => ({ ...typo, value: { ...value, [key]: typo.value } }))];
  });
}

function count(title: string, planted: readonly string[], missed: readonly string[]): void {
  const of = (id: string): number => planted.filter((one) => one === id).length;
  const lost = (id: string): number => missed.filter((one) => one.startsWith(`${id} `)).length;
  const lines = Object.keys(components).map((id) => `  ${id}: ${of(id)} planted, ${of(id) - lost(id)} reported`);
  process.stdout.write(`${title}: ${planted.length} planted, ${planted.length - missed.length} reported\n${lines.join("\n")}\n`);
}
