import type { PathEdit } from '../../server/src/documents/edit.ts';
import type { Data } from './editsText.ts';

const GONE = Symbol('gone');
type Wet = null | boolean | number | string | typeof GONE | Wet[] | { [key: string]: Wet };

/**
 * What path edits mean, said on plain data: the oracle of the property tests. List positions are those of the data as
 * given. Undefined: the edits do not fit the data.
 */
export function editData(data: Data, edits: readonly PathEdit[]): Data | undefined {
  const copy = structuredClone(data) as Wet;
  const given = new Set<Wet>();
  markLists(copy, given);
  const holder: { [key: string]: Wet } = { root: copy };
  for (const edit of edits) if (!editOne(holder, ['root', ...edit.path], edit, given)) return undefined;
  return dry(holder['root'] as Wet);
}

function markLists(data: Wet, lists: Set<Wet>): void {
  if (typeof data !== 'object' || data === null) return;
  if (Array.isArray(data)) lists.add(data);
  for (const child of Object.values(data)) markLists(child, lists);
}

function editOne(holder: Wet, path: readonly (string | number)[], edit: PathEdit, given: Set<Wet>): boolean {
  const [key, ...rest] = path as [string | number, ...(string | number)[]];
  if (typeof holder !== 'object' || holder === null || Array.isArray(holder) !== (typeof key === 'number'))
    return edit.op === 'remove';
  const place = holder as { [key: string | number]: Wet };
  const old = Object.hasOwn(place, key) ? place[key] : GONE;
  if (typeof key === 'number' && !Object.hasOwn(place, key)) return edit.op === 'remove';
  if (rest.length === 0) {
    if (edit.op === 'set') place[key] = structuredClone(edit.value) as Wet;
    else if (edit.op === 'append') {
      if (old === GONE || old === null) place[key] = [];
      const list = place[key];
      if (!Array.isArray(list)) return false;
      list.push(structuredClone(edit.value) as Wet);
    } else if (!Array.isArray(holder)) Reflect.deleteProperty(place, key);
    else if (given.has(holder)) place[key] = GONE;
    else holder.splice(key as number, 1);
    return true;
  }
  if (old === GONE || old === null) {
    if (edit.op === 'remove') return true;
    if (typeof rest[0] === 'number') return false;
    place[key] = {};
  }
  return editOne(place[key] as Wet, rest, edit, given);
}

function dry(data: Wet): Data {
  if (Array.isArray(data)) return data.filter((item) => item !== GONE).map(dry);
  if (typeof data !== 'object' || data === null) return data as Data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, dry(value)]));
}
