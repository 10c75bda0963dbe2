import { expect, test } from "vitest";

import { runGraph } from "./run-graph.ts";

const node = (id: string, ...needs: readonly string[]): { id: string; needs: readonly string[] } => ({ id, needs });

test("each node starts as soon as what it needs is done, without levels", async () => {
  const log: string[] = [];
  const gates = new Map(["slow", "quick", "after"].map((id) => [id, Promise.withResolvers<void>()]));
  const done = runGraph([node("slow"), node("quick"), node("after", "quick")], {
    run: async ({ id }) => {
      log.push(`${id} starts`);
      await gates.get(id)?.promise;
      log.push(`${id} ends`);
      return { ok: true, result: id };
    },
  });
  gates.get("quick")?.resolve();
  gates.get("after")?.resolve();
  await new Promise(setImmediate);
  gates.get("slow")?.resolve();
  await done;
  expect(log).toEqual(["slow starts", "quick starts", "quick ends", "after starts", "after ends", "slow ends"]);
});

test("a failed node stops only what needs it", async () => {
  const outcomes = await runGraph([node("a"), node("b", "a"), node("c", "b"), node("d")], {
    run: async ({ id }) => ({ ok: id !== "a", result: id }),
  });
  expect(Object.fromEntries(outcomes)).toEqual({
    a: { state: "ran", ok: false, result: "a" },
    b: { state: "not-started", because: "a" },
    c: { state: "not-started", because: "a" },
    d: { state: "ran", ok: true, result: "d" },
  });
});

test("after an abort nothing starts any more", async () => {
  const stop = new AbortController();
  const outcomes = await runGraph([node("a"), node("b", "a")], {
    signal: stop.signal,
    run: async ({ id }) => {
      stop.abort();
      return { ok: true, result: id };
    },
  });
  expect(outcomes.get("b")).toEqual({ state: "not-started", because: "interrupted" });
});
