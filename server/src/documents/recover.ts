import { isAlias, isCollection, isMap, isPair, isScalar, parseDocument } from 'yaml';
import type { Scalar, YAMLError, YAMLMap, YAMLSeq } from 'yaml';
import { blockScalarText, chompingOf } from './blockScalar.ts';
import { forbiddenCharacter } from './characters.ts';
import type { SyntaxProblem } from './document.ts';
import { EVENT, MAX_NESTING, ReadEvent, STYLE, TOO_DEEP } from './events.ts';
import type { Properties, Style } from './events.ts';
import { withoutStacks } from './stacks.ts';
import { visibleRange } from './visible.ts';

/** What could be read of a document, and its first error. */
export interface Recovered {
  /** None when nothing could be made of the text. */
  readonly events: readonly ReadEvent[];
  readonly problem: SyntaxProblem | undefined;
}

/** The `yaml` package leaves all scalars as text, so that both readers share one meaning of them. */
const OPTIONS = {
  schema: 'failsafe',
  resolveKnownTags: false,
  merge: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/**
 * Reads a text that holds one document with the reader that goes on after errors. Never throws.
 *
 * @param refusedAt Where the fast reader stopped; used when this reader breaks without saying where.
 */
export function recoverEvents(source: string, refusedAt: number): Recovered {
  // The package does not know that a lone CR ends a line.
  const text = source.includes('\r') ? source.replace(/\r(?!\n)/g, '\n') : source;
  try {
    const document = withoutStacks(() => parseDocument(text, OPTIONS));
    // Tags of other tools' own and aliases without anchors are judged with the data.
    const error = document.errors.find(({ code }) => code !== 'TAG_RESOLVE_FAILED' && code !== 'BAD_ALIAS');
    if (document.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) return tooDeep(text, refusedAt);
    const visitor = new Visitor(text);
    if (!visitor.visit(document.contents, 0)) return tooDeep(text, visitor.deepest);
    return {
      events: visitor.events,
      problem: error ? describe(text, error, document.errors, visitor) : forbiddenCharacter(text),
    };
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(text, refusedAt);
    return { events: [], problem: { ...visibleRange(text, refusedAt), message: 'This is not valid YAML.' } };
  }
}

function tooDeep(text: string, offset: number): Recovered {
  return { events: [], problem: { ...visibleRange(text, offset), message: TOO_DEEP } };
}

const STYLES: Record<Scalar.Type, Style> = {
  PLAIN: STYLE.PLAIN,
  QUOTE_SINGLE: STYLE.SINGLE,
  QUOTE_DOUBLE: STYLE.DOUBLE,
  BLOCK_LITERAL: STYLE.LITERAL,
  BLOCK_FOLDED: STYLE.FOLDED,
};

const BLANK_LINES = /(?: *(?:\r\n?|\n))*/y;

/** Says a `yaml` document as events. */
class Visitor {
  readonly events: ReadEvent[] = [];
  /** Where the nesting became too deep. */
  deepest = 0;
  /** The last bracket and the last quote that nothing closes. */
  openBracket = -1;
  openQuote = -1;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** False when the nesting is too deep. */
  visit(node: unknown, depth: number): boolean {
    if (isAlias(node)) {
      const event = new ReadEvent(EVENT.ALIAS, node.range?.[0] ?? 0);
      event.start++;
      event.end = event.start + node.source.length;
      this.events.push(event);
      return true;
    }
    if (isCollection(node)) return this.#collection(node, depth);
    this.events.push(isScalar(node) ? this.#scalar(node) : new ReadEvent(EVENT.SCALAR, -1));
    return true;
  }

  #collection(node: YAMLMap | YAMLSeq, depth: number): boolean {
    const [, end] = node.range ?? [0, 0];
    const start = this.#collectionStart(node);
    if (depth >= MAX_NESTING) {
      this.deepest = start;
      return false;
    }
    const flow = node.flow === true;
    const open = flow ? this.#text.charAt(start) : '';
    if (open === '[' || open === '{') {
      if (this.#text.charAt(end - 1) !== (open === '[' ? ']' : '}') || end - 1 === start) this.openBracket = start;
    }
    const event = new ReadEvent(isMap(node) ? EVENT.MAP : EVENT.LIST, start);
    event.flow = flow;
    event.properties = propertiesOf(node);
    this.events.push(event);
    for (const item of node.items) {
      if (isPair(item)) {
        if (!this.visit(item.key, depth + 1) || !this.visit(item.value, depth + 1)) return false;
      } else if (!this.visit(item, depth + 1)) return false;
    }
    this.events.push(new ReadEvent(EVENT.END, -1));
    return true;
  }

  /** A map without braces begins with the anchor or tag of its first key, as the fast reader has it. */
  #collectionStart(node: YAMLMap | YAMLSeq): number {
    const start = node.range?.[0] ?? 0;
    const first: unknown = node.items[0];
    const key: unknown = isPair(first) ? first.key : undefined;
    const hasProperties = isScalar(key) && (key.anchor !== undefined || key.tag !== undefined);
    if (!hasProperties || '{['.includes(this.#text.charAt(start))) return start;
    const line = this.#text.slice(this.#text.lastIndexOf('\n', start - 1) + 1, start);
    return start - (/(?:[&!]\S*[ \t]+)+$/.exec(line)?.[0].length ?? 0);
  }

  #scalar(node: Scalar): ReadEvent {
    const style = STYLES[node.type ?? 'PLAIN'];
    const [start, end] = node.range ?? [-1, -1];
    const decoded = typeof node.value === 'string' ? node.value : (node.source ?? '');
    const event = new ReadEvent(EVENT.SCALAR, -1);
    event.style = style;
    event.decoded = decoded;
    event.properties = propertiesOf(node);
    if (style === STYLE.LITERAL || style === STYLE.FOLDED) {
      const headerEnd = this.#text.slice(start).search(/[\r\n]|$/) + start;
      event.start = Math.min(end, headerEnd + (this.#text.startsWith('\r\n', headerEnd) ? 2 : 1));
      event.end = end;
      const header = /^[|>][-+\d]*/.exec(this.#text.slice(start, event.start))?.[0] ?? '';
      event.block = { start, indent: -1, chomping: chompingOf(header) };
      event.decoded = this.#blockText(event, header, decoded);
      // Blank lines at the end, where masked expressions may have stood, are a part of it.
      BLANK_LINES.lastIndex = end;
      if (/[\r\n]/.test(this.#text.charAt(end - 1)) && BLANK_LINES.test(this.#text)) event.end = BLANK_LINES.lastIndex;
    } else if (style !== STYLE.PLAIN) {
      event.start = start + 1;
      event.end = end - 1;
      if (end - 1 <= start || this.#text.charAt(start) !== this.#text.charAt(end - 1)) {
        this.openQuote = start;
        event.end = Math.max(event.start, end);
      }
    } else if (end > start || node.anchor !== undefined || node.tag !== undefined) {
      event.start = start;
      event.end = end;
      // What is not written stands right after its anchor and tag.
      while (event.end === event.start && /\s/.test(this.#text.charAt(event.start - 1))) {
        event.end = --event.start;
      }
    }
    return event;
  }

  /** The indentation is seen in the first line with content, unless the header says it in relation to the parent's. */
  #blockText(event: ReadEvent, header: string, decoded: string): string {
    if (/\d/.test(header)) {
      const isOpen = event.end === this.#text.length && /[^\s][ \t]*$/.test(this.#text.slice(-200));
      return isOpen && decoded.endsWith('\n') ? decoded.slice(0, -1) : decoded;
    }
    const lines = this.#text.slice(event.start, event.end);
    const indent = /^ *(?=[^ \r\n])/m.exec(lines)?.[0].length ?? -1;
    return blockScalarText(lines, indent, chompingOf(header), header.startsWith('>'));
  }
}

function propertiesOf({ anchor, tag }: { anchor?: string; tag?: string }): Properties | undefined {
  return anchor === undefined && tag === undefined ? undefined : { anchor, tag, end: -1 };
}

/** Our own words for the reader's error, at the place where a person has to act. */
function describe(text: string, error: YAMLError, errors: readonly YAMLError[], visitor: Visitor): SyntaxProblem {
  const [start, end] = error.pos;
  if (visitor.openQuote !== -1 && error.message.startsWith('Missing closing')) {
    return { ...visibleRange(text, visitor.openQuote, text.length), message: 'This quote is not closed.' };
  }
  if (visitor.openBracket !== -1 && error.message.startsWith('Flow')) {
    const bracket = text.charAt(visitor.openBracket);
    return {
      ...visibleRange(text, visitor.openBracket, visitor.openBracket + 1),
      message: `This ${bracket} has no closing ${bracket === '[' ? ']' : '}'}.`,
    };
  }
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY') {
    // A value that runs on into a deeper line with a colon: that line is what stands wrong.
    const long = errors.find(({ code, pos }) => code === 'MULTILINE_IMPLICIT_KEY' && pos[0] === start);
    const deeper = long === undefined ? '' : text.slice(long.pos[0], long.pos[1]);
    const lineStart = Math.max(deeper.lastIndexOf('\n'), deeper.lastIndexOf('\r')) + 1;
    if (lineStart > 0) return { ...visibleRange(text, start + lineStart, start + deeper.length), message: TOO_FAR_IN };
  }
  return { ...visibleRange(text, start, end), message: MESSAGES[error.code] ?? 'This is not valid YAML here.' };
}

const TOO_FAR_IN = 'This is indented deeper than the key above it, which already has a value.';
const MESSAGES: Partial<Record<string, string>> = {
  ALIAS_PROPS: 'An alias takes neither an anchor nor a tag.',
  BAD_COLLECTION_TYPE: 'The tag does not fit this value.',
  BAD_DIRECTIVE: 'This directive is not valid.',
  BAD_DQ_ESCAPE: 'Double quotes do not know this escape; write \\\\ for a backslash, or use single quotes.',
  BAD_INDENT: 'The indentation fits no level above.',
  BAD_PROP_ORDER: 'Anchors and tags belong before the value, after the dash or the question mark.',
  BAD_SCALAR_START: 'A value that begins with this character needs quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'A map or list cannot begin here; check the indentation, or quote a value that holds ": ".',
  BLOCK_IN_FLOW: 'Between brackets, entries need a comma between them.',
  KEY_OVER_1024_CHARS: 'A key cannot be longer than 1024 characters.',
  MISSING_CHAR: 'A key needs a colon and a space after it.',
  MULTILINE_IMPLICIT_KEY: 'A key and its colon must stand on one line.',
  MULTIPLE_ANCHORS: 'A value can have one anchor only.',
  MULTIPLE_DOCS: 'Two documents need a line with --- between them.',
  MULTIPLE_TAGS: 'A value can have one tag only.',
  TAB_AS_INDENT: 'YAML is indented by spaces, not by tabs.',
  UNEXPECTED_TOKEN: 'This does not belong here.',
};
