import type { SourceDocument } from '../../server/src/documents/document.ts';
import type { PathEdit } from '../../server/src/documents/edit.ts';
import type { MapNode, ListNode, Node } from '../../server/src/documents/node.ts';

interface Region {
  readonly start: number;
  readonly end: number;
  /** The edit adds something or replaces a scalar, so no comment may go. */
  readonly keepsComments: boolean;
}

/**
 * The lines that one edit may change: those of the entry at its path, or where nothing is there, of the last entry of
 * the nearest map or list above; with the blank lines and comments after them, and for a removal the line after those.
 */
export function contentRegion(document: SourceDocument, edit: PathEdit): Region {
  const { text, tree } = document;
  let node = tree as Node;
  let start = 0;
  let removed = edit.op === 'remove';
  let appended = edit.op === 'append';
  for (const [depth, key] of edit.path.entries()) {
    if (node.type !== 'map' && node.type !== 'list') break;
    const child = childOf(node, key);
    const isLast = depth === edit.path.length - 1;
    const children = node.type === 'map' ? node.entries.length : node.items.length;
    if (child === undefined && children === 0) break;
    const target = child ?? childAt(node, children - 1);
    if (!(isLast && removed && children === 1) && !isInline(text, node, target.start, removed)) {
      start = target.start;
    }
    if (child === undefined || (isLast && removed && children === 1)) {
      removed &&= child !== undefined;
      if (child === undefined) node = target.node;
      appended = false;
      break;
    }
    node = child.node;
  }
  if (appended && node.type === 'list' && node.items.length > 0) {
    const last = childAt(node, node.items.length - 1);
    if (!isInline(text, node, last.start, false)) start = last.start;
    node = last.node;
  }
  let end = skip(text, node.end);
  if (removed) end = lineAfter(text, end);
  // Where the last line goes, so does the line end before it, if the text had none at its end.
  const atEnd = removed && end === text.length && !text.endsWith('\n');
  const before = text.slice(0, lineStart(text, start));
  return { start: atEnd ? before.trimEnd().length : before.length, end, keepsComments: isKept(document, edit) };
}

/** In braces and brackets, the edit also touches the comma before. */
function isInline(text: string, node: MapNode | ListNode, start: number, removed: boolean): boolean {
  return node.flow && removed && text.slice(node.start, start).includes('\n');
}

interface Child {
  readonly start: number;
  readonly node: Node;
}

function childOf(node: MapNode | ListNode, key: string | number): Child | undefined {
  const index = node.type === 'map' ? node.entries.findIndex(({ name }) => name === key) : (key as number);
  return index < 0 || index >= (node.type === 'map' ? node.entries.length : node.items.length)
    ? undefined
    : childAt(node, index);
}

/** An item begins after the item before it, where its dash may be looked for. */
function childAt(node: MapNode | ListNode, index: number): Child {
  if (node.type === 'map') {
    const entry = node.entries[index];
    if (entry === undefined) throw new RangeError('no such entry');
    return { start: entry.key.start, node: entry.value };
  }
  return { start: node.items[index - 1]?.end ?? node.start, node: node.items[index] as Node };
}

/** The start of the next line that is neither blank nor a comment. */
function skip(text: string, offset: number): number {
  let at = lineAfter(text, offset);
  while (at < text.length && /^[ \t\r]*(?:#.*)?$/.test(text.slice(at, lineAfter(text, at)).replace(/\r?\n$/, ''))) {
    at = lineAfter(text, at);
  }
  return at;
}

function lineAfter(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed === -1 ? text.length : feed + 1;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function isKept({ data }: SourceDocument, edit: PathEdit): boolean {
  if (edit.op !== 'set') return edit.op === 'append';
  let at: unknown = data;
  for (const key of edit.path) at = (at as Record<string | number, unknown> | null | undefined)?.[key];
  return typeof at !== 'object' || at === null;
}
