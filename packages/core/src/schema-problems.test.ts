import { expect, test } from "vitest";
import { z } from "zod";

import { nearestOf, schemaProblems } from "./schema-problems.ts";

const schema = z.strictObject({
  logins: z.array(
    z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("github"), org: z.string() }),
      z.strictObject({ type: z.literal("oidc"), issuer: z.string() }),
    ]),
  ),
});
const problemsOf = (value: unknown): readonly (readonly [string, string | undefined, string | undefined])[] =>
  schemaProblems(schema, value, { code: "BAD", what: "it", subject: {} }).map(({ message, hint, subject }) => [
    message,
    hint,
    subject.path,
  ]);

test("a misspelt key is named with the nearest one", () => {
  expect(problemsOf({ logins: [{ type: "oidc", issuer: "i", isuer: "i" }] })).toEqual([
    ["check it: there is no logins[0].isuer", "Did you mean issuer?", "logins[0].isuer"],
  ]);
});

test("so is the key that tells the members of a union apart", () => {
  expect(problemsOf({ logins: [{ tpye: "oidc", issuer: "i" }] })).toEqual([
    ["check it: there is no logins[0].tpye", "Did you mean type?", "logins[0].tpye"],
  ]);
  expect(problemsOf({ logins: [{ issuer: "i" }] })).toEqual([
    ["check it: logins[0].type: Invalid discriminator value. Expected 'github' | 'oidc'", undefined, "logins[0].type"],
  ]);
});

test("of two equally near words the one of the same length is meant", () => {
  expect(nearestOf("rolIed", ["role", "roleId"])).toBe("roleId");
  expect(nearestOf("zzzzzz", ["role", "roleId"])).toBeUndefined();
});
