import type { OffsetRange } from './node.ts';

/**
 * A range that an editor can show: on one line, not empty where the text has anything to show. Given an empty or blank
 * range, it takes the first visible character after it on the line, else the last one before it, else the first of all.
 */
export function visibleRange(text: string, start: number, end: number = start + 1): OffsetRange {
  let from = Math.max(0, Math.min(start, text.length));
  while (from < end && from < text.length && isBlank(text, from)) from++;
  if (from === end) while (text.charCodeAt(from) === 32 || text.charCodeAt(from) === 9) from++;
  if (from >= text.length || isBlank(text, from)) {
    from = Math.min(start, text.length - 1);
    while (from > 0 && isBlank(text, from)) from--;
    if (from < 0 || isBlank(text, from)) {
      from = text.search(/\S/);
      if (from === -1) return { start: 0, end: 0 };
    }
    return { start: from, end: from + characterLength(text, from) };
  }
  let to = from;
  const stop = Math.max(end, from + 1);
  while (to < stop && to < text.length && text.charCodeAt(to) !== 10 && text.charCodeAt(to) !== 13) to++;
  while (to > from && isBlank(text, to - 1)) to--;
  return { start: from, end: Math.max(to, from + characterLength(text, from)) };
}

/** A surrogate pair is not cut in two. */
function characterLength(text: string, offset: number): number {
  return (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
}

function isBlank(text: string, offset: number): boolean {
  const char = text.charCodeAt(offset);
  return char === 32 || char === 9 || char === 10 || char === 13 || char === 0xfeff;
}
