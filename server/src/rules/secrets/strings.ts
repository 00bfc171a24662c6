import type { Value } from '../../resources/value.ts';

/**
 * Every string of a resource that a person wrote: not its status, the copy of itself that kubectl keeps in an annotation,
 * or certificates of authorities.
 */
export function* strings(value: Value): Generator<Value> {
  if (value.string !== undefined) yield value;
  for (const item of value.items()) yield* strings(item);
  for (const [key, child] of value.entries()) if (!NOT_WRITTEN.has(key)) yield* strings(child);
}

const NOT_WRITTEN: ReadonlySet<string> = new Set([
  'status',
  'managedFields',
  'caBundle',
  'kubectl.kubernetes.io/last-applied-configuration',
]);
