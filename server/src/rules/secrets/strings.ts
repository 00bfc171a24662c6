import type { Value } from '../../resources/value.ts';

/**
 * Every string of a resource that a person wrote: not its status, the copy of itself that kubectl keeps in an annotation,
 * or certificates of authorities.
 */
export function strings(value: Value): Value[] {
  const found: Value[] = [];
  collect(value, found);
  return found;
}

function collect(value: Value, found: Value[]): void {
  if (value.string !== undefined) found.push(value);
  else if (value.isList) for (const item of value.items()) collect(item, found);
  else for (const [key, child] of value.entries()) if (!NOT_WRITTEN.has(key)) collect(child, found);
}

const NOT_WRITTEN: ReadonlySet<string> = new Set([
  'status',
  'managedFields',
  'caBundle',
  'kubectl.kubernetes.io/last-applied-configuration',
]);
