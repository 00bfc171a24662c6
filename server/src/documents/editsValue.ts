import { Placeholder } from './edit.ts';
import type { EditValue, PathEdit } from './edit.ts';
import { refuse } from './editsRefusal.ts';
import { formatPath } from './path.ts';
import { UNKNOWN } from './unknown.ts';

export function isList(value: EditValue | undefined): value is readonly EditValue[] {
  return Array.isArray(value);
}

export function isMap(value: EditValue | undefined): value is { readonly [key: string]: EditValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Placeholder);
}

export type ScalarValue = string | number | boolean | null | Placeholder;

export function isEmptyCollection(value: EditValue): boolean {
  return isList(value) ? value.length === 0 : isMap(value) && Object.keys(value).length === 0;
}

/** What an edit makes of a value that an earlier edit of the same call has yet to write; undefined: nothing is there. */
export function editValue(value: EditValue | undefined, edit: PathEdit, depth: number): EditValue | undefined {
  const key = edit.path[depth];
  if (key === undefined) {
    if (edit.op === 'remove') return undefined;
    if (edit.op === 'set') return edit.value;
    if (value === undefined || value === null) return [edit.value];
    return isList(value) ? [...value, edit.value] : refuse(`${formatPath(edit.path)} is not a list`);
  }
  if (typeof key === 'number') return editItem(value, edit, depth, key);
  if (value === undefined || value === null) {
    if (edit.op === 'remove') return value;
    return makeMap([[key, editValue(undefined, edit, depth + 1) as EditValue]]);
  }
  if (!isMap(value)) return refuse(`${describe(edit, depth)} is not a map`);
  const old = Object.hasOwn(value, key) ? value[key] : undefined;
  const next = editValue(old, edit, depth + 1);
  const entries = Object.entries(value);
  if (next === undefined) return makeMap(entries.filter(([name]) => name !== key));
  if (old === undefined) return makeMap([...entries, [key, next]]);
  return makeMap(entries.map(([name, before]) => [name, name === key ? next : before]));
}

function editItem(value: EditValue | undefined, edit: PathEdit, depth: number, index: number): EditValue | undefined {
  if ((value === undefined || value === null) && edit.op === 'remove') return value;
  if (!isList(value)) return refuse(`${describe(edit, depth)} is not a list`);
  if (!(index in value)) {
    if (edit.op === 'remove') return value;
    return refuse(`${describe(edit, depth)} has no item ${index}`);
  }
  const next = editValue(value[index], edit, depth + 1);
  return next === undefined
    ? value.filter((_, at) => at !== index)
    : value.map((item, at) => (at === index ? next : item));
}

/** An object of these entries, whatever the names are. */
export function makeMap(entries: Iterable<readonly [string, EditValue]>): { readonly [key: string]: EditValue } {
  return Object.fromEntries(entries);
}

/** The path that an edit has walked so far, for a person. */
export function describe(edit: PathEdit, depth: number): string {
  return depth === 0 ? 'the document' : formatPath(edit.path.slice(0, depth));
}

/** The data of a document is what an edit wants to write. A placeholder that nobody has filled in yet is its hint. */
export function isSame(data: unknown, value: EditValue): boolean {
  if (value instanceof Placeholder) return data === value.hint;
  if (isList(value)) {
    return Array.isArray(data) && data.length === value.length && value.every((item, at) => isSame(data[at], item));
  }
  if (!isMap(value)) return Object.is(data, value) || (data === 0 && value === 0);
  if (!isObject(data)) return false;
  const names = Object.keys(value);
  return (
    Object.keys(data).length === names.length &&
    names.every((name) => Object.hasOwn(data, name) && isSame(data[name], value[name] as EditValue))
  );
}

export function isObject(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** The data at the key of a map or list; undefined where there is none, UNKNOWN beneath something unknown. */
export function childData(data: unknown, key: string | number): unknown {
  if (data === UNKNOWN) return UNKNOWN;
  if (typeof key === 'number') return Array.isArray(data) ? (data[key] as unknown) : undefined;
  return isObject(data) && Object.hasOwn(data, key) ? data[key] : undefined;
}

export function holdsUnknown(data: unknown): boolean {
  if (data === UNKNOWN) return true;
  if (Array.isArray(data)) return data.some(holdsUnknown);
  return isObject(data) && Object.values(data).some(holdsUnknown);
}
