import type { EditValue, PathEdit } from '../documents/edit.ts';
import type { Resource } from '../resources/resource.ts';
import type { Value } from '../resources/value.ts';

/** One change of a fix: a path edit of the finding's own resource, or of the one named. */
export interface FixEdit {
  readonly edit: PathEdit;
  readonly resource?: Resource;
}

export interface Fix {
  /** Imperative, as in a menu: `Set privileged to false`. */
  readonly title: string;
  /** Cannot break a workload that works: may be preferred, and applied to many at once. */
  readonly safe: boolean;
  readonly edits: readonly FixEdit[];
}

export function set(at: Value, value: EditValue): FixEdit {
  return { edit: { op: 'set', path: at.path, value } };
}

export function remove(at: Value): FixEdit {
  return { edit: { op: 'remove', path: at.path } };
}

/** Adds an item to the list at `at`, which is made when missing. */
export function append(at: Value, value: EditValue): FixEdit {
  return { edit: { op: 'append', path: at.path, value } };
}

/** The same change in another resource of the workspace. */
export function inResource(resource: Resource, edit: FixEdit): FixEdit {
  return { edit: edit.edit, resource };
}
