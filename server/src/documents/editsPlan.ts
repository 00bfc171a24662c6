import type { SourceDocument } from './document.ts';
import type { EditValue, PathEdit } from './edit.ts';
import type { ListNode, MapNode, Node } from './node.ts';
import { refuse } from './editsRefusal.ts';
import {
  checkDocument,
  checkMap,
  checkMerged,
  checkNode,
  checkRemoval,
  checkTemplate,
  sharedNodes,
} from './editsObstacles.ts';
import { childData, describe, editValue, isList, isMap, isObject, isSame, makeMap } from './editsValue.ts';
import { isMissing } from './editsText.ts';
import { formatPath } from './path.ts';
import { UNKNOWN } from './unknown.ts';

/** What becomes of a node: all edits of one call, joined. */
export type Change = Replacement | MapChange | ListChange;

export interface Replacement {
  readonly kind: 'replace';
  readonly node: Node;
  readonly value: EditValue;
}

/** At least one entry stays. */
export interface MapChange {
  readonly kind: 'map';
  readonly node: MapNode;
  /** By position; undefined: the entry goes. */
  readonly children: ReadonlyMap<number, Change | undefined>;
  readonly added: readonly (readonly [string, EditValue])[];
}

/** At least one item stays. */
export interface ListChange {
  readonly kind: 'list';
  readonly node: ListNode;
  readonly children: ReadonlyMap<number, Change | undefined>;
  readonly added: readonly EditValue[];
}

/**
 * Joins the edits into one change of the document's tree; undefined when everything is already as wanted. List positions
 * are those of the document as it stands: an item that one edit removes does not move the others.
 *
 * @throws Refusal
 */
export function planEdits(document: SourceDocument, edits: readonly PathEdit[]): Change | undefined {
  const { tree } = checkDocument(document);
  const shared = sharedNodes(tree);
  const folded = foldEdits(edits);
  let change: Change | undefined;
  folded.forEach((edit, index) => {
    if (edit.op === 'remove' && edit.path.length === 0) refuse('the whole document cannot be removed');
    const touched = folded.slice(0, index).some((earlier) => overlaps(earlier, edit));
    if (!touched && isDone(document, edit)) {
      if (edit.op === 'remove' && document.template) refuse('the document is a template, which may add what is to go');
      return;
    }
    change = new Planner(edit, shared).plan(tree, document.data, change, 0);
  });
  const settled = change && settle(change);
  if (settled !== undefined) checkTemplate(document, settled);
  return settled;
}

/** Joins what an edit changes in a value that an earlier one sets with that value: its list positions are the value's. */
function foldEdits(edits: readonly PathEdit[]): readonly PathEdit[] {
  const folded: PathEdit[] = [];
  for (const edit of edits) {
    const index = folded.findLastIndex((earlier) => earlier.path.length <= edit.path.length && overlaps(earlier, edit));
    const earlier = folded[index];
    const value = earlier?.op === 'set' ? editValue(earlier.value, edit, earlier.path.length) : undefined;
    if (earlier === undefined || value === undefined) folded.push(edit);
    else folded[index] = { op: 'set', path: earlier.path, value };
  }
  return folded;
}

/** Where nothing of a map or list stays, it is written anew. */
function settle(change: Change): Change {
  if (change.kind === 'replace') return change;
  const { node } = change;
  const count = node.type === 'map' ? node.entries.length : node.items.length;
  if (change.children.size === count && [...change.children.values()].every((child) => child === undefined)) {
    return { kind: 'replace', node, value: change.kind === 'map' ? makeMap(change.added) : change.added };
  }
  const children = new Map([...change.children].map(([index, child]) => [index, child && settle(child)] as const));
  return { ...change, children };
}

/** One path begins with the other. */
function overlaps(a: PathEdit, b: PathEdit): boolean {
  const length = Math.min(a.path.length, b.path.length);
  for (let at = 0; at < length; at++) if (a.path[at] !== b.path[at]) return false;
  return true;
}

function isDone(document: SourceDocument, edit: PathEdit): boolean {
  if (edit.op === 'append') return false;
  let data: unknown = document.data;
  for (const key of edit.path) data = childData(data, key);
  return edit.op === 'set' ? isSame(data, edit.value) : data === undefined;
}

/** Takes one edit down the tree. Each call answers with what becomes of the node that it was given. */
class Planner {
  readonly #edit: PathEdit;
  readonly #shared: ReadonlySet<Node>;

  constructor(edit: PathEdit, shared: ReadonlySet<Node>) {
    this.#edit = edit;
    this.#shared = shared;
  }

  plan(node: Node, data: unknown, change: Change | undefined, depth: number): Change | undefined {
    const edit = this.#edit;
    if (change?.kind === 'replace') {
      return { ...change, value: editValue(change.value, edit, depth) ?? null };
    }
    checkNode(node, this.#shared, describe(edit, depth));
    const key = edit.path[depth];
    if (key === undefined) {
      return edit.op === 'set' ? this.#assign(node, data, edit.value, depth) : this.#append(node, data, change, depth);
    }
    if (data === UNKNOWN) return refuse(`${describe(edit, depth)} is written by a template or broken`);
    if (isBare(node, data)) {
      const value = editValue(node.type === 'list' ? [] : {}, edit, depth);
      return edit.op === 'remove' || value === undefined ? change : { kind: 'replace', node, value };
    }
    if (node.type === 'map') return this.#intoMap(node, data, change, depth, key);
    if (node.type === 'list') return this.#intoList(node, data, change, depth, key);
    return refuse(`${describe(edit, depth)} is not a map or list`);
  }

  #intoMap(node: MapNode, data: unknown, before: Change | undefined, depth: number, key: string | number): Change {
    const edit = this.#edit;
    const place = describe(edit, depth);
    if (typeof key === 'number') return refuse(`${place} is not a list`);
    checkMap(node, place);
    const old = before?.kind === 'map' ? before : undefined;
    const index = node.entries.findIndex((entry) => entry.name === key && !entry.merge);
    const entry = node.entries[index];
    if (entry === undefined) {
      if (isObject(data) && Object.hasOwn(data, key)) {
        return refuse(`${formatPath(edit.path.slice(0, depth + 1))} comes from a merge key`);
      }
      const added = editValue(makeMap(old?.added ?? []), edit, depth);
      return mapChange(node, old?.children ?? new Map(), isMap(added) ? Object.entries(added) : []);
    }
    if (edit.op === 'remove' && edit.path.length === depth + 1) checkMerged(node, key, place);
    return mapChange(node, this.#child(index, entry.value, childData(data, key), old, depth), old?.added ?? []);
  }

  #intoList(node: ListNode, data: unknown, before: Change | undefined, depth: number, key: string | number): Change {
    if (typeof key !== 'number') return refuse(`${describe(this.#edit, depth)} is not a map`);
    const old = before?.kind === 'list' ? before : undefined;
    const item = node.items[key];
    if (item === undefined) return refuse(`${describe(this.#edit, depth)} has no item ${key}`);
    return listChange(node, this.#child(key, item, childData(data, key), old, depth), old?.added ?? []);
  }

  /** The children's changes, with what the edit makes of this one. */
  #child(
    index: number,
    node: Node,
    data: unknown,
    old: MapChange | ListChange | undefined,
    depth: number,
  ): ReadonlyMap<number, Change | undefined> {
    const edit = this.#edit;
    const children = new Map(old?.children);
    const removed = children.has(index) && children.get(index) === undefined;
    if (edit.op === 'remove' && (removed || edit.path.length === depth + 1)) {
      if (!removed) checkRemoval(node, data, this.#shared, formatPath(edit.path));
      return children.set(index, undefined);
    }
    if (removed) {
      const value = editValue(undefined, edit, depth + 1) as EditValue;
      return children.set(index, { kind: 'replace', node, value });
    }
    const change = this.plan(node, data, children.get(index), depth + 1);
    if (change === undefined) children.delete(index);
    else children.set(index, change);
    return children;
  }

  /** Makes the node hold the value, keeping whatever of it is already right. */
  #assign(node: Node, data: unknown, value: EditValue, depth: number): Change | undefined {
    if (isSame(data, value)) return undefined;
    const place = describe(this.#edit, depth);
    checkNode(node, this.#shared, place);
    if (node.type === 'map' && isMap(value)) {
      const assigned = this.#assignMap(node, data, value, depth);
      if (assigned !== undefined) return assigned;
    }
    if (node.type === 'list' && isList(value)) {
      const assigned = this.#assignList(node, data, value, depth);
      if (assigned !== undefined) return assigned;
    }
    checkRemoval(node, data, this.#shared, place);
    return { kind: 'replace', node, value };
  }

  #assignMap(node: MapNode, data: unknown, value: Record<string, EditValue>, depth: number): Change | undefined {
    const place = describe(this.#edit, depth);
    checkMap(node, place);
    if (node.entries.some((entry) => entry.merge)) return refuse(`${place} holds a merge key`);
    if (!node.entries.some(({ name }) => Object.hasOwn(value, name))) return undefined;
    const children = new Map<number, Change | undefined>();
    node.entries.forEach((entry, index) => {
      const old = childData(data, entry.name);
      const wanted = Object.hasOwn(value, entry.name) ? value[entry.name] : undefined;
      if (wanted === undefined) {
        checkRemoval(entry.value, old, this.#shared, place);
        children.set(index, undefined);
      } else {
        const change = this.#assign(entry.value, old, wanted, depth);
        if (change !== undefined) children.set(index, change);
      }
    });
    const names = new Set(node.entries.map(({ name }) => name));
    return mapChange(
      node,
      children,
      Object.entries(value).filter(([name]) => !names.has(name)),
    );
  }

  /** Items that the new list holds too, in their order, stay with their comments; the others go. */
  #assignList(node: ListNode, data: unknown, value: readonly EditValue[], depth: number): Change | undefined {
    if (node.items.length === 0 || value.length === 0) return undefined;
    const children = new Map<number, Change | undefined>();
    const kept = new Set<number>();
    let next = 0;
    node.items.forEach((_, index) => {
      if (next < value.length && isSame(childData(data, index), value[next] as EditValue)) {
        kept.add(index);
        next++;
      }
    });
    const inOrder = kept.size > 0;
    node.items.forEach((item, index) => {
      if (kept.has(index) && inOrder) return;
      const wanted = inOrder ? undefined : value[index];
      if (wanted !== undefined) {
        const change = this.#assign(item, childData(data, index), wanted, depth);
        if (change !== undefined) children.set(index, change);
      } else {
        checkRemoval(item, childData(data, index), this.#shared, describe(this.#edit, depth));
        children.set(index, undefined);
      }
    });
    return listChange(node, children, value.slice(inOrder ? next : node.items.length));
  }

  #append(node: Node, data: unknown, before: Change | undefined, depth: number): Change {
    const edit = this.#edit;
    if (data === UNKNOWN) return refuse(`${describe(edit, depth)} is written by a template or broken`);
    if (edit.op !== 'append') return refuse('only a list has items to append');
    if (isBare(node, data) && node.type !== 'map') return { kind: 'replace', node, value: [edit.value] };
    if (node.type !== 'list') return refuse(`${describe(edit, depth)} is not a list`);
    const old = before?.kind === 'list' ? before : undefined;
    return listChange(node, old?.children ?? new Map(), [...(old?.added ?? []), edit.value]);
  }
}

/** A place that waits to be filled: nothing, `null`, `~`, `{}` or `[]`. */
function isBare(node: Node, data: unknown): boolean {
  if (node.type === 'map') return node.entries.length === 0;
  if (node.type === 'list') return node.items.length === 0;
  return data === null && (isMissing(node) || (node.type === 'scalar' && node.style === 'plain'));
}

function mapChange(node: MapNode, children: MapChange['children'], added: MapChange['added']): MapChange {
  return { kind: 'map', node, children, added };
}

function listChange(node: ListNode, children: ListChange['children'], added: ListChange['added']): ListChange {
  return { kind: 'list', node, children, added };
}
