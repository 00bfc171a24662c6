import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE } from 'js-yaml';
import { blockScalarText } from './blockScalar.ts';
import { withoutStacks } from './stacks.ts';
import type { AliasEvent, DocumentEvent, MappingEvent, PopEvent, ScalarEvent, SequenceEvent } from 'js-yaml';

/**
 * What both readers say about a document: the events of js-yaml. The recovering reader knows some things only as text,
 * which it adds; offsets that it does not know are -1.
 */
export type ReadEvent =
  DocumentEvent | PopEvent | (MappingEvent & Extra) | (SequenceEvent & Extra) | ReadScalar | ReadAlias;
export type ReadScalar = ScalarEvent & Extra;
export type ReadAlias = AliasEvent & Extra;

interface Extra {
  /** The tag as written, where its offsets are unknown. */
  tag?: string;
  /** The anchor's or alias' name, where its offsets are unknown. */
  anchor?: string;
  /** The decoded text of a scalar. */
  decoded?: string;
  /** Offset of a block scalar's `|` or `>`. */
  header?: number;
}

export { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE };

/**
 * Maps and lists may stand this deep in each other. Kubernetes' own objects stay under 40; the limit keeps everything
 * that walks the data by recursion safe.
 */
export const MAX_NESTING = 500;

/** Why the fast reader did not take a document: the first error, at an offset. */
export interface Refusal {
  readonly offset: number;
  readonly tooDeep: boolean;
}

/** Reads a text that holds one document. Stops at the first error. */
export function fastEvents(text: string): ReadEvent[] | Refusal {
  try {
    // A level costs the parser one step for a list and up to two for a map with a tag or an anchor.
    const events = withoutStacks(() => parseEvents(text, { maxDepth: 2 * MAX_NESTING }));
    const next = events.findIndex((event, index) => index > 0 && event.type === EVENT_ID.DOCUMENT);
    return next === -1 ? events : { offset: text.length, tooDeep: false };
  } catch (error) {
    const { reason, mark } = error as { reason?: unknown; mark?: { position?: unknown } };
    const offset = typeof mark?.position === 'number' ? mark.position : 0;
    return {
      offset,
      tooDeep: (typeof reason === 'string' && reason.startsWith('nesting')) || error instanceof RangeError,
    };
  }
}

/** The text of a scalar after unquoting, folding and dropping of indentation. */
export function scalarText(text: string, event: ReadScalar): string {
  if (event.decoded !== undefined) return event.decoded;
  if (event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK) {
    const lines = text.slice(event.valueStart, event.valueEnd);
    const chomping =
      event.chomping === CHOMPING_MODE.KEEP ? 'keep' : event.chomping === CHOMPING_MODE.STRIP ? 'strip' : 'clip';
    return blockScalarText(lines, event.indent, chomping, event.style === SCALAR_STYLE.FOLDED_BLOCK);
  }
  return getScalarValue(text, event);
}

export function anchorOf(text: string, event: Exclude<ReadEvent, DocumentEvent | PopEvent>): string | undefined {
  return event.anchorStart >= 0 ? text.slice(event.anchorStart, event.anchorEnd) : event.anchor;
}

/** A tag in its short form: `!!int`, `!mine`, or `!`. */
export function tagOf(text: string, event: ReadScalar): string | undefined {
  const tag = event.tagStart >= 0 ? text.slice(event.tagStart, event.tagEnd) : event.tag;
  return tag?.replace(/^(?:!<)?tag:yaml\.org,2002:(.*?)>?$/, '!!$1');
}

/** `<<`, which merges the maps beside it into the map that it stands in. */
export function isMergeKey(text: string, event: ReadScalar): boolean {
  if (event.tagStart >= 0 || event.tag !== undefined)
    return tagOf(text, event) === '!!merge' && scalarText(text, event) === '<<';
  return (
    event.style === SCALAR_STYLE.PLAIN &&
    event.valueEnd - event.valueStart === 2 &&
    text.startsWith('<<', event.valueStart)
  );
}
