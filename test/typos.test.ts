import { chartValuesProblems, compose, isComponent, isRef, isSecretValue, schemaProblems } from "@helmwright/core";
import type { Component } from "@helmwright/core";
import platform from "@helmwright/platform/platform";
import { expect, test } from "vitest";

import { compileFiles } from "./compile-snippets.ts";
import { factories } from "./typo-components.ts";
import { misspell, tourOf } from "./typo-sites.ts";
import type { TypoSite } from "./typo-sites.ts";
import { isFreeIn, valuesTour } from "./values-tour.ts";

// Typos, planted in every option and in chart values of every component, at every depth, one at a time.
const components = platform.compose("dev");
const tours = Object.entries(components).map(([id, { bound }]) => ({
  id,
  options: tourOf(bound.optionsSchema),
  values: bound.valuesSchema === undefined ? [] : valuesTour(bound.valuesSchema),
}));

test("every component is here", () => {
  expect(Object.keys(factories)).toEqual(Object.keys(components));
});

test("the compiler reports each typo in options and in `values`, and nothing else", { timeout: 300_000 }, async () => {
  const calls = tours.flatMap(({ id, options, values }) => [
    ...callsOf(id, options.sites, (literal, own) => `${literal.replace(/ \}$/, `${own} }`)}`),
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

function callsOf(id: string, sites: readonly TypoSite[], args: (literal: string, own: string) => string): readonly Call[] {
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
      ...options.sites.flatMap((site) => missing(id, optionsProblems(bound, site.value), site)),
      ...values.flatMap((site) => missing(id, valuesProblems(bound, site.value), site)),
    ];
  });
  count(
    "run time, options and values",
    tours.flatMap(({ id, options, values }) => [...options.sites, ...values].map(() => id)),
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
    const { bound, options } = component;
    const inValues = bound.valuesSchema === undefined ? [] : typosIn(values, isFreeIn(bound.valuesSchema));
    return [
      ...typosIn(options, isFreeOption(id)).flatMap((typo) => (planted.push(id), missing(id, optionsProblems(bound, typo.value), typo))),
      ...inValues.flatMap((typo) => (planted.push(id), missing(id, valuesProblems(bound, typo.value), typo))),
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
    for (const { path, key, value } of typosIn(options, isFreeOption(id))) {
      planted.push(id);
      const made = make?.({ ...(value as object), ...taken });
      if (made) missed.push(...missing(id, optionsProblems(bound, made.options), { path, key }));
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

test("options have free keys only where Kubernetes or the program behind has maps of its own", () => {
  const open = tours.flatMap(({ id, options }) => (options.open.length > 0 ? [[id, options.open] as const] : []));
  expect(Object.fromEntries(open)).toEqual(OPEN);
});

const OPEN: Readonly<Record<string, readonly string[]>> = {
  features: ["rules[0].labels.*", "rules[0].when[0].expressions.*"],
  pools: ["peers[0].nodes.*", "pools[0].advertise[0].nodes.*"],
  web: ["config.*"],
  volumes: ["nodePaths.*"],
  postgres: ["clusters[0].parameters.*"],
  stores: ["secrets[0].data.*"],
  sso: ["passwords.*"],
  roles: ["appDevelopers.*"],
  metrics: ["alerting.templates.*", "grafana.dashboards.*", "prometheus.externalLabels.*", "rules.*", "rules.any[0].labels.*"],
  mesh: ["authorizationPolicies[0].workloads.*"],
};

function componentOf(id: string): Component {
  const component = components[id];
  if (!isComponent(component)) throw new Error(`there is no ${id}`);
  return component;
}

type Problems = ReturnType<typeof schemaProblems>;

function optionsProblems({ optionsSchema }: Component["bound"], value: unknown): Problems {
  return schemaProblems(optionsSchema, value, { code: "TYPO", what: "options", subject: {} });
}

function valuesProblems({ valuesSchema }: Component["bound"], value: unknown): Problems {
  return valuesSchema === undefined ? [] : chartValuesProblems(valuesSchema, value, { what: "values", subject: {} });
}

function missing(id: string, problems: Problems, { path, key }: Pick<PlantedTypo, "path" | "key">): readonly string[] {
  return problems.some(
    ({ subject, hint }) => subject.path === path && (hint === `Did you mean ${key}?` || hint === `Did you mean ${JSON.stringify(key)}?`),
  )
    ? []
    : [`${id} ${path}: ${problems.map(({ message, hint }) => `${message} ${hint ?? ""}`).join("; ") || "accepted"}`];
}

function isFreeOption(id: string): (place: readonly string[]) => boolean {
  const open = tours.find((tour) => tour.id === id)?.options.open ?? [];
  // In a free map every key stands for any.
  return (place) => {
    const shown = place.reduce((path, step) => {
      if (step.startsWith("[")) return path + step;
      const name = open.includes(`${path}.*`) ? "any" : step;
      return path === "" ? name : `${path}.${name}`;
    }, "");
    return open.includes(`${shown}.*`);
  };
}

interface PlantedTypo {
  readonly path: string;
  readonly key: string;
  readonly value: unknown;
}

/** A value with one key misspelt, for each key that is not free. Places have `[0]` for each index. */
function typosIn(
  value: unknown,
  isFree: (place: readonly string[]) => boolean,
  path = "",
  place: readonly string[] = [],
): readonly PlantedTypo[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      typosIn(item, isFree, `${path}[${index}]`, [...place, "[0]"]).map((typo) => ({ ...typo, value: value.with(index, typo.value) })),
    );
  }
  if (typeof value !== "object" || value === null || isRef(value) || isSecretValue(value)) return [];
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const free = isFree(place);
  return entries.flatMap(([key, inner]) => {
    const at = (name: string): string => {
      const step = /^[A-Za-z_][\w-]*$/.test(name) ? name : JSON.stringify(name);
      return path === "" ? step : `${path}.${step}`;
    };
    const typo = misspell(key, Object.keys(value));
    const own = { path: at(typo), key, value: Object.fromEntries(entries.map(([name, one]) => [name === key ? typo : name, one])) };
    const below = typosIn(inner, isFree, at(key), [...place, key]);
    return [...(free ? [] : [own]), ...below.map((typo) => ({ ...typo, value: { ...value, [key]: typo.value } }))];
  });
}

function count(title: string, planted: readonly string[], missed: readonly string[]): void {
  const of = (id: string): number => planted.filter((one) => one === id).length;
  const lost = (id: string): number => missed.filter((one) => one.startsWith(`${id} `)).length;
  const lines = Object.keys(components).map((id) => `  ${id}: ${of(id)} planted, ${of(id) - lost(id)} reported`);
  process.stdout.write(`${title}: ${planted.length} planted, ${planted.length - missed.length} reported\n${lines.join("\n")}\n`);
}
