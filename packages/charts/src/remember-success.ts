/** Calls `make` once and gives its result again afterwards; a failure is forgotten, so that the next call tries again. */
export function rememberSuccess<T>(make: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined;
  return async () => {
    known ??= make();
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
}
