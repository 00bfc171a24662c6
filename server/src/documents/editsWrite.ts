import { Placeholder } from './edit.ts';
import type { EditValue } from './edit.ts';
import type { ScalarNode } from './node.ts';
import { dropStart, joinPieces, NOTHING, separatePieces } from './editsPieces.ts';
import type { Piece } from './editsPieces.ts';
import { keyText, scalarText } from './editsScalar.ts';
import type { QuoteStyle, ScalarPlace } from './editsScalar.ts';
import type { DocumentStyle } from './editsStyle.ts';
import { isEmptyCollection, isList, isMap } from './editsValue.ts';
import type { ScalarValue } from './editsValue.ts';

/** How values are written in a block collection. */
export interface BlockStyle extends DocumentStyle {
  /** Strings of several lines may become literal block scalars: what follows cannot be taken for a part of them. */
  readonly literals: boolean;
}

/** How values are written in a flow collection. */
export interface FlowStyle {
  readonly json: boolean;
  readonly quote: QuoteStyle;
  /** `: `, or `:` after a quoted key. */
  readonly colon: string;
  readonly comma: string;
  /** Between a brace and what it holds, on one line. */
  readonly padding: string;
  /** One entry on each line. */
  readonly lines?: { readonly step: string; readonly lineEnd: string; readonly inlineLists: boolean };
}

/** A value in a block collection: what goes on the line of its key or dash, and the lines beneath, without line ends. */
export interface BlockText {
  readonly head: Piece;
  readonly body: readonly Piece[];
}

/**
 * @param column Of the key or dash that the value belongs to.
 * @param gap Columns from a dash to what follows it; undefined beneath a key.
 */
export function blockValue(
  value: EditValue,
  column: number,
  style: BlockStyle,
  gap?: number,
  keep?: ScalarNode['style'],
): BlockText {
  if (!isList(value) && !isMap(value)) return blockScalar(value, column + (gap ?? style.step), style, keep);
  if (isEmptyCollection(value)) return { head: flowValue(value, blockFlow(style)), body: [] };
  if (isList(value) && style.inlineLists && value.every(isWord)) {
    return { head: flowValue(value, blockFlow(style)), body: [] };
  }
  if (gap === undefined) {
    const offset = isList(value) ? style.listOffset : style.step;
    return { head: NOTHING, body: blockLines(value, column + offset, style) };
  }
  const [first, ...rest] = blockLines(value, column + gap, style);
  return { head: dropStart(first as Piece, column + gap), body: rest };
}

/** The lines of a map's entries or a list's items, each with its indentation. */
export function blockLines(
  value: readonly EditValue[] | { readonly [key: string]: EditValue },
  column: number,
  style: BlockStyle,
  gap = 2,
): Piece[] {
  const indent = ' '.repeat(column);
  if (isList(value)) {
    const dash = '-'.padEnd(gap);
    return value.flatMap((item) => {
      const { head, body } = blockValue(item, column, style, gap);
      return [joinPieces(indent, head.text === '' ? '-' : dash, head), ...body];
    });
  }
  return Object.entries(value).flatMap(([name, item]) => {
    const { head, body } = blockValue(item, column, style);
    const key = keyText(name, 'block', style.quote);
    return [joinPieces(indent, key, ':', head.text === '' ? '' : ' ', head), ...body];
  });
}

function blockScalar(value: ScalarValue, column: number, style: BlockStyle, keep?: ScalarNode['style']): BlockText {
  if (typeof value === 'string' && style.literals && isLiteral(value)) {
    const lines = value.replace(/\n$/, '').split('\n');
    const body = lines.map((line) => joinPieces(line === '' ? '' : ' '.repeat(column) + line));
    return { head: joinPieces(value.endsWith('\n') ? '|' : '|-'), body };
  }
  return { head: scalarPiece(value, 'block', style.quote, keep), body: [] };
}

/** Several lines of visible text that a literal block scalar holds exactly, without an indentation indicator. */
function isLiteral(value: string): boolean {
  if (!value.includes('\n') || !/^[^ \t\n]/.test(value) || value.endsWith('\n\n')) return false;
  return value.split('\n').every((line) => /^[\t\x20-\x7e\u00a1-\u1fff]*$/.test(line) && !/[ \t]$/.test(line));
}

/** A placeholder is the whole scalar, quotes and all, so that a person may type a number in place of a quoted hint. */
export function scalarPiece(
  value: ScalarValue,
  place: ScalarPlace,
  quote: QuoteStyle,
  keep?: ScalarNode['style'],
): Piece {
  if (!(value instanceof Placeholder)) return joinPieces(scalarText(value, place, quote, keep));
  const text = scalarText(value.hint, place, quote, keep);
  return { text, placeholders: [{ start: 0, end: text.length, hint: value.hint }] };
}

function isWord(value: EditValue): boolean {
  return !isList(value) && !isMap(value) && !(typeof value === 'string' && value.includes('\n'));
}

/** A flow collection that is written anew in a block document. */
function blockFlow(style: BlockStyle): FlowStyle {
  return { json: false, quote: style.quote, colon: ': ', comma: ', ', padding: '' };
}

/** @param indent Of the line on which the value begins; used where it takes several lines. */
export function flowValue(value: EditValue, style: FlowStyle, indent = '', keep?: ScalarNode['style']): Piece {
  const place = style.json ? 'json' : 'flow';
  if (!isList(value) && !isMap(value)) return scalarPiece(value, place, style.quote, keep);
  const [open, close] = isList(value) ? '[]' : '{}';
  if (isEmptyCollection(value)) return joinPieces(`${open}${close}`);
  const { lines } = style;
  const inline = lines === undefined || (isList(value) && lines.inlineLists && value.every(isWord));
  const inner = lines === undefined ? indent : indent + lines.step;
  const parts = isList(value)
    ? value.map((item) => flowValue(item, style, inner))
    : Object.entries(value).map(([name, item]) => flowEntry(name, item, style, inner));
  if (inline) {
    const padding = isList(value) ? '' : style.padding;
    return joinPieces(open as string, padding, separatePieces(parts, style.comma), padding, close as string);
  }
  const { lineEnd } = lines;
  return joinPieces(
    open as string,
    lineEnd + inner,
    separatePieces(parts, `,${lineEnd}${inner}`),
    lineEnd + indent,
    close as string,
  );
}

export function flowEntry(name: string, value: EditValue, style: FlowStyle, indent: string): Piece {
  const key = keyText(name, style.json ? 'json' : 'flow', style.quote);
  return joinPieces(key, /^["']/.test(key) ? style.colon : ': ', flowValue(value, style, indent));
}
