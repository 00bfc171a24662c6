import { buildData } from './data.ts';
import type { DocumentHead, ReadOptions, SourceDocument, SyntaxProblem } from './document.ts';
import { EVENT, STYLE } from './events.ts';
import type { ReadEvent } from './events.ts';
import { isHeadCertain, scanHead } from './head.ts';
import type { Node } from './node.ts';
import { readEvents } from './readEvents.ts';
import { recoverEvents } from './recover.ts';
import { templateEvents } from './repair.ts';
import { Refusal } from './scalarReader.ts';
import { beginsLine, blockBoundaries, findExpressions, looksLikeTemplate, maskExpressions } from './templates.ts';
import type { Expression } from './templates.ts';
import { buildTree } from './tree.ts';
import { UNKNOWN } from './unknown.ts';
import { visibleRange } from './visible.ts';

/** One document of a stream. Its tree is made from the text when it is asked for. */
export class ReadDocument implements SourceDocument {
  readonly text: string;
  readonly data: unknown;
  readonly problems: readonly SyntaxProblem[];
  readonly broken: boolean;
  readonly template: boolean;
  readonly skipped: boolean;
  readonly #reader: Reader;
  #tree: { readonly node: Node | undefined } | undefined;

  constructor(text: string, reading: Reading, reader: Reader) {
    this.text = text;
    this.data = reading.data;
    this.problems = reading.problems;
    this.broken = reading.broken;
    this.template = reading.template;
    this.skipped = reading.skipped;
    this.#reader = reader;
  }

  get tree(): Node | undefined {
    if (this.data === undefined && this.problems.length === 0) return undefined;
    this.#tree ??= { node: this.#buildTree() };
    return this.#tree.node;
  }

  #buildTree(): Node | undefined {
    if (!this.template) return buildTree(this.text, eventsOf(this.text, this.#reader).events);
    const masked = maskExpressions(this.text, findExpressions(this.text));
    return buildTree(masked, templateEvents(masked, this.#reader));
  }

  /** Gives the tree's memory back; it is made anew when it is asked for again. */
  forgetTree(): void {
    this.#tree = undefined;
  }

  /** The document's version and kind, whether or not it was read. */
  get head(): DocumentHead {
    return headOf(this.text, this.#reader);
  }
}

/** Which reader comes first. */
type Reader = 'fast' | 'yaml';

interface Reading {
  readonly data: unknown;
  readonly problems: readonly SyntaxProblem[];
  readonly broken: boolean;
  readonly template: boolean;
  readonly skipped: boolean;
}

const EMPTY: Reading = { data: undefined, problems: [], broken: false, template: false, skipped: false };
const SKIPPED: Reading = { ...EMPTY, skipped: true };

/** Reads the text of one document, as {@link splitStream} cuts it. Never throws. */
export function readDocument(text: string, options: ReadOptions): ReadDocument {
  const reader = options.reader ?? 'fast';
  return new ReadDocument(text, read(text, options, reader), reader);
}

function read(text: string, options: ReadOptions, reader: Reader): Reading {
  if (options.wanted !== undefined && !options.wanted(headOf(text, reader), text)) return SKIPPED;
  if (!text.includes('{{')) return readPlain(text, reader);
  const expressions = findExpressions(text);
  if (options.template !== true && !beginsLine(text, expressions)) {
    const reading = readWithStrings(text, expressions, reader);
    if (reading !== undefined) return reading;
  }
  return readTemplate(text, expressions, reader);
}

function readPlain(text: string, reader: Reader): Reading {
  const { events, problem } = eventsOf(text, reader);
  const { data, problems } = buildData(text, events, [], false);
  return reading(events, data, problem, problems);
}

/** Mistakes in what the text means are worth nothing where it is not even well formed. */
function reading(
  events: readonly ReadEvent[],
  data: unknown,
  broken: SyntaxProblem | undefined,
  problems: readonly SyntaxProblem[],
): Reading {
  const read = { ...EMPTY, data: isEmpty(events) ? undefined : data };
  return broken === undefined ? { ...read, problems } : { ...read, problems: [broken], broken: true };
}

/** Reads what has expressions inside of its scalars only; undefined when it is a template. */
function readWithStrings(text: string, expressions: readonly Expression[], reader: Reader): Reading | undefined {
  let events = intactEvents(text, reader);
  let problem: SyntaxProblem | undefined;
  if (events === undefined) {
    // Broken by its expressions or by something else: what is intact without them is a template.
    if (looksLikeTemplate(text, expressions)) return undefined;
    if (intactEvents(maskExpressions(text, expressions), reader) !== undefined) return undefined;
    ({ events, problem } = eventsOf(text, reader));
  } else if (!allInside(text, events, expressions)) return undefined;
  const closed = expressions.filter((expression) => expression.closed);
  const { data, problems, unknownKey } = buildData(text, events, closed, false);
  if (unknownKey) return undefined;
  return reading(events, data, problem, problems);
}

function readTemplate(text: string, expressions: readonly Expression[], reader: Reader): Reading {
  const masked = maskExpressions(text, expressions);
  const events = templateEvents(masked, reader);
  const { data } = buildData(text, events, expressions, true, blockBoundaries(text, expressions));
  return { data: isEmpty(events) ? undefined : data, problems: [], broken: false, template: true, skipped: false };
}

/** Every expression stands in a scalar or in a comment. */
function allInside(text: string, events: readonly ReadEvent[], expressions: readonly Expression[]): boolean {
  let next = 0;
  let outsideFrom = 0;
  const checkBefore = (offset: number): boolean => {
    for (
      let expression = expressions[next];
      expression !== undefined && expression.start < offset;
      expression = expressions[++next]
    ) {
      const lineStart = text.lastIndexOf('\n', expression.start) + 1;
      const before = text.slice(Math.max(lineStart, outsideFrom), expression.start);
      if (!/(?:^|\s)#/.test(before)) return false;
    }
    return true;
  };
  for (const event of events) {
    if (event.type !== EVENT.SCALAR || event.start < 0) continue;
    if (!checkBefore(event.start)) return false;
    const quoted = event.style === STYLE.SINGLE || event.style === STYLE.DOUBLE;
    while ((expressions[next]?.start ?? Infinity) < event.end) next++;
    outsideFrom = event.end + (quoted ? 1 : 0);
  }
  return checkBefore(Infinity);
}

/** What a reader made of a text, with its first mistake. */
interface Events {
  readonly events: readonly ReadEvent[];
  readonly problem: SyntaxProblem | undefined;
}

/** The events of the first reader that takes the text, with the error when both refuse. */
function eventsOf(text: string, reader: Reader): Events {
  if (reader === 'yaml') return recoverEvents(text, 0);
  const events = readEvents(text);
  return events instanceof Refusal ? recovered(text, events) : { events, problem: undefined };
}

/** The reader that goes on after errors is laxer in places, but what Kubernetes refuses is a problem all the same. */
function recovered(text: string, { offset, message, tooDeep }: Refusal): Events {
  const problem = { ...visibleRange(text, offset), message };
  if (tooDeep) return { events: [], problem };
  const { events, problem: other } = recoverEvents(text, offset);
  return { events, problem: other ?? problem };
}

/** The events of a text without an error. */
function intactEvents(text: string, reader: Reader): readonly ReadEvent[] | undefined {
  const { events, problem } =
    reader === 'yaml' ? recoverEvents(text, 0) : { events: readEvents(text), problem: undefined };
  return problem !== undefined || events instanceof Refusal ? undefined : events;
}

/** Nothing but comments: no value was written. */
function isEmpty(events: readonly ReadEvent[]): boolean {
  for (const event of events) {
    if (event.type === EVENT.MAP || event.type === EVENT.LIST || event.type === EVENT.ALIAS) return false;
    if (event.type === EVENT.SCALAR) {
      return event.properties === undefined && event.end <= event.start && event.style === STYLE.PLAIN;
    }
  }
  return true;
}

/** From the scan where that is certain, else from the document read in full. */
function headOf(text: string, reader: Reader): DocumentHead {
  const head = scanHead(text);
  if (isHeadCertain(text, head)) return head;
  const { data, broken } = read(text, {}, reader);
  // Of what cannot be read at all it is enough that it names both: its mistake is worth showing.
  if (broken && data === undefined && NAMES_BOTH.test(text)) return { apiVersion: '{{ }}', kind: '{{ }}' };
  const field = (key: 'apiVersion' | 'kind'): string | undefined => {
    if (head[key] !== undefined || typeof data !== 'object' || data === null || !Object.hasOwn(data, key))
      return head[key];
    const value = (data as Record<string, unknown>)[key];
    // What cannot be known might be anything, so that the document is not to be passed over.
    return typeof value === 'string' ? value : value === UNKNOWN ? '{{ }}' : undefined;
  };
  return { apiVersion: field('apiVersion'), kind: field('kind') };
}

const NAMES_BOTH = /\bapiVersion\b["']?\s*:[\s\S]*\bkind\b["']?\s*:|\bkind\b["']?\s*:[\s\S]*\bapiVersion\b["']?\s*:/u;
