import { STYLE } from './styles.ts';
import type { Style } from './styles.ts';

/**
 * The text of a plain or quoted scalar: line ends become blanks (of several, all but the first stay), blanks around them
 * go, and what is escaped is put in place.
 *
 * @param written What stands between the quotes, known to be well formed.
 */
export function foldedText(written: string, style: Style): string {
  const lines = /[\r\n]/.test(written);
  if (style === STYLE.DOUBLE) return lines ? foldDouble(written) : unescapeAll(written);
  const folded = lines ? fold(written) : written;
  return style === STYLE.SINGLE ? folded.replaceAll("''", "'") : folded;
}

function fold(written: string): string {
  return written.replace(/[ \t]*(?:\r\n?|\n)[ \t\r\n]*/g, (breaks) => foldedBreaks(countBreaks(breaks)));
}

function foldedBreaks(count: number): string {
  return count === 1 ? ' ' : '\n'.repeat(count - 1);
}

function countBreaks(blanks: string): number {
  return blanks.match(/\r\n?|\n/g)?.length ?? 0;
}

/** The alternatives: an escaped line end with the blanks after it, an escape, line ends with the blanks around them. */
const DOUBLE = /\\(?:\r\n?|\n)[ \t\r\n]*|\\(?:x..|u....|U.{8}|[^])|[ \t]*(?:\r\n?|\n)[ \t\r\n]*/g;

function foldDouble(written: string): string {
  return written.replace(DOUBLE, (found) => {
    if (found.charCodeAt(0) !== 92) return foldedBreaks(countBreaks(found));
    const second = found.charCodeAt(1);
    return second === 10 || second === 13 ? '\n'.repeat(countBreaks(found) - 1) : unescape(found, 0);
  });
}

function unescapeAll(written: string): string {
  let text = '';
  let done = 0;
  for (let at = written.indexOf('\\'); at !== -1; at = written.indexOf('\\', done)) {
    text += written.slice(done, at) + unescape(written, at);
    done = at + escapeLength(written.charCodeAt(at + 1));
  }
  return text + written.slice(done);
}

function unescape(written: string, at: number): string {
  const char = written.charAt(at + 1);
  const length = escapeLength(char.charCodeAt(0));
  if (length === 2) return ESCAPES[char] ?? char;
  return String.fromCodePoint(Number.parseInt(written.slice(at + 2, at + length), 16));
}

/** How many characters an escape takes, from its backslash, by the character after it. */
export function escapeLength(char: number): number {
  return char === 0x78 ? 4 : char === 0x75 ? 6 : char === 0x55 ? 10 : 2;
}

/** The escapes that stand for something else than the character after the backslash. */
const ESCAPES: Partial<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
