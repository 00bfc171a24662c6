import type { SourceDocument } from './document.ts';
import type { Node, OffsetRange } from './node.ts';
import { findExpressions } from './templates.ts';

/** A comment, from its `#` to the end of its line. Offsets count from the start of the document's text. */
export interface Comment extends OffsetRange {
  readonly text: string;
}

/**
 * The comments that hold a word, in order. Costs next to nothing where the word does not occur. What looks like a comment
 * inside of a string, a block scalar or a template expression is none.
 */
export function commentsContaining(document: SourceDocument, needle: string): Comment[] {
  const { text } = document;
  let found = needle === '' ? -1 : text.indexOf(needle);
  if (found === -1) return [];
  const taken = takenRanges(document);
  const comments: Comment[] = [];
  while (found !== -1) {
    const lineStart = Math.max(text.lastIndexOf('\n', found), text.lastIndexOf('\r', found)) + 1;
    const end = lineEnd(text, found);
    const start = commentStart(text, lineStart, end, taken);
    if (start !== -1 && text.slice(start, end).includes(needle))
      comments.push({ start, end, text: text.slice(start, end) });
    found = text.indexOf(needle, end);
  }
  return comments;
}

function lineEnd(text: string, from: number): number {
  for (let offset = from; offset < text.length; offset++) {
    const char = text.charCodeAt(offset);
    if (char === 10 || char === 13) return offset;
  }
  return text.length;
}

/** The first `#` of the line that has a blank or nothing in front of it and stands in nothing else. */
function commentStart(text: string, lineStart: number, end: number, taken: readonly OffsetRange[]): number {
  for (let at = text.indexOf('#', lineStart); at !== -1 && at < end; at = text.indexOf('#', at + 1)) {
    const before = text.charAt(at - 1);
    if ((at === lineStart || before === ' ' || before === '\t') && !isTaken(taken, at)) return at;
  }
  return -1;
}

function isTaken(taken: readonly OffsetRange[], offset: number): boolean {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((taken[middle] as OffsetRange).end <= offset) low = middle + 1;
    else high = middle;
  }
  return (taken[low]?.start ?? Infinity) <= offset;
}

/** Where a `#` begins no comment: scalars and template expressions, in order. */
function takenRanges(document: SourceDocument): OffsetRange[] {
  const ranges: OffsetRange[] = [];
  if (document.tree !== undefined) collectScalars(document.text, document.tree, ranges);
  if (!document.text.includes('{{')) return ranges;
  ranges.push(...findExpressions(document.text).filter(({ closed }) => closed));
  return joined(ranges.sort((one, other) => one.start - other.start));
}

function collectScalars(text: string, node: Node, ranges: OffsetRange[]): void {
  if (node.type === 'map') {
    for (const { key, value } of node.entries) {
      collectScalars(text, key, ranges);
      collectScalars(text, value, ranges);
    }
  } else if (node.type === 'list') for (const item of node.items) collectScalars(text, item, ranges);
  else if (node.type === 'scalar' && node.end > node.start) {
    const block = node.style === 'literal' || node.style === 'folded';
    // A comment may follow the header of a block scalar.
    const start = block ? lineEnd(text, node.start) : node.start;
    if (start < node.end) ranges.push({ start, end: node.end });
  }
}

/** An expression may stand in a scalar, and a search by halves needs ranges apart from each other. */
function joined(ranges: readonly OffsetRange[]): OffsetRange[] {
  const apart: OffsetRange[] = [];
  for (const { start, end } of ranges) {
    const last = apart[apart.length - 1];
    if (last === undefined || start >= last.end) apart.push({ start, end });
    else if (end > last.end) apart[apart.length - 1] = { start: last.start, end };
  }
  return apart;
}
