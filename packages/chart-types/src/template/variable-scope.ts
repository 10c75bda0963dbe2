/** The variables defined at one point of a template, `$` first. */
export class VariableScope {
  readonly #names: string[] = [];
  readonly #uses: Map<string, number> = new Map([["$", 1]]);

  /** How many have been declared; give it to `release` where the block ends. */
  get size(): number {
    return this.#names.length;
  }

  has(name: string): boolean {
    return (this.#uses.get(name) ?? 0) > 0;
  }

  declare(name: string): void {
    this.#names.push(name);
    this.#uses.set(name, (this.#uses.get(name) ?? 0) + 1);
  }

  /** Forgets what has been declared since there were `size` variables. */
  release(size: number): void {
    for (const name of this.#names.splice(size)) this.#uses.set(name, (this.#uses.get(name) ?? 1) - 1);
  }
}
