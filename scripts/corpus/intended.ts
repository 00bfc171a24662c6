import { isDeepStrictEqual } from 'node:util';
import { Placeholder, type PathEdit } from '../../server/src/documents/edit.ts';
import type { Path } from '../../server/src/documents/path.ts';

type Container = Record<string | number, unknown>;

/** What path edits make of plain data; list positions are those of the data as it is given. */
export function intendedData(data: unknown, edits: readonly PathEdit[]): unknown {
  const root: Container = { root: copyOf(data) };
  // Removed list items leave holes until the end, so that positions stay.
  const holes: unknown[][] = [];
  for (const edit of edits) {
    const path: Path = ['root', ...edit.path];
    const parent = parentOf(root, path, edit.op !== 'remove');
    const key = path.at(-1) as string | number;
    if (parent === undefined) continue;
    if (edit.op === 'set') parent[key] = edit.value;
    else if (edit.op === 'append') parent[key] = [...((parent[key] ?? []) as unknown[]), edit.value];
    else if (Array.isArray(parent)) {
      Reflect.deleteProperty(parent, key);
      holes.push(parent);
    } else Reflect.deleteProperty(parent, key);
  }
  for (const list of holes) list.splice(0, list.length, ...list.filter((_, index) => index in list));
  return root['root'];
}

function parentOf(root: Container, path: Path, make: boolean): Container | undefined {
  let parent: Container = root;
  for (const key of path.slice(0, -1)) {
    if (parent[key] === undefined || parent[key] === null) {
      if (!make) return undefined;
      parent[key] = {};
    }
    parent = parent[key] as Container;
  }
  return parent;
}

/** A deep copy that keeps symbols, which stand for what is unknown. */
function copyOf(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map(copyOf);
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, copyOf(value)]));
}

/** The data is the intended one; where a person is to choose, any scalar is. */
export function isIntended(data: unknown, intended: unknown): boolean {
  if (intended instanceof Placeholder) return typeof data !== 'object' || data === null;
  if (typeof intended !== 'object' || intended === null || typeof data !== 'object' || data === null)
    return isDeepStrictEqual(data, intended);
  if (Array.isArray(data) !== Array.isArray(intended)) return false;
  const [have, want] = [data as Container, intended as Container];
  const keys = Object.keys(want);
  return (
    keys.length === Object.keys(have).length && keys.every((key) => key in have && isIntended(have[key], want[key]))
  );
}
