/** The files that kustomizations lay over their bases. */
export class PatchFiles {
  readonly #named = new Map<string, ReadonlySet<string>>();
  /** How many kustomizations name each file. */
  readonly #counts = new Map<string, number>();

  get kustomizations(): Iterable<string> {
    return this.#named.keys();
  }

  has(uri: string): boolean {
    return this.#counts.has(uri);
  }

  /**
   * Takes note of what a kustomization names now: nothing, when it is gone.
   *
   * @returns The files that became patches by it, or are none any more.
   */
  set(kustomization: string, patches: Iterable<string>): string[] {
    const before = this.#named.get(kustomization) ?? new Set();
    const after = new Set(patches);
    if (after.size === 0) this.#named.delete(kustomization);
    else this.#named.set(kustomization, after);
    const added = [...after].filter((uri) => !before.has(uri) && this.#count(uri, 1) === 1);
    const removed = [...before].filter((uri) => !after.has(uri) && this.#count(uri, -1) === 0);
    return [...added, ...removed];
  }

  #count(uri: string, by: 1 | -1): number {
    const count = (this.#counts.get(uri) ?? 0) + by;
    if (count === 0) this.#counts.delete(uri);
    else this.#counts.set(uri, count);
    return count;
  }
}
