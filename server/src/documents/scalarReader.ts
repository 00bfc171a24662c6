import { chompingOf } from './blockScalar.ts';
import {
  NUL,
  TAB,
  LF,
  CR,
  SPACE,
  DOUBLE_QUOTE,
  HASH,
  SINGLE_QUOTE,
  COMMA,
  DASH,
  COLON,
  QUESTION,
  OPEN_BRACKET,
  BACKSLASH,
  CLOSE_BRACKET,
  OPEN_BRACE,
  PIPE,
  CLOSE_BRACE,
} from './charCodes.ts';
import { EVENT, ReadEvent, STYLE } from './events.ts';
import type { Properties, Style } from './events.ts';
import { escapeLength } from './foldedText.ts';

/** Why a document was not taken: the first mistake, at an offset. */
export class Refusal extends Error {
  readonly offset: number;
  /** What is deeper than the limit is not to be tried again. */
  readonly tooDeep: boolean;

  constructor(offset: number, message: string, tooDeep = false) {
    super(message);
    this.offset = offset;
    this.tooDeep = tooDeep;
  }
}

/** What no value begins with, unless it is quoted. */
const INDICATORS = new Set([...',[]{}#&*!|>\'"%@`'].map((char) => char.charCodeAt(0)));
const ESCAPE = /\\(?:[0abtnvfre "'/\\N_LP\t]|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8})/y;

/** What ends a block scalar, for each indentation that was met; there are few. */
const BLOCK_ENDS = new Map<number, RegExp>();

const BLOCK_HEADER = /[|>]([-+]?[1-9]?|[1-9][-+])[ \t]*(?:#[^\r\n\0]*)?(?=[\r\n\0])/y;

/**
 * A place in a text that goes forward, and the scalars that begin there. What takes several lines moves the start of the
 * line along.
 */
export class ScalarReader {
  readonly events: ReadEvent[] = [];
  /** Ends with NUL, which stands nowhere else. */
  protected readonly text: string;
  protected at = 0;
  protected lineStart = 0;
  /** Nothing but indentation, dashes and question marks stand before on the line, so that a key or a dash may follow. */
  protected fresh = true;
  readonly #hasReturns: boolean;

  constructor(text: string) {
    this.text = `${text}\0`;
    this.#hasReturns = text.includes('\r');
  }

  protected isFresh(): boolean {
    return this.fresh;
  }

  protected column(): number {
    return this.at - this.lineStart;
  }

  protected refuse(message: string, offset: number = this.at): never {
    throw new Refusal(offset, message);
  }

  /** Goes to what comes next in block style and returns its character. */
  protected skip(): number {
    const text = this.text;
    let at = this.at;
    let char = text.charCodeAt(at);
    for (;;) {
      while (char === SPACE || (char === TAB && !this.fresh)) char = text.charCodeAt(++at);
      if (char === HASH) char = text.charCodeAt((at = this.lineEnd(at)));
      if (char !== LF && char !== CR) break;
      at += char === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
      this.lineStart = at;
      this.fresh = true;
      char = text.charCodeAt(at);
    }
    this.at = at;
    return char;
  }

  /** Goes to what comes next between brackets, where lines and indentation mean nothing. */
  protected skipInFlow(): number {
    const text = this.text;
    let at = this.at;
    let char = text.charCodeAt(at);
    for (;;) {
      while (char === SPACE || char === TAB) char = text.charCodeAt(++at);
      if (char === HASH) char = text.charCodeAt((at = this.lineEnd(at)));
      if (char !== LF && char !== CR) break;
      at += char === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
      this.lineStart = at;
      char = text.charCodeAt(at);
    }
    this.at = at;
    return char;
  }

  /** Where the line ends that the offset is on. */
  protected lineEnd(from: number): number {
    const text = this.text;
    if (!this.#hasReturns) {
      const lineFeed = text.indexOf('\n', from);
      return lineFeed === -1 ? text.length - 1 : lineFeed;
    }
    let at = from;
    for (let char = text.charCodeAt(at); char !== LF && char !== CR && char !== NUL; char = text.charCodeAt(at)) at++;
    return at;
  }

  /** The character here, and a blank or line end after it. */
  protected isIndicator(char: number): boolean {
    return this.text.charCodeAt(this.at) === char && isBlankOrEnd(this.text.charCodeAt(this.at + 1));
  }

  protected plain(indent: number, flow: boolean, properties: Properties | undefined): void {
    const text = this.text;
    const start = this.at;
    this.#checkPlainStart(flow);
    let at = start;
    let end = start;
    let lineStart = this.lineStart;
    for (;;) {
      const word = at;
      let char = text.charCodeAt(at);
      while (char > SPACE) {
        if (char === COLON && isBlankOrEnd(text.charCodeAt(at + 1))) break;
        if (flow && isFlowIndicator(char)) break;
        char = text.charCodeAt(++at);
      }
      if (at > word) {
        end = at;
        this.lineStart = lineStart;
      }
      if (char > SPACE || char === NUL) break;
      while (char === SPACE || char === TAB) char = text.charCodeAt(++at);
      if (char === LF || char === CR) {
        do {
          if (char === LF || char === CR) lineStart = at + 1;
          else if (char === TAB && at - lineStart <= indent) this.refuse(TABS, at);
          char = text.charCodeAt(++at);
        } while (char === SPACE || char === TAB || char === LF || char === CR);
        if (char === HASH || char === NUL || (!flow && at - lineStart <= indent)) {
          this.lineStart = lineStart;
          this.fresh = true;
          this.at = at;
          break;
        }
      } else if (char === HASH) break;
    }
    if (!this.fresh) this.at = end;
    const event = this.scalar(STYLE.PLAIN, start, end, properties);
    // Between words on one line, nothing is folded.
    event.simple = !hasLineEnd(text, start, end);
  }

  #checkPlainStart(flow: boolean): void {
    const char = this.text.charCodeAt(this.at);
    if (char === TAB) this.refuse(TABS);
    if (char === NUL) this.refuse(NOT_HERE);
    if (INDICATORS.has(char)) this.refuse(BAD_START);
    if (char !== DASH && char !== QUESTION && char !== COLON) return;
    if (this.isIndicator(char) || (flow && char !== DASH)) this.refuse(NOT_HERE);
  }

  protected scalar(style: Style, start: number, end: number, properties: Properties | undefined): ReadEvent {
    const event = new ReadEvent(EVENT.SCALAR, -1);
    event.style = style;
    event.start = start;
    event.end = end;
    event.properties = properties;
    this.events.push(event);
    return event;
  }

  protected singleQuoted(properties: Properties | undefined): void {
    const text = this.text;
    const start = this.at;
    let simple = true;
    for (let at = start + 1; ; at++) {
      const char = text.charCodeAt(at);
      if (char === SINGLE_QUOTE) {
        if (text.charCodeAt(at + 1) !== SINGLE_QUOTE) {
          this.at = at + 1;
          this.scalar(STYLE.SINGLE, start + 1, at, properties).simple = simple;
          return;
        }
        at++;
        simple = false;
      } else if (char === LF || char === CR) {
        this.lineStart = at + 1;
        simple = false;
      } else if (char === NUL) this.refuse(OPEN_QUOTE, start);
    }
  }

  protected doubleQuoted(properties: Properties | undefined): void {
    const text = this.text;
    const start = this.at;
    let simple = true;
    for (let at = start + 1; ; at++) {
      const char = text.charCodeAt(at);
      if (char === DOUBLE_QUOTE) {
        this.at = at + 1;
        this.scalar(STYLE.DOUBLE, start + 1, at, properties).simple = simple;
        return;
      }
      if (char === BACKSLASH) {
        simple = false;
        const next = text.charCodeAt(at + 1);
        if (next !== LF && next !== CR) at += this.#escape(at, next) - 1;
      } else if (char === LF || char === CR) {
        this.lineStart = at + 1;
        simple = false;
      } else if (char === NUL) this.refuse(OPEN_QUOTE, start);
    }
  }

  /** The length of an escape. JSON writes characters beyond U+FFFF as two halves, which means nothing elsewhere. */
  #escape(at: number, next: number): number {
    const text = this.text;
    ESCAPE.lastIndex = at;
    if (!ESCAPE.test(text)) this.refuse(BAD_ESCAPE, at);
    const length = escapeLength(next);
    if (length < 6) return length;
    const code = Number.parseInt(text.slice(at + 2, at + length), 16);
    if (code > 0x10ffff) this.refuse(NO_CHARACTER, at);
    if (code < 0xd800 || code > 0xdfff) return length;
    if (code > 0xdbff || !/^\\u[dD][c-fC-F]/.test(text.slice(at + 6, at + 10))) this.refuse(NO_CHARACTER, at);
    ESCAPE.lastIndex = at + 6;
    if (!ESCAPE.test(text)) this.refuse(BAD_ESCAPE, at + 6);
    return 12;
  }

  protected blockScalar(indent: number, properties: Properties | undefined): void {
    const text = this.text;
    const header = this.at;
    BLOCK_HEADER.lastIndex = header;
    const match = BLOCK_HEADER.exec(text);
    if (match === null) this.refuse('After | or > stand at most + or -, a digit and a comment.');
    const digit = /\d/.exec(match[1] ?? '')?.[0];
    const start = nextLine(text, BLOCK_HEADER.lastIndex);
    const wanted = digit === undefined ? this.#contentIndent(start, indent) : Math.max(indent, 0) + Number(digit);
    const event = this.scalar(
      text.charCodeAt(header) === PIPE ? STYLE.LITERAL : STYLE.FOLDED,
      start,
      start,
      properties,
    );
    event.block = {
      start: header,
      indent: wanted,
      chomping: chompingOf(match[1] ?? ''),
    };
    const end = this.#hasReturns ? this.#blockEndByLines(start, wanted) : this.#blockEnd(start, wanted);
    event.end = end;
    this.at = end;
    this.lineStart = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1;
    this.fresh = true;
  }

  /** Where the first line begins that is neither blank nor indented as wanted. */
  #blockEnd(start: number, wanted: number): number {
    const text = this.text;
    let expression = BLOCK_ENDS.get(wanted);
    if (expression === undefined)
      BLOCK_ENDS.set(wanted, (expression = new RegExp(`\\n {0,${wanted - 1}}(?=[^ \\n])`, 'g')));
    expression.lastIndex = start - 1;
    const found = expression.exec(text);
    if (found === null || expression.lastIndex >= text.length - 1) return text.length - 1;
    if (text.charCodeAt(expression.lastIndex) === TAB) this.refuse(TABS, expression.lastIndex);
    return found.index + 1;
  }

  /** The same where lines end in other ways than by line feeds. */
  #blockEndByLines(start: number, wanted: number): number {
    const text = this.text;
    let line = start;
    for (;;) {
      let at = line;
      while (at - line < wanted && text.charCodeAt(at) === SPACE) at++;
      const char = text.charCodeAt(at);
      const isBreak = char === LF || char === CR;
      if (char === NUL) return at;
      if (!isBreak && at - line < wanted) {
        if (char === TAB) this.refuse(TABS, at);
        return line;
      }
      line = nextLine(text, isBreak ? at : this.lineEnd(at));
    }
  }

  /** That of the first line with content, or of a longer line of blanks before it. */
  #contentIndent(start: number, indent: number): number {
    const text = this.text;
    let most = indent + 1;
    for (let line = start; ;) {
      let at = line;
      while (text.charCodeAt(at) === SPACE) at++;
      most = Math.max(most, at - line);
      const char = text.charCodeAt(at);
      if (char === TAB) this.refuse(TABS, at);
      if (char !== LF && char !== CR) return Math.max(most, 1);
      line = nextLine(text, at);
    }
  }
}

export function isBlankOrEnd(char: number): boolean {
  return char === SPACE || char === LF || char === CR || char === TAB || char === NUL;
}

function isFlowIndicator(char: number): boolean {
  return (
    char === COMMA ||
    char === CLOSE_BRACKET ||
    char === CLOSE_BRACE ||
    char === OPEN_BRACKET ||
    char === OPEN_BRACE ||
    char === QUESTION
  );
}

function hasLineEnd(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const char = text.charCodeAt(at);
    if (char === LF || char === CR) return true;
  }
  return false;
}

/** The offset after the line end that stands here; the end of the text has none. */
function nextLine(text: string, at: number): number {
  const char = text.charCodeAt(at);
  if (char === NUL) return at;
  return char === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
}

export const NOT_HERE = 'This does not belong here.';
const OPEN_QUOTE = 'This quote is not closed.';
const TABS = 'YAML is indented by spaces, not by tabs.';
const BAD_START = 'A value that begins with this character needs quotes.';
export const ALIAS_PROPERTIES = 'An alias takes neither an anchor nor a tag.';
const BAD_ESCAPE = 'Double quotes do not know this escape; write \\\\ for a backslash, or use single quotes.';
const NO_CHARACTER = 'There is no character of this number.';
