import type { Resource } from '../resources/resource.ts';

export interface Where {
  /** Undefined: all namespaces. Empty string: those that name none. */
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

/** Resources, or why it cannot be known which there are: one open file, a 403, a timeout. Never a silent nothing. */
export type LookupAnswer =
  | { readonly resources: readonly Resource[]; readonly notChecked?: undefined }
  | { readonly resources?: undefined; readonly notChecked: string };

/** @param type `Kind` of the core group, else `group/Kind`; `workload` for everything that has a pod. */
export type Lookup = (type: string, where?: Where) => LookupAnswer;

/** One recorded read of a rule, with the answer it got. */
export interface Read {
  readonly type: string;
  readonly where: Where;
  readonly answer: LookupAnswer;
}

export const NOTHING_ELSE_SEEN: Lookup = () => ({ notChecked: 'only this file was given' });

/** The answer is still the same, so that what was concluded from it holds. */
export function sameAnswer(a: LookupAnswer, b: LookupAnswer): boolean {
  if (a === b) return true;
  if (a.resources === undefined || b.resources === undefined) return a.notChecked === b.notChecked;
  const other = b.resources;
  return a.resources.length === other.length && a.resources.every((resource, index) => resource === other[index]);
}
