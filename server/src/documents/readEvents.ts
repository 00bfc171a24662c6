import { forbiddenCharacter } from './characters.ts';
import { EVENT, MAX_NESTING, ReadEvent, STYLE, TOO_DEEP } from './events.ts';
import type { Style } from './events.ts';
import { escapeLength } from './foldedText.ts';
import { withoutStacks } from './stacks.ts';

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

/**
 * Reads a text that holds one document, as go-yaml v2 does, which reads for Kubernetes: YAML 1.1, where brackets and
 * quotes need no indentation, keys stand on one line, and tabs never indent. Stops at the first mistake.
 */
export function readEvents(text: string): readonly ReadEvent[] | Refusal {
  const forbidden = forbiddenCharacter(text);
  if (forbidden !== undefined) return new Refusal(forbidden.start, forbidden.message);
  const reader = new EventReader(text);
  try {
    withoutStacks(() => {
      reader.read();
    });
    return reader.events;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const NUL = 0;
const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const AMPERSAND = 38;
const SINGLE_QUOTE = 39;
const ASTERISK = 42;
const COMMA = 44;
const DASH = 45;
const COLON = 58;
const GREATER = 62;
const QUESTION = 63;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const PIPE = 124;
const CLOSE_BRACE = 125;
const EXCLAMATION = 33;

/** What no value begins with, unless it is quoted. */
const INDICATORS = new Set([...',[]{}#&*!|>\'"%@`'].map((char) => char.charCodeAt(0)));
/** The colon after a key must stand this near. */
const LONGEST_KEY = 1024;

const NAME = /[\w-]+(?=[ \t\r\n\0?:,\]}%@`])/y;
const TAG =
  /!(?:<(?:[\w\-;/?:@&=+$,.!~*'()[\]]|%[\dA-Fa-f]{2})+>|(?![\w-]*![ \t\r\n\0])(?:[\w\-;/?:@&=+$,.!~*'()[\]]|%[\dA-Fa-f]{2})+|)(?=[ \t\r\n\0])/y;
const ESCAPE = /\\(?:[0abtnvfre "'/\\N_LP\t]|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8})/y;

/** The anchor and the tag in front of a value. */
interface Properties {
  anchorStart: number;
  anchorEnd: number;
  tagStart: number;
  tagEnd: number;
}

class EventReader {
  readonly events: ReadEvent[] = [];
  /** Ends with NUL, which stands nowhere else. */
  readonly #text: string;
  #at = 0;
  #lineStart = 0;
  /** Nothing but indentation, dashes and question marks stand before on the line, so that a key or a dash may follow. */
  #fresh = true;
  #depth = 0;

  readonly #hasReturns: boolean;

  constructor(text: string) {
    this.#text = `${text}\0`;
    this.#hasReturns = text.includes('\r');
  }

  read(): void {
    if (this.#skip() === NUL) return;
    this.#node(-1, false);
    if (this.#skip() !== NUL) this.#refuse('This does not belong here.');
  }

  #refuse(message: string, offset: number = this.#at): never {
    throw new Refusal(offset, message);
  }

  /** Goes to what comes next in block style and returns its character. */
  #skip(): number {
    const text = this.#text;
    let at = this.#at;
    let char = text.charCodeAt(at);
    for (;;) {
      while (char === SPACE || (char === TAB && !this.#fresh)) char = text.charCodeAt(++at);
      if (char === HASH) char = text.charCodeAt((at = this.#lineEnd(at)));
      if (char !== LF && char !== CR) break;
      at += char === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
      this.#lineStart = at;
      this.#fresh = true;
      char = text.charCodeAt(at);
    }
    this.#at = at;
    return char;
  }

  /** Goes to what comes next between brackets, where lines and indentation mean nothing. */
  #skipInFlow(): number {
    const text = this.#text;
    let at = this.#at;
    let char = text.charCodeAt(at);
    for (;;) {
      while (char === SPACE || char === TAB) char = text.charCodeAt(++at);
      if (char === HASH) char = text.charCodeAt((at = this.#lineEnd(at)));
      if (char !== LF && char !== CR) break;
      at += char === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
      this.#lineStart = at;
      char = text.charCodeAt(at);
    }
    this.#at = at;
    return char;
  }

  /** Where the line ends that the offset is on. */
  #lineEnd(from: number): number {
    const text = this.#text;
    if (!this.#hasReturns) {
      const lineFeed = text.indexOf('\n', from);
      return lineFeed === -1 ? text.length - 1 : lineFeed;
    }
    let at = from;
    for (let char = text.charCodeAt(at); char !== LF && char !== CR && char !== NUL; char = text.charCodeAt(at)) at++;
    return at;
  }

  /** The character here, and a blank or line end after it. */
  #isIndicator(char: number): boolean {
    return this.#text.charCodeAt(this.#at) === char && isBlankOrEnd(this.#text.charCodeAt(this.#at + 1));
  }

  #isFresh(): boolean {
    return this.#fresh;
  }

  #column(): number {
    return this.#at - this.#lineStart;
  }

  /**
   * The value that begins here, in block style.
   *
   * @param indent The column of the map or list around it; what belongs to the value stands right of it.
   * @param dashes The value of a key may be a list whose dashes stand in the key's own column.
   */
  #node(indent: number, dashes: boolean): void {
    let outer: Properties | undefined;
    for (;;) {
      const start = this.#at;
      const lineStart = this.#lineStart;
      const fresh = this.#fresh;
      const own = this.#properties(false);
      if (own !== undefined && this.#lineStart !== lineStart) {
        // They belong to the value that follows on another line.
        outer = this.#joined(outer, own, start);
        if (this.#isInside(indent, dashes)) continue;
        this.#empty(outer);
        return;
      }
      const char = this.#text.charCodeAt(this.#at);
      if ((char === DASH || char === QUESTION || char === COLON) && this.#isIndicator(char)) {
        if (!fresh || (own === undefined) === (char === COLON)) this.#refuse(NOT_HERE);
        if (char === DASH) {
          this.#list(this.#column(), this.#column() === indent, outer);
          return;
        }
        if (char === QUESTION) {
          this.#map(this.#column(), this.events.length, start, outer);
          return;
        }
      }
      if (char === PIPE || char === GREATER) {
        this.#blockScalar(indent, this.#joined(outer, own, start));
        return;
      }
      const index = this.events.length;
      this.#atom(indent, false, own);
      if (this.#isAtColon(start, lineStart, fresh)) this.#map(start - lineStart, index, start, outer);
      else if (outer !== undefined) this.#put(this.events[index] as ReadEvent, this.#joined(outer, own, start));
      return;
    }
  }

  /** What comes next belongs to a map or list in this column. */
  #isInside(indent: number, dashes: boolean): boolean {
    const column = this.#column();
    if (this.#text.charCodeAt(this.#at) === NUL) return false;
    return column > indent || (dashes && column === indent && this.#isIndicator(DASH));
  }

  /** A map in this column, from its first `?` or, where its first key is read, from the colon after it. */
  #map(column: number, index: number, start: number, properties: Properties | undefined): void {
    this.#open(EVENT.MAP, false, properties, start, index);
    let keyRead = this.events.length - 1 > index;
    for (;;) {
      if (!keyRead && this.#isIndicator(QUESTION)) this.#explicitEntry(column);
      else {
        if (!keyRead) this.#key(column);
        keyRead = false;
        this.#at++;
        this.#fresh = false;
        this.#entryValue(column, true);
      }
      if (this.#skip() === NUL || this.#column() < column) break;
      if (this.#column() > column || !this.#isFresh()) this.#refuse(NOT_HERE);
    }
    this.#close();
  }

  /** `? key` and, on another line, `: value`. */
  #explicitEntry(column: number): void {
    this.#at++;
    this.#fresh = true;
    this.#entryValue(column, true);
    this.#skip();
    if (this.#column() === column && this.#isFresh() && this.#isIndicator(COLON)) {
      this.#at++;
      this.#fresh = true;
      this.#entryValue(column, true);
    } else this.#empty();
  }

  #key(column: number): void {
    const start = this.#at;
    const lineStart = this.#lineStart;
    const own = this.#properties(false);
    if (this.#lineStart !== lineStart || (own === undefined && this.#isIndicator(COLON)) || this.#isIndicator(DASH))
      this.#refuse(NO_COLON, start);
    this.#atom(column, false, own);
    if (!this.#isAtColon(start, lineStart, true)) this.#refuse(NO_COLON, start);
  }

  /** Goes to the colon that makes a key of what was read from `start` on. */
  #isAtColon(start: number, lineStart: number, fresh: boolean): boolean {
    // A plain value ends where another line begins.
    if (this.#fresh) return false;
    const text = this.#text;
    let at = this.#at;
    let char = text.charCodeAt(at);
    while (char === SPACE || char === TAB) char = text.charCodeAt(++at);
    if (char !== COLON || !isBlankOrEnd(text.charCodeAt(at + 1))) return false;
    if (!fresh) this.#refuse(NOT_HERE, at);
    if (this.#lineStart !== lineStart) this.#refuse(LINES_IN_KEY, start);
    if (at - start > LONGEST_KEY) this.#refuse(LONG_KEY, start);
    this.#at = at;
    return true;
  }

  /** What follows a colon, dash or question mark. */
  #entryValue(column: number, dashes: boolean): void {
    const lineStart = this.#lineStart;
    const char = this.#skip();
    if (char !== NUL && (this.#lineStart === lineStart || this.#isInside(column, dashes))) this.#node(column, dashes);
    else this.#empty();
  }

  /** @param shared Its dashes stand in the column of the keys around it. */
  #list(column: number, shared: boolean, properties: Properties | undefined): void {
    this.#open(EVENT.LIST, false, properties);
    for (;;) {
      this.#at++;
      this.#fresh = true;
      this.#entryValue(column, false);
      if (this.#skip() === NUL || this.#column() < column) break;
      if (this.#column() > column || !this.#isFresh()) this.#refuse(NOT_HERE);
      if (this.#isIndicator(DASH)) continue;
      if (shared) break;
      this.#refuse(NOT_HERE);
    }
    this.#close();
  }

  /** A value that begins and ends by its own marks, or a plain one. */
  #atom(indent: number, flow: boolean, own: Properties | undefined): void {
    const char = this.#text.charCodeAt(this.#at);
    this.#fresh = false;
    if (char === DOUBLE_QUOTE) this.#doubleQuoted(own);
    else if (char === SINGLE_QUOTE) this.#singleQuoted(own);
    else if (char === OPEN_BRACE || char === OPEN_BRACKET) this.#flow(indent, char, own);
    else if (char === ASTERISK) this.#alias(own);
    else if (own !== undefined && this.#endsEmpty(char, flow)) this.#empty(own);
    else this.#plain(indent, flow, own);
  }

  /** No value follows an anchor or tag. */
  #endsEmpty(char: number, flow: boolean): boolean {
    if (char === NUL) return true;
    if (!flow) return char === COLON && this.#isIndicator(COLON);
    return char === COLON || char === COMMA || char === CLOSE_BRACKET || char === CLOSE_BRACE;
  }

  #flow(indent: number, open: number, own: Properties | undefined): void {
    const start = this.#at;
    const isMap = open === OPEN_BRACE;
    const close = isMap ? CLOSE_BRACE : CLOSE_BRACKET;
    this.#open(isMap ? EVENT.MAP : EVENT.LIST, true, own);
    this.#at++;
    while (this.#skipInFlow() !== close) {
      this.#flowEntry(indent, isMap, close);
      const char = this.#skipInFlow();
      if (char === COMMA) this.#at++;
      else if (char === NUL) this.#refuse(isMap ? OPEN_MAP : OPEN_LIST, start);
      else if (char !== close) this.#refuse(NO_COMMA);
    }
    this.#at++;
    this.#close();
  }

  /** An item, or a key with its value; in a list, the latter is a map of its own. */
  #flowEntry(indent: number, isMap: boolean, close: number): void {
    const start = this.#at;
    const lineStart = this.#lineStart;
    const index = this.events.length;
    const explicit = this.#text.charCodeAt(start) === QUESTION;
    if (explicit) {
      this.#at++;
      const char = this.#skipInFlow();
      if (!isMap) this.#open(EVENT.MAP, true, undefined);
      if (char === COLON || char === COMMA || char === close) this.#empty();
      else this.#flowNode(indent);
    } else this.#flowNode(indent);
    if (this.#skipInFlow() === COLON) {
      if (!explicit) {
        if (this.#lineStart !== lineStart) this.#refuse(LINES_IN_KEY, start);
        if (this.#at - start > LONGEST_KEY) this.#refuse(LONG_KEY, start);
        if (!isMap) this.#open(EVENT.MAP, true, undefined, start, index);
      }
      this.#at++;
      const char = this.#skipInFlow();
      if (char === COMMA || char === close) this.#empty();
      else this.#flowNode(indent);
      if (!isMap) this.#close();
    } else if (isMap) this.#empty();
    else if (explicit) {
      this.#empty();
      this.#close();
    }
  }

  #flowNode(indent: number): void {
    this.#atom(indent, true, this.#properties(true));
  }

  #properties(flow: boolean): Properties | undefined {
    let char = this.#text.charCodeAt(this.#at);
    if (char !== AMPERSAND && char !== EXCLAMATION) return undefined;
    const lineStart = this.#lineStart;
    const properties = { anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1 };
    do {
      if (char === AMPERSAND) {
        if (properties.anchorStart >= 0) this.#refuse('A value can have one anchor only.');
        properties.anchorStart = this.#at + 1;
        properties.anchorEnd = this.#name();
      } else {
        if (properties.tagStart >= 0) this.#refuse('A value can have one tag only.');
        TAG.lastIndex = this.#at;
        if (!TAG.test(this.#text)) this.#refuse('This is not a tag.');
        properties.tagStart = this.#at;
        this.#at = properties.tagEnd = TAG.lastIndex;
      }
      this.#fresh = false;
      char = flow ? this.#skipInFlow() : this.#skip();
    } while ((char === AMPERSAND || char === EXCLAMATION) && (flow || this.#lineStart === lineStart));
    return properties;
  }

  /** Goes over the name after a `&` or `*`. */
  #name(): number {
    NAME.lastIndex = this.#at + 1;
    if (!NAME.test(this.#text)) this.#refuse(BAD_NAME);
    return (this.#at = NAME.lastIndex);
  }

  #joined(outer: Properties | undefined, own: Properties | undefined, start: number): Properties | undefined {
    if (outer === undefined || own === undefined) return outer ?? own;
    if (outer.anchorStart >= 0 && own.anchorStart >= 0) this.#refuse('A value can have one anchor only.', start);
    if (outer.tagStart >= 0 && own.tagStart >= 0) this.#refuse('A value can have one tag only.', start);
    const [anchor, tag] = own.anchorStart >= 0 ? [own, outer] : [outer, own];
    const { anchorStart, anchorEnd } = anchor;
    return { anchorStart, anchorEnd, tagStart: tag.tagStart, tagEnd: tag.tagEnd };
  }

  #alias(own: Properties | undefined): void {
    if (own !== undefined) this.#refuse(ALIAS_PROPERTIES);
    const event = new ReadEvent(EVENT.ALIAS, this.#at);
    event.anchorStart = this.#at + 1;
    event.anchorEnd = this.#name();
    this.events.push(event);
  }

  #plain(indent: number, flow: boolean, own: Properties | undefined): void {
    const text = this.#text;
    const start = this.#at;
    this.#checkPlainStart(flow);
    let at = start;
    let end = start;
    let lineStart = this.#lineStart;
    for (;;) {
      const word = at;
      let char = text.charCodeAt(at);
      while (char > SPACE) {
        if (char === COLON && this.#endsKey(text.charCodeAt(at + 1), flow)) break;
        if (flow && isFlowIndicator(char)) break;
        char = text.charCodeAt(++at);
      }
      if (at > word) {
        end = at;
        this.#lineStart = lineStart;
      }
      if (char > SPACE || char === NUL) break;
      while (char === SPACE || char === TAB) char = text.charCodeAt(++at);
      if (char === LF || char === CR) {
        do {
          if (char === LF || char === CR) lineStart = at + 1;
          else if (char === TAB && at - lineStart <= indent) this.#refuse(TABS, at);
          char = text.charCodeAt(++at);
        } while (char === SPACE || char === TAB || char === LF || char === CR);
        if (char === HASH || char === NUL || (!flow && at - lineStart <= indent)) {
          this.#lineStart = lineStart;
          this.#fresh = true;
          this.#at = at;
          break;
        }
      } else if (char === HASH) break;
    }
    if (!this.#fresh) this.#at = end;
    const event = this.#scalar(STYLE.PLAIN, start, end, own);
    // Between words on one line, nothing is folded.
    event.simple = !hasLineEnd(text, start, end);
  }

  /** YAML 1.2 lets a colon end a key in front of a comma or bracket, where go-yaml makes it a part of the key. */
  #endsKey(next: number, flow: boolean): boolean {
    return isBlankOrEnd(next) || (flow && isFlowIndicator(next));
  }

  #checkPlainStart(flow: boolean): void {
    const char = this.#text.charCodeAt(this.#at);
    if (char === TAB) this.#refuse(TABS);
    if (char === NUL) this.#refuse(NOT_HERE);
    if (INDICATORS.has(char)) this.#refuse(BAD_START);
    if (char !== DASH && char !== QUESTION && char !== COLON) return;
    if (this.#isIndicator(char) || (flow && char !== DASH)) this.#refuse(NOT_HERE);
  }

  #scalar(style: Style, start: number, end: number, properties: Properties | undefined): ReadEvent {
    const event = new ReadEvent(EVENT.SCALAR, -1);
    event.style = style;
    event.valueStart = start;
    event.valueEnd = end;
    this.#put(event, properties);
    this.events.push(event);
    return event;
  }

  #singleQuoted(own: Properties | undefined): void {
    const text = this.#text;
    const start = this.#at;
    let simple = true;
    for (let at = start + 1; ; at++) {
      const char = text.charCodeAt(at);
      if (char === SINGLE_QUOTE) {
        if (text.charCodeAt(at + 1) !== SINGLE_QUOTE) {
          this.#at = at + 1;
          this.#scalar(STYLE.SINGLE, start + 1, at, own).simple = simple;
          return;
        }
        at++;
        simple = false;
      } else if (char === LF || char === CR) {
        this.#lineStart = at + 1;
        simple = false;
      } else if (char === NUL) this.#refuse(OPEN_QUOTE, start);
    }
  }

  #doubleQuoted(own: Properties | undefined): void {
    const text = this.#text;
    const start = this.#at;
    let simple = true;
    for (let at = start + 1; ; at++) {
      const char = text.charCodeAt(at);
      if (char === DOUBLE_QUOTE) {
        this.#at = at + 1;
        this.#scalar(STYLE.DOUBLE, start + 1, at, own).simple = simple;
        return;
      }
      if (char === BACKSLASH) {
        simple = false;
        const next = text.charCodeAt(at + 1);
        if (next !== LF && next !== CR) at += this.#escape(at, next) - 1;
      } else if (char === LF || char === CR) {
        this.#lineStart = at + 1;
        simple = false;
      } else if (char === NUL) this.#refuse(OPEN_QUOTE, start);
    }
  }

  /** The length of an escape. JSON writes characters beyond U+FFFF as two halves, which means nothing elsewhere. */
  #escape(at: number, next: number): number {
    const text = this.#text;
    ESCAPE.lastIndex = at;
    if (!ESCAPE.test(text)) this.#refuse(BAD_ESCAPE, at);
    const length = escapeLength(next);
    if (length < 6) return length;
    const code = Number.parseInt(text.slice(at + 2, at + length), 16);
    if (code > 0x10ffff) this.#refuse(NO_CHARACTER, at);
    if (code < 0xd800 || code > 0xdfff) return length;
    if (code > 0xdbff || !/^\\u[dD][c-fC-F]/.test(text.slice(at + 6, at + 10))) this.#refuse(NO_CHARACTER, at);
    ESCAPE.lastIndex = at + 6;
    if (!ESCAPE.test(text)) this.#refuse(BAD_ESCAPE, at + 6);
    return 12;
  }

  #blockScalar(indent: number, properties: Properties | undefined): void {
    const text = this.#text;
    const header = this.#at;
    BLOCK_HEADER.lastIndex = header;
    const match = BLOCK_HEADER.exec(text);
    if (match === null) this.#refuse('After | or > stand at most + or -, a digit and a comment.');
    const digit = match[1] ?? match[2];
    const start = nextLine(text, BLOCK_HEADER.lastIndex);
    const wanted = digit === undefined ? this.#contentIndent(start, indent) : Math.max(indent, 0) + Number(digit);
    const event = this.#scalar(
      text.charCodeAt(header) === PIPE ? STYLE.LITERAL : STYLE.FOLDED,
      start,
      start,
      properties,
    );
    event.header = header;
    event.indent = wanted;
    event.chomping = match[0].includes('-') ? 'strip' : match[0].includes('+') ? 'keep' : 'clip';
    let line = start;
    for (;;) {
      let at = line;
      while (at - line < wanted && text.charCodeAt(at) === SPACE) at++;
      const char = text.charCodeAt(at);
      const isBreak = char === LF || char === CR;
      if (char === TAB && at - line < wanted) this.#refuse(TABS, at);
      if (char === NUL) {
        line = at;
        break;
      }
      if (!isBreak && at - line < wanted) break;
      line = nextLine(text, isBreak ? at : this.#lineEnd(at));
    }
    event.valueEnd = line;
    this.#at = line;
    this.#lineStart = Math.max(text.lastIndexOf('\n', line - 1), text.lastIndexOf('\r', line - 1)) + 1;
    this.#fresh = true;
  }

  /** That of the first line with content, or of a longer line of blanks before it. */
  #contentIndent(start: number, indent: number): number {
    const text = this.#text;
    let most = indent + 1;
    for (let line = start; ;) {
      let at = line;
      while (text.charCodeAt(at) === SPACE) at++;
      most = Math.max(most, at - line);
      const char = text.charCodeAt(at);
      if (char === TAB) this.#refuse(TABS, at);
      if (char !== LF && char !== CR) return Math.max(most, 1);
      line = nextLine(text, at);
    }
  }

  #put(event: ReadEvent, properties: Properties | undefined): void {
    if (properties === undefined) return;
    if (event.type === EVENT.ALIAS) this.#refuse(ALIAS_PROPERTIES);
    event.anchorStart = properties.anchorStart;
    event.anchorEnd = properties.anchorEnd;
    event.tagStart = properties.tagStart;
    event.tagEnd = properties.tagEnd;
  }

  #open(
    type: typeof EVENT.MAP | typeof EVENT.LIST,
    flow: boolean,
    properties: Properties | undefined,
    start: number = this.#at,
    index: number = this.events.length,
  ): void {
    if (++this.#depth > MAX_NESTING) throw new Refusal(this.#at, TOO_DEEP, true);
    const event = new ReadEvent(type, start);
    event.flow = flow;
    this.#put(event, properties);
    if (index === this.events.length) this.events.push(event);
    else this.events.splice(index, 0, event);
  }

  #close(): void {
    this.#depth--;
    this.events.push(new ReadEvent(EVENT.END, -1));
  }

  #empty(properties?: Properties): void {
    const event = new ReadEvent(EVENT.SCALAR, -1);
    this.#put(event, properties);
    this.events.push(event);
  }
}

const BLOCK_HEADER = /[|>](?:[-+]([1-9])?|([1-9])[-+]?)?[ \t]*(?:#[^\r\n\0]*)?(?=[\r\n\0])/y;

function isBlankOrEnd(char: number): boolean {
  return char === SPACE || char === LF || char === CR || char === TAB || char === NUL;
}

function isFlowIndicator(char: number): boolean {
  return (
    char === COMMA || char === CLOSE_BRACKET || char === CLOSE_BRACE || char === OPEN_BRACKET || char === OPEN_BRACE
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

const NOT_HERE = 'This does not belong here.';
const NO_COLON = 'A key needs a colon and a space after it.';
const LINES_IN_KEY = 'A key and its colon must stand on one line.';
const LONG_KEY = `A key cannot be longer than ${LONGEST_KEY} characters.`;
const NO_COMMA = 'Between brackets, entries need a comma between them.';
const OPEN_MAP = 'This { has no closing }.';
const OPEN_LIST = 'This [ has no closing ].';
const OPEN_QUOTE = 'This quote is not closed.';
const TABS = 'YAML is indented by spaces, not by tabs.';
const BAD_START = 'A value that begins with this character needs quotes.';
const BAD_NAME = 'The name of an anchor consists of letters, digits, dashes and underscores.';
const ALIAS_PROPERTIES = 'An alias takes neither an anchor nor a tag.';
const BAD_ESCAPE = 'Double quotes do not know this escape; write \\\\ for a backslash, or use single quotes.';
const NO_CHARACTER = 'There is no character of this number.';
