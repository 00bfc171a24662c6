import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { MAXIMUM_FILE_BYTES } from '../workspace/files.ts';
import { decode, readError, TOO_LARGE } from './fileText.ts';
import type { FileText } from './host.ts';

const STANDARD_INPUT = 0;

/** The text of a file, or why it cannot be read. Nothing larger than a manifest can be is ever held in memory. */
export function readTextFile(path: string): FileText {
  try {
    const stats = statSync(path);
    // A pipe or a device does not tell its size, and may have no end.
    if (!stats.isFile() && !stats.isDirectory()) return readDevice(path);
    if (stats.size > MAXIMUM_FILE_BYTES) return TOO_LARGE;
    // Node reads text in one step, in a third of the time of bytes. What it cannot decode it replaces: then the bytes
    // have to tell what is wrong.
    const text = readFileSync(path, 'utf8');
    return text.includes('\uFFFD') || text.includes('\0') ? decode(readFileSync(path)) : { text };
  } catch (error) {
    return { error: readError(error) };
  }
}

function readDevice(path: string): FileText {
  const file = openSync(path, 'r');
  try {
    return readToEnd(file);
  } finally {
    closeSync(file);
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
