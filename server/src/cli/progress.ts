/** How long work may take before a person is told how far it is, and how often then. */
const PATIENCE_MS = 400;
const INTERVAL_MS = 100;

/** A line on a terminal that says how far the work is; nothing where no person looks on. */
export class Progress {
  readonly #stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;
  readonly #clock: () => number;
  readonly #began: number;
  #last = -Infinity;
  #shown = false;

  /** @param clock Milliseconds since whenever. */
  constructor(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>, clock: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#clock = clock;
    this.#began = clock();
  }

  show(done: number, all: number): void {
    if (!this.#stream.isTTY) return;
    const now = this.#clock();
    if (now - this.#began < PATIENCE_MS || now - this.#last < INTERVAL_MS) return;
    this.#last = now;
    this.#shown = true;
    this.#stream.write(`\r\u001b[KChecking ${done} of ${all} files`);
  }

  clear(): void {
    if (this.#shown) this.#stream.write('\r\u001b[K');
  }
}
