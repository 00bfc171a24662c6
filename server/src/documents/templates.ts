import type { OffsetRange } from './node.ts';

/** A template expression, `{{ ... }}`, as Go templates, Argo Workflows and others write it. */
export interface Expression extends OffsetRange {
  /** There is a `}}`. Without one the range ends with the line. */
  readonly closed: boolean;
}

/** The template expressions of a text, in order. Linear in the length of the text, whatever it holds. */
export function findExpressions(text: string): Expression[] {
  const expressions: Expression[] = [];
  let start = text.indexOf('{{');
  // Once no `}}` follows, none follows any later expression either.
  let lastClose = start === -1 ? -1 : text.lastIndexOf('}}');
  while (start !== -1) {
    const end = start < lastClose ? expressionEnd(text, start) : -1;
    const stop = end === -1 ? lineEnd(text, start) : end;
    if (end === -1 && start < lastClose && !text.slice(start, stop).includes('}}'))
      lastClose = Math.max(lastClose, stop);
    expressions.push({ start, end: stop, closed: end !== -1 });
    start = text.indexOf('{{', stop);
  }
  return expressions;
}

/** Longer expressions are not looked for: nobody writes them, and a lone `{{` must not cost much. */
const LONGEST = 20_000;

const COMMENT = /\{\{-?\s*\/\*/y;
const COMMENT_END = /\*\/\s*-?\}\}/g;
/** What ends an expression or hides its end; a document mark in its midst means that it was never closed. */
const STOP = /\}\}|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\{\{|\n(?:---|\.\.\.)(?=\s)/g;

/** What may make a `}}` something else than the end: strings, comments, braces, another line. */
const HIDES_END = /["'`{\n]|\/\*/;

function expressionEnd(text: string, start: number): number {
  const close = text.indexOf('}}', start + 2);
  if (!HIDES_END.test(text.slice(start + 2, close))) return close + 2;
  COMMENT.lastIndex = start;
  if (COMMENT.test(text)) {
    COMMENT_END.lastIndex = start;
    const end = COMMENT_END.exec(text);
    if (end !== null) return COMMENT_END.lastIndex;
    return -1;
  }
  const part = text.slice(start + 2, start + LONGEST);
  STOP.lastIndex = 0;
  for (let match = STOP.exec(part); match !== null; match = STOP.exec(part)) {
    if (match[0] === '}}') {
      // `}}}` closes a literal brace of the expression first.
      const extra = part.charCodeAt(STOP.lastIndex) === 125 ? 1 : 0;
      return start + 2 + STOP.lastIndex + (extra === 1 && part.slice(0, match.index).includes('{') ? 1 : 0);
    }
    if (match[0] === '{{' || match[0].startsWith('\n')) break;
  }
  // A quote that is not a string's (an apostrophe) hid the end: the first `}}` of the line then.
  const first = text.indexOf('}}', start);
  return first === -1 || first > lineEnd(text, start) ? -1 : first + 2;
}

function lineEnd(text: string, from: number): number {
  const lineFeed = text.indexOf('\n', from);
  const end = lineFeed === -1 ? text.length : lineFeed;
  return end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

/**
 * The text with its template expressions replaced by as many characters, so that it may be read as YAML and offsets
 * stay. Lines that hold nothing but expressions become line ends, since blanks would count as indentation in a block
 * scalar; elsewhere a word takes the place of the expression.
 */
export function maskExpressions(text: string, expressions: readonly Expression[]): string {
  let masked = '';
  let done = 0;
  for (let index = 0; index < expressions.length;) {
    const runEnd = lineRunEnd(text, expressions, index);
    const blank = runEnd > index;
    const last = blank ? runEnd : index + 1;
    for (; index < last; index++) {
      const { start, end } = expressions[index] as Expression;
      masked += blank ? asLineEnds(text.slice(done, start)) : text.slice(done, start);
      masked += blank ? '\n'.repeat(end - start) : 'x'.repeat(end - start);
      done = end;
    }
  }
  return masked + text.slice(done);
}

/** Turns the blanks at the end, which stand in front of an expression, into line ends. */
function asLineEnds(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 32 || text.charCodeAt(end - 1) === 9) end--;
  return text.slice(0, end) + '\n'.repeat(text.length - end);
}

/**
 * The index after the last of the expressions that fill whole lines together, beginning with this one; the index
 * itself when something else stands on its line.
 */
function lineRunEnd(text: string, expressions: readonly Expression[], first: number): number {
  if (!isLineStart(text, (expressions[first] as Expression).start)) return first;
  let index = first;
  for (;;) {
    const { end } = expressions[index] as Expression;
    const stop = lineEnd(text, end);
    const next = expressions[++index];
    if (next === undefined || next.start >= stop) return blankBetween(text, end, stop) ? index : first;
    if (!blankBetween(text, end, next.start)) return first;
  }
}

/** Nothing but blanks stands before on the line. */
function isLineStart(text: string, offset: number): boolean {
  let at = offset - 1;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9 || text.charCodeAt(at) === 13) at--;
  return at < 0 || text.charCodeAt(at) === 10;
}

function blankBetween(text: string, start: number, end: number): boolean {
  for (let offset = start; offset < end; offset++) {
    const char = text.charCodeAt(offset);
    if (char !== 32 && char !== 9 && char !== 13) return false;
  }
  return true;
}

/** An expression begins a line, where a Kubernetes object has its own fields only, so that no string can hold it. */
export function beginsLine(text: string, expressions: readonly Expression[]): boolean {
  return expressions.some(({ start }) => start === 0 || text.charCodeAt(start - 1) === 10);
}

/**
 * The text can only be meant for a template engine: a line of nothing but an expression, or a value that begins with
 * one and has no quotes around it.
 */
export function looksLikeTemplate(text: string, expressions: readonly Expression[]): boolean {
  return expressions.some(({ start }) => {
    const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
    return /^\s*$|(?:^|\s)-\s+$|:\s+$/.test(before) && !before.includes('#');
  });
}

/** Where a part begins that is rendered only sometimes (`if`, `with`, `range`), or where the innermost one ends. */
export interface BlockBoundary {
  readonly offset: number;
  readonly opens: boolean;
}

/** The boundaries of conditional parts, in order. A `define` is rendered elsewhere, but not sometimes. */
export function blockBoundaries(text: string, expressions: readonly Expression[]): BlockBoundary[] {
  const boundaries: BlockBoundary[] = [];
  const open: boolean[] = [];
  for (const { start, end } of expressions) {
    CONTROL.lastIndex = start;
    const word = CONTROL.exec(text)?.[1];
    if (word === undefined) continue;
    if (word === 'end') {
      if (open.pop() === true) boundaries.push({ offset: start, opens: false });
      continue;
    }
    const conditional = word !== 'define' && word !== 'block';
    open.push(conditional);
    if (conditional) boundaries.push({ offset: end, opens: true });
  }
  return boundaries;
}

const CONTROL = /\{\{-?\s*(if|with|range|define|block|end)\b/y;
