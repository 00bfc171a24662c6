import { forbiddenCharacter } from './characters.ts';
import {
  NUL,
  TAB,
  SPACE,
  EXCLAMATION,
  DOUBLE_QUOTE,
  AMPERSAND,
  SINGLE_QUOTE,
  ASTERISK,
  COMMA,
  DASH,
  COLON,
  GREATER,
  QUESTION,
  OPEN_BRACKET,
  CLOSE_BRACKET,
  OPEN_BRACE,
  PIPE,
  CLOSE_BRACE,
} from './charCodes.ts';
import { EVENT, MAX_NESTING, ReadEvent, TOO_DEEP } from './events.ts';
import type { Properties } from './events.ts';
import { ALIAS_PROPERTIES, isBlankOrEnd, NOT_HERE, Refusal, ScalarReader } from './scalarReader.ts';
import { withoutStacks } from './stacks.ts';

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

/** The colon after a key must stand this near. */
const LONGEST_KEY = 1024;

const NAME = /[\w-]+(?=[ \t\r\n\0?:,\]}%@`])/y;
const TAG =
  /!(?:<(?:[\w\-;/?:@&=+$,.!~*'()[\]]|%[\dA-Fa-f]{2})+>|(?![\w-]*![ \t\r\n\0])(?:[\w\-;/?:@&=+$,.!~*'()[\]]|%[\dA-Fa-f]{2})+|)(?=[ \t\r\n\0])/y;

/** One object serves all: nothing is said of an end but that it is there. */
const END = new ReadEvent(EVENT.END, -1);

class EventReader extends ScalarReader {
  #depth = 0;

  read(): void {
    if (this.skip() === NUL) return;
    this.#node(-1, false);
    if (this.skip() !== NUL) this.refuse(NOT_HERE);
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
      const start = this.at;
      const lineStart = this.lineStart;
      const fresh = this.fresh;
      const own = this.#properties(false);
      if (own !== undefined && this.lineStart !== lineStart) {
        // They belong to the value that follows on another line.
        outer = this.#joined(outer, own, start);
        if (this.#isInside(indent, dashes)) continue;
        this.#empty(outer);
        return;
      }
      const char = this.text.charCodeAt(this.at);
      if ((char === DASH || char === QUESTION || char === COLON) && this.isIndicator(char)) {
        if (!fresh || (own === undefined) === (char === COLON)) this.refuse(NOT_HERE);
        if (char === DASH) {
          this.#list(this.column(), this.column() === indent, outer);
          return;
        }
        if (char === QUESTION) {
          this.#map(this.column(), this.events.length, start, outer);
          return;
        }
      }
      if (char === PIPE || char === GREATER) {
        this.blockScalar(indent, this.#joined(outer, own, start));
        return;
      }
      const index = this.events.length;
      this.#atom(indent, false, own);
      if (this.#isAtColon(start, lineStart, fresh)) this.#map(start - lineStart, index, start, outer);
      else if (outer !== undefined) {
        const event = this.events[index] as ReadEvent;
        if (event.type === EVENT.ALIAS) this.refuse(ALIAS_PROPERTIES, event.start - 1);
        event.properties = this.#joined(outer, own, start);
      }
      return;
    }
  }

  /** What comes next belongs to a map or list in this column. */
  #isInside(indent: number, dashes: boolean): boolean {
    const column = this.column();
    if (this.text.charCodeAt(this.at) === NUL) return false;
    return column > indent || (dashes && column === indent && this.isIndicator(DASH));
  }

  /** A map in this column, from its first `?` or, where its first key is read, from the colon after it. */
  #map(column: number, index: number, start: number, properties: Properties | undefined): void {
    this.#open(EVENT.MAP, false, properties, start, index);
    let keyRead = this.events.length - 1 > index;
    for (;;) {
      if (!keyRead && this.isIndicator(QUESTION)) this.#explicitEntry(column);
      else {
        if (!keyRead) this.#key(column);
        keyRead = false;
        this.at++;
        this.fresh = false;
        this.#entryValue(column, true);
      }
      if (this.skip() === NUL || this.column() < column) break;
      if (this.column() > column || !this.isFresh()) this.refuse(NOT_HERE);
    }
    this.#close();
  }

  /** `? key` and, on another line, `: value`. */
  #explicitEntry(column: number): void {
    this.at++;
    this.fresh = true;
    this.#entryValue(column, true);
    this.skip();
    if (this.column() === column && this.isFresh() && this.isIndicator(COLON)) {
      this.at++;
      this.fresh = true;
      this.#entryValue(column, true);
    } else this.#empty();
  }

  #key(column: number): void {
    const start = this.at;
    const lineStart = this.lineStart;
    const own = this.#properties(false);
    if (this.lineStart !== lineStart || (own === undefined && this.isIndicator(COLON)) || this.isIndicator(DASH))
      this.refuse(NO_COLON, start);
    this.#atom(column, false, own);
    if (!this.#isAtColon(start, lineStart, true)) this.refuse(NO_COLON, start);
  }

  /** Goes to the colon that makes a key of what was read from `start` on. */
  #isAtColon(start: number, lineStart: number, fresh: boolean): boolean {
    // A plain value ends where another line begins.
    if (this.fresh) return false;
    const text = this.text;
    let at = this.at;
    let char = text.charCodeAt(at);
    while (char === SPACE || char === TAB) char = text.charCodeAt(++at);
    if (char !== COLON || !isBlankOrEnd(text.charCodeAt(at + 1))) return false;
    if (!fresh) this.refuse(NOT_HERE, at);
    if (this.lineStart !== lineStart) this.refuse(LINES_IN_KEY, start);
    if (at - start > LONGEST_KEY) this.refuse(LONG_KEY, start);
    this.at = at;
    return true;
  }

  /** What follows a colon, dash or question mark. */
  #entryValue(column: number, dashes: boolean): void {
    const lineStart = this.lineStart;
    const char = this.skip();
    if (char !== NUL && (this.lineStart === lineStart || this.#isInside(column, dashes))) this.#node(column, dashes);
    else this.#empty();
  }

  /** @param shared Its dashes stand in the column of the keys around it. */
  #list(column: number, shared: boolean, properties: Properties | undefined): void {
    this.#open(EVENT.LIST, false, properties);
    for (;;) {
      this.at++;
      this.fresh = true;
      this.#entryValue(column, false);
      if (this.skip() === NUL || this.column() < column) break;
      if (this.column() > column || !this.isFresh()) this.refuse(NOT_HERE);
      if (this.isIndicator(DASH)) continue;
      if (shared) break;
      this.refuse(NOT_HERE);
    }
    this.#close();
  }

  /** A value that begins and ends by its own marks, or a plain one. */
  #atom(indent: number, flow: boolean, own: Properties | undefined): void {
    const char = this.text.charCodeAt(this.at);
    this.fresh = false;
    if (char === DOUBLE_QUOTE) this.doubleQuoted(own);
    else if (char === SINGLE_QUOTE) this.singleQuoted(own);
    else if (char === OPEN_BRACE || char === OPEN_BRACKET) this.#flow(indent, char, own);
    else if (char === ASTERISK) this.#alias(own);
    else if (own !== undefined && this.#endsEmpty(char, flow)) this.#empty(own);
    else this.plain(indent, flow, own);
  }

  /** No value follows an anchor or tag. */
  #endsEmpty(char: number, flow: boolean): boolean {
    if (char === NUL) return true;
    if (!flow) return char === COLON && this.isIndicator(COLON);
    return char === COLON || char === COMMA || char === CLOSE_BRACKET || char === CLOSE_BRACE;
  }

  #flow(indent: number, open: number, own: Properties | undefined): void {
    const start = this.at;
    const isMap = open === OPEN_BRACE;
    const close = isMap ? CLOSE_BRACE : CLOSE_BRACKET;
    this.#open(isMap ? EVENT.MAP : EVENT.LIST, true, own);
    this.at++;
    while (this.skipInFlow() !== close) {
      this.#flowEntry(indent, isMap, close);
      const char = this.skipInFlow();
      if (char === COMMA) this.at++;
      else if (char === NUL) this.refuse(isMap ? OPEN_MAP : OPEN_LIST, start);
      else if (char !== close) this.refuse(NO_COMMA);
    }
    this.at++;
    this.#close();
  }

  /** An item, or a key with its value; in a list, the latter is a map of its own. */
  #flowEntry(indent: number, isMap: boolean, close: number): void {
    const start = this.at;
    const lineStart = this.lineStart;
    const index = this.events.length;
    const explicit = this.text.charCodeAt(start) === QUESTION;
    if (explicit) {
      this.at++;
      const char = this.skipInFlow();
      if (!isMap) this.#open(EVENT.MAP, true, undefined);
      if (char === COLON || char === COMMA || char === close) this.#empty();
      else this.#flowNode(indent);
    } else this.#flowNode(indent);
    if (this.skipInFlow() === COLON) {
      if (!explicit) {
        if (this.lineStart !== lineStart) this.refuse(LINES_IN_KEY, start);
        if (this.at - start > LONGEST_KEY) this.refuse(LONG_KEY, start);
        if (!isMap) this.#open(EVENT.MAP, true, undefined, start, index);
      }
      this.at++;
      const char = this.skipInFlow();
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
    let char = this.text.charCodeAt(this.at);
    if (char !== AMPERSAND && char !== EXCLAMATION) return undefined;
    const { lineStart } = this;
    let anchor: string | undefined;
    let tag: string | undefined;
    let end: number;
    do {
      if (char === AMPERSAND) {
        if (anchor !== undefined) this.refuse(TWO_ANCHORS);
        anchor = this.text.slice(this.at + 1, (end = this.#name()));
      } else {
        if (tag !== undefined) this.refuse(TWO_TAGS);
        TAG.lastIndex = this.at;
        if (!TAG.test(this.text)) this.refuse('This is not a tag.');
        tag = this.text.slice(this.at, (end = TAG.lastIndex));
        this.at = end;
      }
      this.fresh = false;
      char = flow ? this.skipInFlow() : this.skip();
    } while ((char === AMPERSAND || char === EXCLAMATION) && (flow || this.lineStart === lineStart));
    return { anchor, tag, end };
  }

  /** Goes over the name after a `&` or `*`. */
  #name(): number {
    NAME.lastIndex = this.at + 1;
    if (!NAME.test(this.text)) this.refuse(BAD_NAME);
    return (this.at = NAME.lastIndex);
  }

  #joined(outer: Properties | undefined, own: Properties | undefined, start: number): Properties | undefined {
    if (outer === undefined || own === undefined) return outer ?? own;
    if (outer.anchor !== undefined && own.anchor !== undefined) this.refuse(TWO_ANCHORS, start);
    if (outer.tag !== undefined && own.tag !== undefined) this.refuse(TWO_TAGS, start);
    return { anchor: own.anchor ?? outer.anchor, tag: own.tag ?? outer.tag, end: own.end };
  }

  #alias(own: Properties | undefined): void {
    if (own !== undefined) this.refuse(ALIAS_PROPERTIES);
    const event = new ReadEvent(EVENT.ALIAS, this.at + 1);
    event.end = this.#name();
    this.events.push(event);
  }

  #open(
    type: typeof EVENT.MAP | typeof EVENT.LIST,
    flow: boolean,
    properties: Properties | undefined,
    start: number = this.at,
    index: number = this.events.length,
  ): void {
    if (++this.#depth > MAX_NESTING) throw new Refusal(this.at, TOO_DEEP, true);
    const event = new ReadEvent(type, start);
    event.flow = flow;
    event.properties = properties;
    if (index === this.events.length) this.events.push(event);
    else this.events.splice(index, 0, event);
  }

  #close(): void {
    this.#depth--;
    this.events.push(END);
  }

  #empty(properties?: Properties): void {
    const event = new ReadEvent(EVENT.SCALAR, -1);
    event.properties = properties;
    this.events.push(event);
  }
}

const NO_COLON = 'A key needs a colon and a space after it.';
const LINES_IN_KEY = 'A key and its colon must stand on one line.';
const LONG_KEY = `A key cannot be longer than ${LONGEST_KEY} characters.`;
const NO_COMMA = 'Between brackets, entries need a comma between them.';
const OPEN_MAP = 'This { has no closing }.';
const OPEN_LIST = 'This [ has no closing ].';
const BAD_NAME = 'The name of an anchor consists of letters, digits, dashes and underscores.';
const TWO_ANCHORS = 'A value can have one anchor only.';
const TWO_TAGS = 'A value can have one tag only.';
