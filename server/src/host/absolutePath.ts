import { resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Has a part that is empty, `.` or `..`. */
const INDIRECT = /(?:^|\/)\.{0,2}(?:\/|$)/u;

/** Nothing in it is written otherwise in a URI. */
const PLAIN = /^\/[\w./-]+$/u;

/** `resolve` of one path, in a tenth of the time for a path that goes straight down, as those found in folders do. */
export function absolutePath(path: string): string {
  if (sep !== '/' || INDIRECT.test(path.startsWith('/') ? path.slice(1) : path)) return resolve(path);
  if (path.startsWith('/')) return path;
  const folder = process.cwd();
  return folder === '/' ? `/${path}` : `${folder}/${path}`;
}

/** The `file:` URI of an absolute path that goes straight down, quickly where nothing has to be encoded. */
export function fileUri(path: string): string {
  return sep === '/' && PLAIN.test(path) ? `file://${path}` : pathToFileURL(path).href;
}
