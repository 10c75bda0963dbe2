export type TakeTurn = <T>(work: () => Promise<T>, weight?: number) => Promise<T>;

/**
 * Runs at most `count` pieces of work at the same time. Of those that wait, the heaviest begins first (default weight: 0),
 * so that what takes long doesn't begin when everything else is done; of equal ones the first to come.
 */
export function takeTurns(count: number): TakeTurn {
  const waiting: { readonly weight: number; readonly begin: () => void }[] = [];
  let free = count;
  const next = (): void => {
    if (free === 0 || waiting.length === 0) return;
    const heaviest = waiting.reduce((best, one) => (one.weight > best.weight ? one : best));
    waiting.splice(waiting.indexOf(heaviest), 1);
    free -= 1;
    heaviest.begin();
  };
  return async (work, weight = 0) => {
    await new Promise<void>((begin) => {
      waiting.push({ weight, begin });
      next();
    });
    try {
      return await work();
    } finally {
      free += 1;
      next();
    }
  };
}
