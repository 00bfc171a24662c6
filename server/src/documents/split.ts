import { countLines, hasLoneReturns } from './lines.ts';
import { findExpressions } from './templates.ts';

/** Where the text of a document stands in a stream. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** Line of the stream, from 0, in which it begins. */
  readonly line: number;
}

/**
 * Finds the documents of a stream by their marks alone, without reading them. Parts that hold nothing but blanks or
 * directives are no documents; a part with only comments is one, without data. JSON values that follow each other
 * without a mark, as kubectl takes them, are documents each.
 */
export function splitStream(text: string): Segment[] {
  const segments: Segment[] = [];
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 0;
  for (const mark of documentMarks(text)) {
    addSegments(segments, text, { start, end: mark.start, line }, mark.opens);
    start = mark.end;
    line = mark.endLine;
  }
  addSegments(segments, text, { start, end: text.length, line }, false);
  return segments;
}

interface Mark {
  readonly start: number;
  /** Where the next document's text begins: after the line end, or what follows the mark on its line. */
  readonly end: number;
  readonly endLine: number;
  /** `---`, in front of which directives may stand, rather than `...`. */
  readonly opens: boolean;
}

function documentMarks(text: string): Mark[] {
  const marks = hasLoneReturns(text) ? marksByAnyLineEnd(text) : marksByLineFeed(text);
  if (marks.length === 0 || !text.includes('{{')) return marks;
  // A mark inside of a template comment is none.
  const expressions = findExpressions(text);
  let next = 0;
  return marks.filter(({ start }) => {
    while ((expressions[next]?.end ?? Infinity) <= start) next++;
    return (expressions[next]?.start ?? Infinity) > start;
  });
}

/** Most files hold one document, so the marks are looked for first and lines counted only up to the last of them. */
function marksByLineFeed(text: string): Mark[] {
  const first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const starts = [...(text.startsWith('---', first) || text.startsWith('...', first) ? [first] : [])];
  for (const mark of ['\n---', '\n...'])
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) starts.push(at + 1);
  starts.sort((one, other) => one - other);
  const marks: Mark[] = [];
  let line = 0;
  let counted = 0;
  for (const start of starts) {
    if (!isMarkEnd(text, start + 3)) continue;
    line += countLines(text, counted, start, false);
    counted = start;
    marks.push(markAt(text, start, line));
  }
  return marks;
}

/** The same for lines that end with CR alone. */
function marksByAnyLineEnd(text: string): Mark[] {
  const marks: Mark[] = [];
  let line = 0;
  for (const { 0: found, index } of text.matchAll(/(?:^\uFEFF?|\r\n|\r|\n)(?=(.?))/gs)) {
    if (index > 0) line++;
    const start = index + found.length;
    const char = text.charCodeAt(start);
    if ((char === 45 || char === 46) && isMark(text, start, char)) marks.push(markAt(text, start, line));
  }
  return marks;
}

function isMark(text: string, start: number, char: number): boolean {
  return text.charCodeAt(start + 1) === char && text.charCodeAt(start + 2) === char && isMarkEnd(text, start + 3);
}

/** Blank, line end, or end of the text: the code is NaN there. */
function isMarkEnd(text: string, offset: number): boolean {
  const char = text.charCodeAt(offset);
  return char === 10 || char === 13 || char === 32 || char === 9 || Number.isNaN(char);
}

function markAt(text: string, start: number, line: number): Mark {
  let end = start + 3;
  while (text.charCodeAt(end) === 32 || text.charCodeAt(end) === 9) end++;
  const char = text.charCodeAt(end);
  const endLine = char === 13 || char === 10 ? line + 1 : line;
  if (char === 13) end += text.charCodeAt(end + 1) === 10 ? 2 : 1;
  else if (char === 10) end++;
  return { start, end, endLine, opens: text.charCodeAt(start) === 45 };
}

function addSegments(segments: Segment[], text: string, segment: Segment, beforeMark: boolean): void {
  const { start, end } = segment;
  const first = firstVisible(text, start, end);
  if (first === -1) return;
  const char = text.charCodeAt(first);
  if (char === 37 && beforeMark && onlyDirectives(text.slice(start, end))) return;
  // A template expression also begins with a brace. Few JSON texts hold another one after the first.
  if (char !== 123 || text.charCodeAt(first + 1) === 123 || !/\}[ \t\r\n]*\{/.test(text.slice(first, end))) {
    segments.push(segment);
    return;
  }
  let from = start;
  let { line } = segment;
  const loneReturns = hasLoneReturns(text.slice(start, end));
  for (let next = jsonEnd(text, first, end); next !== -1; next = jsonEnd(text, next, end)) {
    const following = firstVisible(text, next, end);
    if (following === -1 || text.charCodeAt(following) !== 123 || text.charCodeAt(following + 1) === 123) break;
    segments.push({ start: from, end: next, line });
    line += countLines(text, from, following, loneReturns);
    from = next = following;
  }
  segments.push({ start: from, end, line });
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
