import { setTimeout as sleep } from "node:timers/promises";

import { expect, test } from "vitest";

import { takeTurns } from "./take-turns.ts";

test("never more than the count at once; the heaviest of those that wait is next", async () => {
  const turn = takeTurns(2);
  const order: string[] = [];
  let running = 0;
  let most = 0;
  const work = (name: string, weight?: number): Promise<string> =>
    turn(async () => {
      order.push(name);
      most = Math.max(most, (running += 1));
      await sleep(5);
      running -= 1;
      return name;
    }, weight);
  const results = await Promise.all([work("first"), work("second"), work("light"), work("heavy", 9), work("middle", 3), work("other", 3)]);
  expect(results).toEqual(["first", "second", "light", "heavy", "middle", "other"]);
  expect(order).toEqual(["first", "second", "heavy", "middle", "other", "light"]);
  expect(most).toBe(2);
});

test("work that fails gives its turn to the next", async () => {
  const turn = takeTurns(1);
  const failed = turn(async () => {
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  expect(await turn(async () => "yes")).toBe("yes");
});
