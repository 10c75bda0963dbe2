import { expect, test } from "vitest";
import type { SchemaNode, SchemaSet } from "../src/kubernetes/schema-node.ts";
import { keepReachable, uniteSets } from "./unite-sets.ts";

const setOf = (thing: SchemaNode, kind = "Thing"): SchemaSet => ({ kinds: { v1: { [kind]: "thing" } }, definitions: { thing } });
const text: SchemaNode = { type: "string" };

test("fields and enumerations of all versions, required only what all require", () => {
  const older = setOf({
    type: "object",
    properties: { gone: text, mode: { type: "string", enum: ["A", "Z", ""] }, list: { type: "array", items: { type: "object" } } },
    required: ["gone", "mode"],
  });
  const newer = setOf(
    {
      type: "object",
      properties: {
        fresh: text,
        mode: { type: "string", enum: ["A", "B", ""] },
        list: { type: "array", items: { type: "object", properties: { a: text } } },
      },
      required: ["fresh", "mode"],
    },
    "Other",
  );
  expect(uniteSets([older, newer])).toEqual({
    kinds: { v1: { Thing: "thing", Other: "thing" } },
    definitions: {
      thing: {
        type: "object",
        properties: {
          gone: text,
          fresh: text,
          mode: { type: "string", enum: ["A", "B", "Z", ""] },
          list: { type: "array", items: { type: "object", properties: { a: text } } },
        },
        required: ["fresh", "mode"],
      },
    },
  });
});

test("a type that changed is an error, or what the caller makes of it", () => {
  const sets = [setOf({ type: "string" }), setOf({ type: "integer" })];
  expect(() => uniteSets(sets)).toThrow('unite schemas: {"type":"string"} became {"type":"integer"}');
  expect(uniteSets(sets, () => ({ open: true })).definitions).toEqual({ thing: { open: true } });
});

test("definitions that no kind leads to are left out", () => {
  const definitions: SchemaSet["definitions"] = {
    a: { type: "object", properties: { b: { type: "array", items: { $ref: "b" } } } },
    b: { type: "object", additionalProperties: { $ref: "a" } },
    c: { type: "object", properties: { a: { $ref: "a" } } },
  };
  expect(Object.keys(keepReachable({ kinds: { v1: { A: "a" } }, definitions }).definitions)).toEqual(["a", "b"]);
});
