import { expect, test } from "vitest";

import { chosenSteps } from "./only.ts";

const steps = ["a", "b", "b2", "c"].map((id) => ({ id, component: id[0] ?? "" }));
const edges = [
  { from: "a", to: "b" },
  { from: "b", to: "c" },
];

test("the steps of the named instances come with all they need, and with nothing else", () => {
  expect([...chosenSteps(steps, edges, ["a"])]).toEqual(["a", "b", "c"]);
  expect([...chosenSteps(steps, edges, ["b"])]).toEqual(["b", "b2", "c"]);
  expect([...chosenSteps(steps, edges, undefined)]).toEqual(["a", "b", "b2", "c"]);
});
