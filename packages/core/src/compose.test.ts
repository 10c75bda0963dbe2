import { expect, test } from "vitest";
import { z } from "zod";

import { bindComponent, defineComponent } from "./component.ts";
import type { Component, ComponentSpec, Placement } from "./component.ts";
import { compose } from "./compose.ts";
import type { Composition } from "./compose.ts";
import { definePlatform } from "./platform.ts";
import { claim, existing, makeRef, refSchema } from "./reference.ts";
import type { OidcRef } from "./reference.ts";
import { secret, secretSchema } from "./secret.ts";
import type { SecretValue } from "./secret.ts";
import { unchecked } from "./unchecked.ts";

interface WebValues {
  readonly replicas?: number | undefined;
  readonly tls?: { readonly enabled?: boolean | undefined } | undefined;
}
interface WebOptions {
  readonly replicas?: number | undefined;
  readonly sso?: OidcRef | undefined;
  readonly backends?: readonly { readonly name: string; readonly weight?: number | undefined }[] | undefined;
}
const chart = { repository: "https://charts.example.org", name: "web", version: "1.0.0", digest: "sha256:0" };
const webSpec: ComponentSpec<WebOptions, WebValues> = defineComponent<WebOptions, WebValues>({
  name: "web",
  chart,
  namespace: { name: "web", podSecurity: "restricted" },
  options: {
    replicas: z.int().optional(),
    sso: refSchema("oidc").optional(),
    backends: z
      .array(z.strictObject({ name: z.string(), weight: z.int().optional() }))
      .readonly()
      .optional(),
  },
  chartValues: JSON.stringify({
    type: "object",
    properties: {
      replicas: { type: ["integer", "null"] },
      tls: { type: ["object", "null"], properties: { enabled: { type: ["boolean", "null"] } }, additionalProperties: false },
    },
    additionalProperties: false,
  }),
  values: ({ replicas }, { profile }) => ({ replicas: replicas ?? (profile === "ha" ? 2 : 1), tls: undefined }),
  claims: ({ sso }) =>
    sso ? [claim(sso, { clientId: "web", redirectUris: ["https://web.example.org/callback"], secret: secret.generated("web") })] : [],
});
const loginSpec: ComponentSpec<{ clients?: number }, object> = defineComponent<{ clients?: number }, object>({
  name: "login",
  namespace: { name: "login", podSecurity: "restricted" },
  options: { clients: z.int().optional() },
  resources: (_options, context) => [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "clients" },
      data: {
        ids: context
          .claims("oidc")
          .map(({ asks }) => asks.clientId)
          .join(","),
      },
    },
  ],
  accepts: { oidc: ({ redirectUris }, { clients = 5 }) => (redirectUris.length > clients ? `it takes ${clients} addresses` : undefined) },
});

function web(options: WebOptions = {}, placement?: Placement<WebValues>, place = "platform.ts:1:1"): Component {
  return bindComponent(webSpec, options, placement, place);
}
function login(options: { clients?: number } = {}): Component & { oidc(): OidcRef } {
  const component = bindComponent(loginSpec, options, undefined, "platform.ts:2:2");
  return {
    ...component,
    oidc(): OidcRef {
      return makeRef("oidc", "login", { issuerUrl: "https://login.example.org" }, { from: this });
    },
  };
}
function composed(record: Readonly<Record<string, Component>>, profile: "single-node" | "ha" = "single-node"): Composition {
  const platform = definePlatform({ name: "test", environments: { dev: { target: "sandbox", profile } }, compose: () => record });
  return compose(platform, { environment: "dev", kubernetes: "1.37.1" });
}
const problems = (record: Readonly<Record<string, Component>>): readonly object[] =>
  composed(record).problems.map(({ code, message, hint, subject: { component, place, path } }) => ({
    code,
    message,
    hint,
    component,
    place,
    path,
  }));

test("values come from the options and the profile, without what is undefined; a user's values win", () => {
  const { instances, problems: found } = composed(
    { a: web(), b: web({ replicas: 4 }, { name: "b", values: { tls: { enabled: true } } }) },
    "ha",
  );
  expect(found).toEqual([]);
  expect(instances.map(({ id, release, values }) => ({ id, release, values }))).toEqual([
    { id: "a", release: { name: "web", namespace: "web" }, values: { replicas: 2 } },
    { id: "b", release: { name: "b", namespace: "web" }, values: { replicas: 4, tls: { enabled: true } } },
  ]);
});

test("unchecked values reach the release in their place, and nobody checks them", () => {
  const own: WebValues = { replicas: 3, tls: { enabled: true } };
  const { instances, problems: found } = composed({
    alone: web({}, { name: "alone", values: unchecked({ replicsa: "many" }) }),
    over: web({}, { name: "over", values: [own, unchecked({ replicas: "many", tls: { cipher: 1 } })] }),
    under: web({}, { name: "under", values: [unchecked({ replicas: "many", tls: { cipher: 1 } }), own] }),
  });
  expect(found).toEqual([]);
  expect(Object.fromEntries(instances.map(({ id, values }) => [id, values]))).toEqual({
    alone: { replicas: 1, replicsa: "many" },
    over: { replicas: "many", tls: { enabled: true, cipher: 1 } },
    under: { replicas: 3, tls: { enabled: true, cipher: 1 } },
  });
});

test("typed values beside unchecked ones are checked, each of them", () => {
  const values = [{ tls: { enabeld: true } } as WebValues, unchecked({ any: 1 }), { replicas: "2" } as unknown as WebValues];
  expect(composed({ a: web({}, { values }) }).problems.map(({ message, hint }) => `${message} (${hint})`)).toEqual([
    'check chart values of a (web): replicas: expected an integer, found the string "2" (It takes an integer.)',
    "check chart values of a (web): there is no tls.enabeld (Did you mean enabled?)",
  ]);
});

test("a component without a chart takes no values, unchecked ones neither", () => {
  const component = bindComponent(loginSpec, {}, { values: unchecked({ any: 1 }) }, "platform.ts:2:2");
  expect(composed({ login: component }).problems.map(({ message }) => message)).toEqual([
    "check chart values of login: login has no chart",
  ]);
});

test("a reference makes an edge that says why, and its claim reaches the provider", () => {
  const sso = login();
  const { edges, instances, problems: found } = composed({ sso, app: web({ sso: sso.oidc() }) });
  expect(found).toEqual([]);
  expect(edges).toEqual([{ from: "app", to: "sso", why: "sso uses oidc login" }]);
  expect(instances[0]?.resources[0]?.["data"]).toEqual({ ids: "web" });
});

test("all mistakes are reported together, with the line of the platform file", () => {
  const sso = login({ clients: 0 });
  const elsewhere = login();
  const mistyped = { replcias: 2 } as WebOptions;
  const backend = { name: "a", wieght: 1 };
  const deep: WebOptions = { backends: [backend] };
  const values = { tls: { enabeld: true } } as WebValues;
  expect(
    problems({
      sso,
      refused: web({ sso: sso.oidc() }, { name: "r" }),
      missing: web({ sso: elsewhere.oidc() }, { name: "m" }, "platform.ts:9:9"),
      typo: web(mistyped, { name: "t" }),
      deep: web(deep, { name: "d" }),
      values: web({}, { name: "v", values }),
      twin: web({}, { name: "v" }),
    }),
  ).toEqual([
    {
      code: "REFERENCE_MISSING",
      component: "missing",
      place: "platform.ts:9:9",
      path: "sso",
      message: "compose missing: sso uses oidc login of login, which is not in the platform",
      hint: "Return the login made at platform.ts:2:2 from compose, or use existing.….",
    },
    {
      code: "OPTIONS_INVALID",
      component: "typo",
      place: "platform.ts:1:1",
      path: "replcias",
      message: "check options of typo (web): there is no replcias",
      hint: "Did you mean replicas?",
    },
    {
      code: "OPTIONS_INVALID",
      component: "deep",
      place: "platform.ts:1:1",
      path: "backends[0].wieght",
      message: "check options of deep (web): there is no backends[0].wieght",
      hint: "Did you mean weight?",
    },
    {
      code: "CLAIM_REFUSED",
      component: "refused",
      place: "platform.ts:1:1",
      path: undefined,
      message: "compose refused: sso can't meet its claim on oidc login: it takes 0 addresses",
      hint: "Change what refused asks, or the options of sso made at platform.ts:2:2.",
    },
    {
      code: "VALUES_INVALID",
      component: "values",
      place: "platform.ts:1:1",
      path: "tls.enabeld",
      message: "check chart values of values (web): there is no tls.enabeld",
      hint: "Did you mean enabled?",
    },
    {
      code: "RELEASE_TWICE",
      component: "twin",
      place: "platform.ts:1:1",
      path: undefined,
      message: "compose twin: release web/v belongs to values already",
      hint: 'Give one of them a name: { name: "v-2" }. The other stands at platform.ts:1:1.',
    },
  ]);
});

test("a cycle of placements is named edge by edge", () => {
  const after: Component[] = [];
  const first = web({}, { name: "first", after });
  const second = web({}, { name: "second", after: [first] });
  after.push(second);
  expect(problems({ first, second })).toEqual([
    {
      code: "CYCLE",
      component: "first",
      place: "platform.ts:1:1",
      path: undefined,
      hint: "Take one of these references out.",
      message: "order components: first needs second (placed after it), second needs first (placed after it)",
    },
  ]);
});

test("what the cluster has already makes no edge and is known to the instance", () => {
  const { edges, instances, problems: found } = composed({ app: web({ sso: existing.oidc("https://login.example.org") }) });
  expect({ edges, found, existing: instances[0]?.existing.map(({ kind, name }) => ({ kind, name })) }).toEqual({
    edges: [],
    found: [],
    existing: [{ kind: "oidc", name: "https://login.example.org" }],
  });
});

test("a plain string is no secret", () => {
  const text: unknown = "hunter2";
  expect(secretSchema.safeParse(text as SecretValue).success).toBe(false);
  expect(secretSchema.safeParse(secret.env("PASSWORD")).success).toBe(true);
});

test("an unknown environment is refused with those there are", () => {
  const platform = definePlatform({ name: "test", environments: { dev: { target: "sandbox", profile: "ha" } }, compose: () => ({}) });
  expect(() => compose(platform, { environment: "prod", kubernetes: "1.37.1" })).toThrow(
    expect.objectContaining({ code: "ENVIRONMENT_UNKNOWN", hint: "It has dev." }),
  );
});
