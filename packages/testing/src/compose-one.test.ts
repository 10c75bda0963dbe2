import { claim, defineComponent, bindComponent, makeRef, ProblemsError, refSchema, secret } from "@helmwright/core";
import type { Component, DatabaseRef } from "@helmwright/core";
import { expect, test } from "vitest";
import { z } from "zod";

import { instanceOf, problemsOf } from "./compose-one.ts";

const spec = defineComponent<{ readonly size: number; readonly uses?: DatabaseRef | undefined }>({
  name: "sized",
  namespace: { name: "sized", podSecurity: "restricted" },
  options: { size: z.int().max(9), uses: refSchema("database").optional() },
  accepts: { database: ({ owner }) => (owner === "postgres" ? "not this one" : undefined) },
  resources: ({ size }, context) => [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "sized" },
      data: {
        size,
        profile: context.profile,
        monitoring: context.has.monitoring,
        asked: context.claims("database").map(({ asks }) => asks.database),
      },
    },
  ],
});
const sized = (size: number): Component => bindComponent(spec, { size });

function databaseOf(component: Component): DatabaseRef {
  const password = secret.env("P");
  return makeRef("database", "d", { host: "h", port: 1, database: "d", owner: "o", password }, { from: component });
}

test("an instance knows the profile, the platform around it, and what is asked of it", () => {
  const component = sized(3);
  const claims = [claim(databaseOf(component), { database: "d", owner: "o" })];
  expect(instanceOf(component, { profile: "single-node", has: ["monitoring"], claims }).resources[0]).toEqual({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "sized" },
    data: { size: 3, profile: "single-node", monitoring: true, asked: ["d"] },
  });
});

test("problems are thrown together, and listed with their hints", () => {
  const component = sized(10);
  expect(() => instanceOf(component)).toThrow(ProblemsError);
  expect(problemsOf({ one: component })).toEqual([expect.stringContaining("OPTIONS_INVALID check options of one (sized): size: ")]);
});

test("a claim that the component refuses is a problem", () => {
  const component = sized(1);
  const claims = [claim(databaseOf(component), { database: "d", owner: "postgres" })];
  expect(() => instanceOf(component, { claims })).toThrow("can't meet its claim on database d: not this one");
});
