/** What a thread takes at once: enough that taking costs nothing, little enough that no thread ends long before others. */
const HANDFUL = 16;

/** Files that several threads take in turn, each when it is done with what it has. Can be sent to a thread. */
export interface FileQueue {
  readonly files: readonly string[];
  /** One 32-bit integer: how many files have been taken. */
  readonly taken: SharedArrayBuffer;
}

export function fileQueue(files: readonly string[]): FileQueue {
  return { files, taken: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT) };
}

/** Takes files until there are none left. @param onTaken Told how many all threads together have taken so far. */
export function* takeFiles({ files, taken }: FileQueue, onTaken: (taken: number) => void): Generator<string> {
  const counter = new Int32Array(taken);
  for (;;) {
    const first = Atomics.add(counter, 0, HANDFUL);
    if (first >= files.length) return;
    onTaken(first);
    yield* files.slice(first, first + HANDFUL);
  }
}
