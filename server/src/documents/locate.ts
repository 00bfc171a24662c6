import type { SourceDocument } from './document.ts';
import type { MapEntry, MapNode, Node, OffsetRange } from './node.ts';
import type { Path } from './path.ts';
import { visibleRange } from './visible.ts';

/** The node at a path; through aliases to what they stand for, and through merge keys to the map that is merged. */
export function nodeAt(tree: Node | undefined, path: Path): Node | undefined {
  let node = tree;
  for (const key of path) node = node && childOf(targetOf(node), key);
  return node && targetOf(node);
}

/** The entry that gives a map the last key of a path; undefined for the position in a list. */
export function entryAt(tree: Node | undefined, path: Path): MapEntry | undefined {
  const last = path.at(-1);
  const parent = nodeAt(tree, path.slice(0, -1));
  return typeof last === 'string' && parent?.type === 'map' ? findEntry(parent, last)?.entry : undefined;
}

function targetOf(node: Node): Node | undefined {
  return node.type === 'alias' ? node.target : node;
}

function childOf(node: Node | undefined, key: string | number): Node | undefined {
  if (node?.type === 'list' && typeof key === 'number') return node.items[key];
  if (node?.type === 'map' && typeof key === 'string') return findEntry(node, key)?.entry.value;
  return undefined;
}

/** An entry of a map, and the alias through which it was merged. */
interface Found {
  readonly entry: MapEntry;
  readonly alias: OffsetRange | undefined;
}

/**
 * The entry that counts for a key: as Kubernetes reads, the last one, be it written here or merged here. Of several maps
 * in one merge the first counts.
 */
function findEntry(map: MapNode, name: string): Found | undefined {
  for (const entry of map.entries.toReversed()) {
    if (!entry.merge) {
      if (entry.name === name) return { entry, alias: undefined };
      continue;
    }
    const sources = entry.value.type === 'list' ? entry.value.items : [entry.value];
    for (const source of sources) {
      const target = targetOf(source);
      const found = target?.type === 'map' ? findEntry(target, name) : undefined;
      if (found !== undefined) return { entry: found.entry, alias: source.type === 'alias' ? source : found.alias };
    }
  }
  return undefined;
}

/**
 * What to highlight for a finding at a path: never empty where the document has anything to show.
 *
 * A scalar on one line and a flow collection on one line are shown themselves. What takes more lines is shown by its key,
 * or, as an item of a list, by its `name` or first key. Where nothing stands at the path, the nearest thing above is shown:
 * the key of the map that misses it, the `name` of the item, or the name of the whole object. What an alias stands for is
 * shown at the alias.
 *
 * @param options.key Show the key that leads to the value rather than the value.
 */
export function rangeOf(document: SourceDocument, path: Path, options: { readonly key?: boolean } = {}): OffsetRange {
  const { text, tree } = document;
  const range = tree && rangeInTree(text, tree, path, options.key === true);
  return range !== undefined && range.end > range.start ? range : visibleRange(text, 0, text.length);
}

/** One step on the way to a path: a node, and the entry or the list that it was reached by. */
interface Step {
  readonly node: Node;
  readonly entry: MapEntry | undefined;
}

function rangeInTree(text: string, tree: Node, path: Path, wantKey: boolean): OffsetRange | undefined {
  if (tree.type === 'alias') return tree;
  const steps: Step[] = [{ node: tree, entry: undefined }];
  for (const key of path) {
    const { node } = steps[steps.length - 1] as Step;
    if (node.type === 'list' && typeof key === 'number') {
      const item = node.items[key];
      if (item === undefined) break;
      if (item.type === 'alias') return item;
      steps.push({ node: item, entry: undefined });
    } else if (node.type === 'map' && typeof key === 'string') {
      const found = findEntry(node, key);
      if (found === undefined) break;
      if (found.alias !== undefined) return found.alias;
      if (found.entry.value.type === 'alias')
        return wantKey && isLast(steps, path) ? found.entry.key : found.entry.value;
      steps.push({ node: found.entry.value, entry: found.entry });
    } else break;
  }
  const exact = steps.length === path.length + 1;
  const last = steps[steps.length - 1] as Step;
  if (exact && !(wantKey && last.entry !== undefined) && steps.length > 1 && isShownItself(text, last.node))
    return last.node;
  for (let index = steps.length - 1; index >= 0; index--) {
    const range = standIn(text, steps[index] as Step, index === 0 || isListedObject(steps, index));
    if (range !== undefined && range.end > range.start) return range;
  }
  return undefined;
}

function isLast(steps: readonly Step[], path: Path): boolean {
  return steps.length === path.length;
}

/** A scalar or a flow collection, on one line. */
function isShownItself(text: string, node: Node): boolean {
  if (node.end <= node.start) return false;
  if (node.type === 'scalar') {
    return node.style !== 'literal' && node.style !== 'folded' && isOneLine(text, node);
  }
  return (node.type === 'map' || node.type === 'list') && node.flow && isOneLine(text, node);
}

function isOneLine(text: string, { start, end }: OffsetRange): boolean {
  return !/[\r\n]/.test(text.slice(start, end));
}

/** An object in the `items` of a `List`. */
function isListedObject(steps: readonly Step[], index: number): boolean {
  const node = steps[index]?.node;
  return (
    index === 2 && steps[1]?.entry?.name === 'items' && node?.type === 'map' && findEntry(node, 'kind') !== undefined
  );
}

/** What stands for a node that is not shown itself. */
function standIn(text: string, { node, entry }: Step, isObject: boolean): OffsetRange | undefined {
  if (entry !== undefined) return entry.key;
  if (node.type !== 'map') return visibleRange(text, node.start, node.end);
  const names = isObject ? [['metadata', 'name'], ['kind']] : [['name']];
  for (const path of names) {
    const named = ownNode(node, path);
    if (named !== undefined && isShownItself(text, named)) return named;
  }
  const first = node.entries[0];
  return first === undefined ? visibleRange(text, node.start, node.end) : first.key;
}

/** The node at a path that is written here, not behind an alias or a merge. */
function ownNode(tree: Node, path: readonly string[]): Node | undefined {
  let node: Node | undefined = tree;
  for (const key of path) {
    const found: Found | undefined = node?.type === 'map' ? findEntry(node, key) : undefined;
    node = found?.alias === undefined ? found?.entry.value : undefined;
  }
  return node;
}

/** What stands at an offset: the deepest node there, and whether the offset is on its key rather than on its value. */
export function pathAt(document: SourceDocument, offset: number): { path: Path; onKey: boolean } | undefined {
  let node = document.tree;
  if (node === undefined || !holds(node, offset)) return undefined;
  const path: (string | number)[] = [];
  for (;;) {
    if (node.type === 'map') {
      const entry: MapEntry | undefined = node.entries.find(
        ({ key, value }) => holds(key, offset) || holds(value, offset),
      );
      if (entry === undefined) return { path, onKey: false };
      path.push(entry.name);
      if (holds(entry.key, offset)) return { path, onKey: true };
      node = entry.value;
    } else if (node.type === 'list') {
      const index: number = node.items.findIndex((item) => holds(item, offset));
      const item: Node | undefined = node.items[index];
      if (item === undefined) return { path, onKey: false };
      path.push(index);
      node = item;
    } else return { path, onKey: false };
  }
}

/** A cursor right after the last character still is at the node. */
function holds({ start, end }: OffsetRange, offset: number): boolean {
  return start <= offset && offset <= end;
}
