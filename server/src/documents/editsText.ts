import type { ListNode, MapEntry, MapNode, Node, ScalarNode } from './node.ts';
import { refuse } from './editsRefusal.ts';

/** Offset of the first character of the line. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset after the last character of the line, before its line end. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  const end = feed === -1 ? text.length : feed;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** Offset of the line after this one; the text's end when this is the last. */
export function nextLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed === -1 ? text.length : feed + 1;
}

/** Offset at which the line before this one ends; undefined in the first line. */
export function previousLineEnd(text: string, offset: number): number | undefined {
  const start = lineStart(text, offset);
  if (start === 0) return undefined;
  return text[start - 2] === '\r' ? start - 2 : start - 1;
}

/** The next character that is neither blank nor a line end. */
export function skipBlank(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && ' \t\r\n'.includes(text[at] as string)) at++;
  return at;
}

export function isBlockScalar(node: Node): node is ScalarNode {
  return node.type === 'scalar' && (node.style === 'literal' || node.style === 'folded');
}

/** A value that is not written at all. */
export function isMissing(node: Node): boolean {
  return node.type === 'scalar' && node.style === 'plain' && node.start === node.end;
}

export function isBlockCollection(node: Node): node is (MapNode | ListNode) & { readonly flow: false } {
  return (node.type === 'map' || node.type === 'list') && !node.flow;
}

/** Offset after the `|` or `>` of a block scalar and its indicators. */
export function headerEnd(text: string, node: ScalarNode): number {
  let at = node.start + 1;
  while (at < text.length && /[-+\d]/.test(text[at] as string)) at++;
  return at;
}

/** An entry or item of a block collection, by its offsets. */
export interface Cell {
  /** The key's first character, or the dash. */
  readonly start: number;
  /** After the colon or dash. */
  readonly after: number;
  /** After the last character of the value, or of the colon or dash where there is none. */
  readonly end: number;
  readonly value: Node;
}

/** The entries or items of a block collection, as they stand in the text. */
export function blockCells(text: string, node: MapNode | ListNode): Cell[] {
  if (node.type === 'map') return node.entries.map((entry) => entryCell(text, entry));
  const cells: Cell[] = [];
  let from = node.start;
  for (const value of node.items) {
    const start = skipComments(text, from);
    if (text[start] !== '-') refuse('a list is written in a way that cannot be edited');
    const end = Math.max(start + 1, contentEnd(text, value, start + 1));
    cells.push({ start, after: start + 1, end, value });
    from = lineEnd(text, end);
  }
  return cells;
}

export function entryCell(text: string, entry: MapEntry): Cell {
  const after = colonEnd(text, entry);
  return { start: entry.key.start, after, end: contentEnd(text, entry.value, after), value: entry.value };
}

/** Offset after the colon of an entry. */
export function colonEnd(text: string, entry: MapEntry): number {
  let at = entry.key.end;
  while (text[at] === ' ' || text[at] === '\t') at++;
  if (entry.key.type !== 'scalar' || text[at] !== ':') refuse(`"${entry.name}" is not a simple key`);
  return at + 1;
}

/** Offset after the last character of a value that stands after a colon or dash. */
export function contentEnd(text: string, node: Node, after: number): number {
  if (isMissing(node)) return propertiesEnd(text, after, lineEnd(text, after));
  if (!isBlockCollection(node)) return Math.max(node.end, after);
  const last = lastOf(node);
  if (last === undefined) return node.end;
  if (node.type === 'list' && isMissing(last)) return blockCells(text, node).at(-1)?.end ?? node.end;
  return node.type === 'map'
    ? entryCell(text, node.entries.at(-1) as MapEntry).end
    : contentEnd(text, last, last.start);
}

function lastOf(node: MapNode | ListNode): Node | undefined {
  return node.type === 'map' ? node.entries.at(-1)?.value : node.items.at(-1);
}

/** The node that ends where this one ends. */
export function lastLeaf(node: Node): Node {
  const last = isBlockCollection(node) ? lastOf(node) : undefined;
  return last === undefined ? node : lastLeaf(last);
}

/** Offset after the last anchor or tag between a colon or dash and what follows it. */
export function propertiesEnd(text: string, after: number, limit: number): number {
  let end = after;
  let at = after;
  while (at < limit) {
    const char = text[at] as string;
    if (' \t\r\n'.includes(char)) at++;
    else if (char === '#') at = lineEnd(text, at);
    else if (char === '&' || char === '!') {
      while (at < limit && !' \t\r\n'.includes(text[at] as string)) at++;
      end = at;
    } else break;
  }
  return end;
}

function skipComments(text: string, offset: number): number {
  let at = skipBlank(text, offset);
  while (text[at] === '#') at = skipBlank(text, lineEnd(text, at));
  return at;
}

/** The column at which the entries or items of a block collection begin. */
export function columnOf(text: string, start: number): number {
  const prefix = text.slice(lineStart(text, start), start);
  if (prefix.includes('\t')) refuse('the indentation holds a tab');
  if (!/^ *(?:- +)*$/.test(prefix)) refuse('a key or dash stands behind something else on its line');
  return prefix.length;
}

/** Nothing but blanks stands in front of it, and it is not in the first line. */
export function startsLine(text: string, start: number): boolean {
  const from = lineStart(text, start);
  return from > 0 && text.slice(from, start).trim() === '';
}
