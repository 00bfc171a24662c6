import { findExpressions } from './templates.ts';

/** Where the text of a document stands in a stream. */
export interface Segment {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the documents of a stream by their marks alone, without reading them. Parts that hold nothing but blanks or
 * directives are no documents; a part with only comments is one, without data. JSON values that follow each other
 * without a mark, as kubectl takes them, are documents each.
 */
export function splitStream(text: string): Segment[] {
  const segments: Segment[] = [];
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (const mark of documentMarks(text)) {
    addSegments(segments, text, start, mark.start, mark.opens);
    start = mark.end;
  }
  addSegments(segments, text, start, text.length, false);
  return segments;
}

interface Mark {
  readonly start: number;
  /** Where the next document's text begins: after the line end, or what follows the mark on its line. */
  readonly end: number;
  /** `---`, in front of which directives may stand, rather than `...`. */
  readonly opens: boolean;
}

function documentMarks(text: string): Mark[] {
  const starts = markStarts(text);
  if (starts.length === 0 || !text.includes('{{')) return starts.map((start) => markAt(text, start));
  // A mark inside of a template comment is none.
  const expressions = findExpressions(text);
  let next = 0;
  return starts
    .filter((start) => {
      while ((expressions[next]?.end ?? Infinity) <= start) next++;
      return (expressions[next]?.start ?? Infinity) > start;
    })
    .map((start) => markAt(text, start));
}

/** Offsets of the lines that are a document mark, in order. */
function markStarts(text: string): number[] {
  const starts: number[] = [];
  if (/^\uFEFF?(?:---|\.\.\.)/.test(text.slice(0, 4))) {
    const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    if (isMarkEnd(text, start + 3)) starts.push(start);
  }
  const needles = ['\n---', '\n...'];
  if (text.includes('\r---') || text.includes('\r...')) needles.push('\r---', '\r...');
  for (const needle of needles) {
    for (let found = text.indexOf(needle); found !== -1; found = text.indexOf(needle, found + 4)) {
      if (isMarkEnd(text, found + 4)) starts.push(found + 1);
    }
  }
  return starts.sort((one, other) => one - other);
}

/** Blank, line end, or end of the text: the code is NaN there. */
function isMarkEnd(text: string, offset: number): boolean {
  const char = text.charCodeAt(offset);
  return char === 10 || char === 13 || char === 32 || char === 9 || Number.isNaN(char);
}

function markAt(text: string, start: number): Mark {
  let end = start + 3;
  while (text.charCodeAt(end) === 32 || text.charCodeAt(end) === 9) end++;
  const char = text.charCodeAt(end);
  if (char === 13) end += text.charCodeAt(end + 1) === 10 ? 2 : 1;
  else if (char === 10) end++;
  return { start, end, opens: text.charCodeAt(start) === 45 };
}

function addSegments(segments: Segment[], text: string, start: number, end: number, beforeMark: boolean): void {
  const first = firstVisible(text, start, end);
  if (first === -1) return;
  const char = text.charCodeAt(first);
  if (char === 37 && beforeMark && onlyDirectives(text.slice(start, end))) return;
  if (char !== 123) {
    segments.push({ start, end });
    return;
  }
  let from = start;
  for (let next = jsonEnd(text, first, end); next !== -1; next = jsonEnd(text, next, end)) {
    const following = firstVisible(text, next, end);
    if (following === -1 || text.charCodeAt(following) !== 123) break;
    segments.push({ start: from, end: next });
    from = next = following;
  }
  segments.push({ start: from, end });
}

function firstVisible(text: string, start: number, end: number): number {
  for (let offset = start; offset < end; offset++) {
    const char = text.charCodeAt(offset);
    if (char !== 32 && char !== 10 && char !== 13 && char !== 9) return offset;
  }
  return -1;
}

/** `%YAML` and the like, with comments, but no content. */
function onlyDirectives(part: string): boolean {
  return part.split(/\r\n?|\n/).every((line) => /^(?:%.*|\s*(?:#.*)?)$/.test(line));
}

/** The offset after the JSON object that begins here, -1 if it does not end or is no JSON. */
function jsonEnd(text: string, start: number, end: number): number {
  let depth = 0;
  for (let offset = start; offset < end; offset++) {
    const char = text.charCodeAt(offset);
    if (char === 34) {
      offset++;
      for (let inside = text.charCodeAt(offset); inside !== 34; inside = text.charCodeAt(++offset)) {
        if (inside === 92) offset++;
        else if (inside === 10 || offset >= end) return -1;
      }
    } else if (char === 123 || char === 91) depth++;
    else if (char === 125 || char === 93) {
      if (--depth === 0) return offset + 1;
    } else if (char === 35 || char === 39) return -1;
  }
  return -1;
}
