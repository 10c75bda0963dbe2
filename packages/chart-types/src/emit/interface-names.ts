const LONGEST = 48;

/** What a list's elements and a map's values add to a path. */
export const ELEMENT = "item";
export const OTHER_KEY = "value";

const pascal = (step: string): string =>
  step.replaceAll(/(?:^|[^a-zA-Z\d]+)([a-zA-Z\d])/gu, (_, letter: string) => letter.toUpperCase()).replaceAll(/[^a-zA-Z\d]/gu, "");

/** The steps that all paths end with. */
function commonEnd([first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
  let length = first.length;
  for (const path of others) {
    let same = 0;
    while (same < length && same < path.length && first.at(-1 - same) === path.at(-1 - same)) same += 1;
    length = same;
  }
  return length === 0 ? [] : first.slice(-length);
}

/** Steps as one name; `prometheus.prometheusSpec` is `PrometheusSpec`. */
function nameOfSteps(steps: readonly string[]): string {
  const words = steps.map(pascal).filter((word) => word !== "");
  const kept = words.filter((word, index) => !(words[index + 1] ?? "").startsWith(word));
  const name = kept.join("");
  const short = name.length > LONGEST ? kept.slice(-3).join("") : name;
  return short.replace(/^(?=\d|$)/u, "Value");
}

/** Steps into lists and maps, which say little alone. */
const isNameless = (step: string): boolean => step === ELEMENT || step === OTHER_KEY;

/** The names that would do, the best first: the common end of all paths, then longer ends of the first path, to all of it. */
function candidates(paths: readonly (readonly string[])[]): readonly string[] {
  const [first = []] = paths;
  const end = commonEnd(paths).length;
  const shortest = first.findLastIndex((step) => !isNameless(step));
  const starts = Array.from({ length: first.length }, (_, start) => start).filter((start) => start <= shortest);
  const longer = starts.filter((start) => start <= first.length - end).toReversed();
  return (end === 0 ? [0] : longer).map((start) => nameOfSteps(first.slice(start)));
}

/**
 * A name for what stands at these paths: their common end, longer where that is taken (`controller.image` is
 * `ControllerImage`), and at last with a number.
 */
export function interfaceName(paths: readonly (readonly string[])[], taken: ReadonlySet<string>): string {
  const names = candidates(paths);
  const name = names.at(-1) ?? nameOfSteps([]);
  const found = names.find((one) => !taken.has(one));
  if (found !== undefined) return found;
  let number = 2;
  while (taken.has(`${name}${number}`)) number += 1;
  return `${name}${number}`;
}
