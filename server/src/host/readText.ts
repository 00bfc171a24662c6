import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { MAXIMUM_FILE_BYTES } from '../workspace/files.ts';
import { decode, readError, TOO_LARGE } from './fileText.ts';
import type { FileText } from './host.ts';

const STANDARD_INPUT = 0;

/** The text of a file, or why it cannot be read. Nothing larger than a manifest can be is ever held in memory. */
export function readTextFile(path: string): FileText {
  try {
    const file = openSync(path, 'r');
    try {
      const stats = fstatSync(file);
      // A pipe or a device does not tell its size, and may have no end.
      if (!stats.isFile() && !stats.isDirectory()) return readToEnd(file);
      return stats.size > MAXIMUM_FILE_BYTES ? TOO_LARGE : decode(readFileSync(file));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { error: readError(error) };
  }
}

/** The text of standard input, read to its end. */
export function readStandardInput(): FileText {
  try {
    return readToEnd(STANDARD_INPUT);
  } catch (error) {
    return { error: readError(error) };
  }
}

const CHUNK_BYTES = 1 << 16;
const RETRY_MS = 10;

function readToEnd(file: number): FileText {
  const chunks: Buffer[] = [];
  let size = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const read = readSome(file, chunk);
    if (read === 0) return decode(Buffer.concat(chunks, size));
    chunks.push(chunk.subarray(0, read));
    size += read;
    if (size > MAXIMUM_FILE_BYTES) return TOO_LARGE;
  }
}

function readSome(file: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(file, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // What the end of standard input is called on Windows.
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      // The other end of a pipe that does not block is not ready yet.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
}
