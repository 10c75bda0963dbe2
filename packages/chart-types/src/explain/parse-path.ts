/** A key, or undefined for any element of a list. */
export type PathStep = string | undefined;

const STEP = /\[(?:"((?:[^"\\]|\\.)*)"|(\d*|\*))\]|"((?:[^"\\]|\\.)*)"|((?:[^.[\\"]|\\.)+)|\./gu;

/**
 * The steps of a path as people write them: `hosts[0].name`, `hosts[].name`, `annotations."example.org/a"`,
 * `annotations["example.org/a"]`, and as `helm --set` takes it, `annotations.example\.org/a`.
 */
export function parsePath(path: string): readonly PathStep[] {
  return [...path.matchAll(STEP)].flatMap(([text, bracketed, index, quoted, plain]): readonly PathStep[] => {
    if (index !== undefined) return [undefined];
    const key = bracketed ?? quoted ?? plain;
    if (key === undefined) return text === "." ? [] : [text];
    return [key.replaceAll(/\\(.)/gu, "$1")];
  });
}

/** The path of steps, as {@link parsePath} reads it. */
export function formatSteps(steps: readonly PathStep[]): string {
  return steps.reduce<string>((text, step) => {
    if (step === undefined) return `${text}[]`;
    const key = /^[A-Za-z_][\w-]*$/u.test(step) ? step : JSON.stringify(step);
    return text === "" ? key : `${text}.${key}`;
  }, "");
}
