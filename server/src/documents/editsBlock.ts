import type { EditValue } from './edit.ts';
import type { Change, ListChange, MapChange, Replacement } from './editsPlan.ts';
import { writeFlowChange, writeFlowReplacement } from './editsFlow.ts';
import { removeCells } from './editsRemove.ts';
import type { EditOutput } from './editsOutput.ts';
import { joinPieces, NOTHING, separatePieces } from './editsPieces.ts';
import type { Piece } from './editsPieces.ts';
import { refuse } from './editsRefusal.ts';
import type { DocumentStyle } from './editsStyle.ts';
import { isList, isMap, makeMap } from './editsValue.ts';
import { blockLines, blockValue } from './editsWrite.ts';
import type { BlockStyle, BlockText } from './editsWrite.ts';
import {
  blockCells,
  columnOf,
  contentEnd,
  headerEnd,
  isBlockCollection,
  isBlockScalar,
  isMissing,
  lastLeaf,
  lineEnd,
  nextLine,
  previousLineEnd,
  propertiesEnd,
  startsLine,
} from './editsText.ts';
import type { Cell } from './editsText.ts';

/** The document being edited. */
export interface Target {
  readonly text: string;
  readonly style: DocumentStyle;
  readonly output: EditOutput;
}

/** Where a value stands in a block collection, or that it is the whole document. */
export interface Slot {
  /** After the colon or dash. */
  readonly after: number;
  /** Of the key or dash. */
  readonly column: number;
  /** Columns from a dash to what follows it; undefined beneath a key. */
  readonly gap?: number;
}

/** Writes what becomes of the value in a slot. */
export function writeBlockChange(target: Target, change: Change, slot: Slot): void {
  if (change.kind === 'replace') writeReplacement(target, change, slot);
  else if (change.node.flow) writeFlowChange(target, change, undefined);
  else writeCollection(target, change);
}

/** What becomes of the document's root, which is in no slot. */
export function writeRootChange(target: Target, change: Change): void {
  const { node } = change;
  if (change.kind === 'replace' && !isBlockCollection(node)) writeFlowReplacement(target, change, undefined);
  else writeBlockChange(target, change, { after: node.start, column: 0, gap: 0 });
}

function writeCollection(target: Target, change: MapChange | ListChange): void {
  const { text, output } = target;
  const { node, children, added } = change;
  const cells = blockCells(text, node);
  const columns = new Set(cells.map(({ start }) => columnOf(text, start)));
  const [column] = columns;
  if (column === undefined || columns.size > 1) return refuse('the keys of a map do not stand in one column');
  const gap = node.type === 'list' ? gapOf(text, cells) : undefined;
  removeCells(target, cells, (index) => children.has(index) && children.get(index) === undefined, column);
  for (const [index, child] of children) {
    const cell = cells[index] as Cell;
    if (child === undefined) continue;
    const own = gap === undefined ? {} : { gap: gapOf(text, [cell]) };
    writeBlockChange(target, child, { after: cell.after, column, ...own });
  }
  if (added.length === 0) return;
  const offset = appendOffset(text, node, cells);
  const style = { ...target.style, literals: endsLiterals(text, offset, column) };
  const value = change.kind === 'map' ? makeMap(change.added) : change.added;
  output.insert(offset, below(blockLines(value, column, style, gap), style));
}

/** Columns from the dashes of a list to what follows them, as its last item has it. */
function gapOf(text: string, cells: readonly Cell[]): number {
  for (const { start, after, value } of cells.toReversed()) {
    if (!isMissing(value) && /^ +$/.test(text.slice(after, value.start))) return value.start - start;
  }
  return 2;
}

function below(lines: readonly Piece[], style: DocumentStyle): Piece {
  return joinPieces(style.lineEnd, separatePieces(lines, style.lineEnd));
}

/** The end of the line after which a further entry goes: before comments, and never inside of a block scalar. */
function appendOffset(text: string, node: MapChange['node'] | ListChange['node'], cells: readonly Cell[]): number {
  let end = lineEnd(text, (cells.at(-1) as Cell).end);
  const leaf = lastLeaf(node);
  if (!isBlockScalar(leaf)) return end;
  const header = text.slice(leaf.start, headerEnd(text, leaf));
  const keeps = header.includes('+');
  for (let line = nextLine(text, end); line < text.length; line = nextLine(text, line)) {
    const blank = text.slice(line, lineEnd(text, line));
    if (blank.trim() !== '') break;
    if (keeps || blank !== '') end = lineEnd(text, line);
  }
  if (!header.includes('-') && nextLine(text, end) === text.length && !text.endsWith('\n')) {
    refuse('the text ends in a block scalar that a line end would change');
  }
  return end;
}

/** A block scalar that ends here takes nothing of what follows for a part of itself. */
function endsLiterals(text: string, end: number, column: number): boolean {
  const next = nextLine(text, end);
  if (next === text.length) return text.endsWith('\n');
  const line = text.slice(next, lineEnd(text, next));
  return line.trim() !== '' && !line.startsWith(' '.repeat(column + 1)) && !line.startsWith('\t');
}

/** Text that gives way to a new value. */
interface Old {
  /** On the line of the key or dash, or on its own. */
  readonly start: number;
  readonly end: number;
  /** Where the lines beneath begin: the end of a line. */
  readonly tail: number;
  /** Further text that goes. */
  readonly rest: readonly { readonly start: number; readonly end: number }[];
}

function writeReplacement(target: Target, change: Replacement, slot: Slot): void {
  const { text, output, style } = target;
  const { node, value } = change;
  const written = propertiesEnd(text, slot.after, isMissing(node) ? lineEnd(text, slot.after) : node.start);
  if (/(?:^|\s)!/.test(text.slice(slot.after, written))) refuse('the value to replace has a tag');
  if (
    (node.type === 'map' || node.type === 'list') &&
    node.flow &&
    childCount(node) > 0 &&
    (isList(value) || isMap(value))
  ) {
    writeFlowReplacement(target, change, undefined);
    return;
  }
  const old = oldText(text, node, written, slot);
  const literals = !isBlockCollection(node) && endsLiterals(text, lastLineEnd(old), slot.column);
  const { head, body } = newText(value, { ...style, literals }, slot, old, text, node);
  if (head.text !== '') {
    if (old.start === old.end) output.insert(old.start, joinPieces(' ', head));
    else output.replace(old.start, old.end, head);
  } else if (old.end > old.start) {
    const ownLine = text.slice(written, old.start).includes('\n');
    output.remove(ownLine ? (previousLineEnd(text, old.start) as number) : written, old.end);
  }
  if (body.length > 0) output.insert(old.tail, below(body, style));
  for (const { start, end } of old.rest) output.remove(start, end);
}

function childCount(node: MapChange['node'] | ListChange['node']): number {
  return node.type === 'map' ? node.entries.length : node.items.length;
}

function lastLineEnd(old: Old): number {
  return Math.max(old.tail, ...old.rest.map(({ end }) => end));
}

function oldText(text: string, node: Replacement['node'], written: number, slot: Slot): Old {
  if (isMissing(node)) return { start: written, end: written, tail: lineEnd(text, written), rest: [] };
  if (isBlockScalar(node)) {
    const end = headerEnd(text, node);
    const tail = lineEnd(text, end);
    const last = contentEnd(text, node, slot.after);
    return { start: node.start, end, tail, rest: last > tail ? [{ start: tail, end: lineEnd(text, last) }] : [] };
  }
  if (!isBlockCollection(node)) {
    return { start: node.start, end: node.end, tail: lineEnd(text, node.end), rest: [] };
  }
  const cells = blockCells(text, node);
  const [first] = cells as [Cell];
  const lines = (from: readonly Cell[]): Old['rest'] =>
    from.map(({ start, end }) => ({ start: previousLineEnd(text, start) as number, end: lineEnd(text, end) }));
  if (!startsLine(text, first.start) || slot.gap === 0) {
    return { start: first.start, end: first.end, tail: lineEnd(text, first.end), rest: lines(cells.slice(1)) };
  }
  return { start: written, end: written, tail: lineEnd(text, written), rest: lines(cells) };
}

/** The new value; beneath the dash's line where an anchor or comment stands on it. */
function newText(
  value: EditValue,
  style: BlockStyle,
  slot: Slot,
  old: Old,
  text: string,
  node: Replacement['node'],
): BlockText {
  const keep = node.type === 'scalar' && (node.style === 'single' || node.style === 'double') ? node.style : undefined;
  const result = blockValue(value, slot.column, style, slot.gap, keep);
  const isBlock = (isList(value) || isMap(value)) && blockValue(value, slot.column, style).head.text === '';
  if (slot.gap === undefined || !isBlock) return result;
  const isFree = /^ *$/.test(text.slice(slot.after, old.start));
  const hasComment = text.slice(old.end, old.tail).trim() !== '';
  if (isFree && (!hasComment || result.body.length === 0)) return result;
  return { head: NOTHING, body: blockLines(value, slot.column + slot.gap, style) };
}
