import type { TextEdit } from '../../server/src/documents/edit.ts';
import type { PathEdit } from '../../server/src/documents/edit.ts';
import type { SourceDocument } from '../../server/src/documents/document.ts';
import { LineIndex } from '../../server/src/documents/lines.ts';
import type { Node } from '../../server/src/documents/node.ts';

/** Lines of the old text that edits change or take away. Whole lines put between two of them touch neither. */
export function touchedLines(text: string, edits: readonly TextEdit[]): Set<number> {
  const lines = new LineIndex(text);
  const touched = new Set<number>();
  for (const { start, end, newText } of edits) {
    if (start === end) {
      const { line, character } = lines.positionAt(start);
      const atStart = character === 0 && /[\r\n]$/u.test(newText);
      const atEnd = start === lines.lineEnd(line) && /^[\r\n]/u.test(newText);
      if (!atStart && !atEnd) touched.add(line);
      continue;
    }
    // A deletion that ends with a line end does not touch the line after it, and one from line end to line end not the
    // line before it.
    const from = lines.positionAt(start);
    const last = lines.positionAt(end - 1).line;
    const atEnds = isAtLineEnd(lines, start) && isAtLineEnd(lines, end) && newText === '' && from.line < last;
    for (let line = atEnds ? from.line + 1 : from.line; line <= last; line++) touched.add(line);
  }
  return touched;
}

function isAtLineEnd(lines: LineIndex, offset: number): boolean {
  return offset === lines.lineEnd(lines.positionAt(offset).line);
}

/**
 * Lines that a path edit may touch: those of the value at its path, from its key on; where nothing stands there, the line
 * of the nearest value above if it has no lines of its own to put something between (`{}`, `a: {b: c}`, `key:`), or the
 * last line of the text if it has no end.
 */
export function allowedLines(document: SourceDocument, edits: readonly PathEdit[]): Set<number> {
  const lines = new LineIndex(document.text);
  const allowed = new Set<number>();
  const allow = (start: number, end: number): void => {
    const last = lines.positionAt(Math.max(start, end)).line;
    for (let { line } = lines.positionAt(start); line <= last; line++) allowed.add(line);
  };
  if (!/[\r\n]$/u.test(document.text)) allowed.add(lines.lineCount - 1);
  for (const { op, path } of edits) {
    let node: Node | undefined = document.tree;
    let start = node?.start ?? 0;
    for (const [depth, key] of path.entries()) {
      const child = node === undefined ? undefined : childOf(node, key);
      if (child === undefined) break;
      if (op === 'remove' && depth === path.length - 1) allowHeir(node, key, allow);
      // An only child that goes leaves `{}` or `[]` behind its parent's key.
      const only = node !== undefined && op === 'remove' && depth === path.length - 1 && sizeOf(node) === 1;
      if (!only) start = child.start;
      node = child.node;
      if (depth === path.length - 1 && op !== 'append') {
        allow(start, node.end);
        node = undefined;
      }
    }
    if (node === undefined) continue;
    const isBlock = (node.type === 'map' || node.type === 'list') && !node.flow;
    if (!isBlock) allow(start, node.end);
  }
  return allowed;
}

/** When the first key of a list's item goes, the second takes its place behind the dash. */
function allowHeir(node: Node | undefined, key: string | number, allow: (start: number, end: number) => void): void {
  if (node?.type !== 'map' || node.flow || node.entries[0]?.name !== key) return;
  const heir = node.entries[1];
  if (heir !== undefined) allow(heir.key.start, heir.key.end);
}

function sizeOf(node: Node): number {
  return node.type === 'map' ? node.entries.length : node.type === 'list' ? node.items.length : 0;
}

function childOf(node: Node, key: string | number): { start: number; node: Node } | undefined {
  if (node.type === 'map') {
    const entry = node.entries.findLast(({ name }) => name === key);
    return entry && { start: entry.key.start, node: entry.value };
  }
  if (node.type !== 'list') return undefined;
  const item = node.items[key as number];
  return item && { start: item.start, node: item };
}
