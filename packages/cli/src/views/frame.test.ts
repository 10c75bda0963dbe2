import stringWidth from "string-width";
import { expect, test } from "vitest";

import { frameLines } from "./frame.ts";

const paint = (_style: string, text: string): string => text;
const running = Array.from({ length: 12 }, (_, at) => ({
  step: `release a-rather-long-namespace-name-${at}/a-rather-long-release-name-which-has-no-end`,
  component: "component",
  doing: `waiting for Deployment a-rather-long-namespace-name-${at}/a-rather-long-name-which-does-not-fit-on-a-line-of-eighty-columns-at-all: 0 of 1 replicas available: ${"because ".repeat(12)}`,
  since: 0,
}));

test("no line is wider than the terminal, and none is pushed out of it", () => {
  const lines = frameLines(
    { running, activity: "x".repeat(200), done: 1, total: 13, now: 3_700_000, picture: 3 },
    { columns: 80, rows: 24, paint },
  );
  expect(Math.max(...lines.map((line) => stringWidth(line)))).toBe(80);
  expect(lines).toHaveLength(21);
  expect(lines.slice(-5)).toStrictEqual([
    "⠸ component release a-rather-long-namespace-name-5/a-rather-long-r… 61 min 40 s",
    "    waiting for Deployment a-rather-long-namespace-name-5/a-rather-long-name-wh",
    "    ich-does-not-fit-on-a-line-of-eighty-columns-at-all: 0 of 1 replicas …",
    "  and 6 more",
    "1 of 13 done, 12 running, 61 min 40 s",
  ]);
});

test("before there is a plan, only the activity is told", () => {
  expect(
    frameLines({ running: [], activity: "reading the cluster", done: 0, total: 0, now: 10, picture: 0 }, { columns: 80, rows: 24, paint }),
  ).toStrictEqual(["⠋ reading the cluster"]);
});
