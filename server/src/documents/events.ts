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

/**
 * One event. All kinds share one shape, which keeps what reads them fast. Offsets that do not apply, or that the
 * recovering reader does not know, are -1; that reader knows some things as text instead.
 */
export class ReadEvent {
  readonly type: EventType;
  /** Where a map or list begins: its bracket, dash or first key, with the anchor and tag of that key. */
  start: number;
  /** The map or list is written in brackets. */
  flow = false;
  style: Style = STYLE.PLAIN;
  /** A scalar without its quotes or header; -1 where nothing is written. */
  valueStart = -1;
  valueEnd = -1;
  /** The name of an anchor or alias, without `&` or `*`. */
  anchorStart = -1;
  anchorEnd = -1;
  tagStart = -1;
  tagEnd = -1;
  /** The scalar's text is what is written, without anything to fold or to unescape. */
  simple = false;
  /** Offset of a block scalar's `|` or `>`. */
  header = -1;
  /** Columns that every line of a block scalar begins with. */
  indent = -1;
  chomping: Chomping = 'clip';
  tag: string | undefined = undefined;
  anchor: string | undefined = undefined;
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
  const written = text.slice(event.valueStart, event.valueEnd);
  if (event.simple || event.valueStart < 0) return written;
  const { style } = event;
  if (style === STYLE.LITERAL || style === STYLE.FOLDED)
    return blockScalarText(written, event.indent, event.chomping, style === STYLE.FOLDED);
  return foldedText(written, style);
}

export function anchorOf(text: string, event: ReadEvent): string | undefined {
  return event.anchorStart >= 0 ? text.slice(event.anchorStart, event.anchorEnd) : event.anchor;
}

/** A tag in its short form: `!!int`, `!mine`, or `!`. */
export function tagOf(text: string, event: ReadEvent): string | undefined {
  const tag = event.tagStart >= 0 ? text.slice(event.tagStart, event.tagEnd) : event.tag;
  return tag?.replace(/^(?:!<)?tag:yaml\.org,2002:(.*?)>?$/, '!!$1');
}

/** `<<`, which merges the maps beside it into the map that it stands in. */
export function isMergeKey(text: string, event: ReadEvent): boolean {
  if (event.tagStart >= 0 || event.tag !== undefined)
    return tagOf(text, event) === '!!merge' && scalarText(text, event) === '<<';
  return (
    event.style === STYLE.PLAIN && event.valueEnd - event.valueStart === 2 && text.startsWith('<<', event.valueStart)
  );
}
