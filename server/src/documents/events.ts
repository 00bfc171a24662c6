import { blockScalarText } from './blockScalar.ts';
import type { Chomping } from './blockScalar.ts';
import { foldedText } from './foldedText.ts';
import { STYLE } from './styles.ts';
import type { Style } from './styles.ts';

/** What a reader says about a document: the beginning of a map or a list, its end, a scalar, an alias. */
export const EVENT = { MAP: 1, LIST: 2, END: 3, SCALAR: 4, ALIAS: 5 } as const;
export type EventType = (typeof EVENT)[keyof typeof EVENT];

export { STYLE };
export type { Style };

/** What stands in front of a value. */
export interface Properties {
  readonly anchor: string | undefined;
  /** As it is written: `!!int`, `!<tag:yaml.org,2002:int>`. */
  readonly tag: string | undefined;
  /** Offset after the anchor and the tag; -1 where it is not known. */
  readonly end: number;
}

/** How a block scalar is written. */
export interface BlockHeader {
  /** Offset of the `|` or `>`. */
  readonly start: number;
  /** Columns that every line begins with. */
  readonly indent: number;
  readonly chomping: Chomping;
}

/** One event. All kinds share one shape, which keeps what reads them fast. */
export class ReadEvent {
  readonly type: EventType;
  /**
   * Of a map or list, its bracket, dash or first key, with the anchor and tag of that key. Of a scalar, its text without
   * quotes or header; -1 where nothing is written. Of an alias, its name.
   */
  start: number;
  /** Of a scalar or alias. */
  end = -1;
  /** The map or list is written in brackets. */
  flow = false;
  style: Style = STYLE.PLAIN;
  /** The scalar's text is what is written, without anything to fold or to unescape. */
  simple = false;
  properties: Properties | undefined = undefined;
  block: BlockHeader | undefined = undefined;
  /** The text of a scalar, where the reader knows it. */
  decoded: string | undefined = undefined;

  constructor(type: EventType, start: number) {
    this.type = type;
    this.start = start;
  }
}

/**
 * Maps and lists may stand this deep in each other. Kubernetes' own objects stay under 40; the limit keeps everything
 * that walks the data by recursion safe.
 */
export const MAX_NESTING = 500;

/** What is said about a document whose maps and lists stand too deep in each other. */
export const TOO_DEEP = `Maps and lists are nested more than ${MAX_NESTING} levels deep.`;

/** The text of a scalar after unquoting, folding and dropping of indentation. */
export function scalarText(text: string, event: ReadEvent): string {
  if (event.decoded !== undefined) return event.decoded;
  if (event.start < 0) return '';
  const written = text.slice(event.start, event.end);
  if (event.simple) return written;
  const { block, style } = event;
  if (block !== undefined) return blockScalarText(written, block.indent, block.chomping, style === STYLE.FOLDED);
  return foldedText(written, style);
}

/** A tag in its short form: `!!int`, `!mine`, or `!`. */
export function tagOf(event: ReadEvent): string | undefined {
  return event.properties?.tag?.replace(/^(?:!<)?tag:yaml\.org,2002:(.*?)>?$/, '!!$1');
}

/** `<<`, which merges the maps beside it into the map that it stands in. */
export function isMergeKey(text: string, event: ReadEvent): boolean {
  const tag = tagOf(event);
  if (tag !== undefined) return tag === '!!merge' && scalarText(text, event) === '<<';
  return event.style === STYLE.PLAIN && event.end - event.start === 2 && text.startsWith('<<', event.start);
}
