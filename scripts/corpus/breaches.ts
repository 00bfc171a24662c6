/** Promises that were not kept, with an example or two of each. */
export class Breaches {
  readonly #found = new Map<string, { count: number; examples: string[] }>();

  add(promise: string, example: string): void {
    const entry = this.#found.get(promise) ?? { count: 0, examples: [] };
    this.#found.set(promise, entry);
    entry.count++;
    if (entry.examples.length < EXAMPLES) entry.examples.push(example);
  }

  get count(): number {
    let count = 0;
    for (const entry of this.#found.values()) count += entry.count;
    return count;
  }

  print(): void {
    for (const [promise, { count, examples }] of this.#found) {
      console.log(`\nBROKEN ${count} times: ${promise}`);
      for (const example of examples) console.log(`  ${example.replaceAll('\n', '\n    ')}`);
    }
  }
}

const EXAMPLES = 5;

export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.stack : undefined) ?? String(error);
}
