import { isUtf8 } from 'node:buffer';
import { MAXIMUM_FILE_BYTES } from '../workspace/files.ts';
import type { FileText } from './host.ts';

/** The text of a file's bytes, or why they are none. */
export function decode(bytes: Buffer): FileText {
  if (bytes.length > MAXIMUM_FILE_BYTES) return TOO_LARGE;
  if (bytes.includes(0))
    return { error: isUtf16(bytes) ? 'it is UTF-16; Kubernetes reads UTF-8: save it as UTF-8' : 'it is a binary file' };
  if (!isUtf8(bytes)) return { error: 'it is not UTF-8: save it as UTF-8' };
  return { text: bytes.toString('utf8') };
}

const MEGABYTE = 1024 * 1024;

export const TOO_LARGE: FileText = {
  error: `it is too large for a manifest (the limit is ${MAXIMUM_FILE_BYTES / MEGABYTE} MB)`,
};

/** The message of an error of the file system, without the path that the caller names anyway. */
export function readError(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const known: Record<string, string> = {
    ENOENT: 'there is no such file or folder',
    ENOTDIR: 'there is no such file or folder',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EISDIR: 'it is a folder',
    ELOOP: 'it is a link that leads to itself',
  };
  return known[code ?? ''] ?? (error instanceof Error ? error.message : String(error));
}

function isUtf16(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
