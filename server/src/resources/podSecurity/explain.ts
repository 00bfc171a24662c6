import type { Value } from '../value.ts';
import { quoteNoun, sortedSet } from './text.ts';
import type { Violation } from './violation.ts';

/** The names of the containers that hold these violations: each container once, in order. */
export function containerNames(violations: readonly Violation[]): string[] {
  const held = violations.flatMap(({ container }) => (container ? [container] : []));
  return [...new Set(held)].map(nameOf);
}

/** `container "a"`, `containers "a", "b"` */
export function containers(violations: readonly Violation[]): string {
  return quoteNoun('container', containerNames(violations));
}

/** Who sets what is forbidden: the pod, then the containers. */
export function settersOf(violations: readonly Violation[]): string[] {
  const setters = violations.some(({ holder }) => holder === 'pod') ? ['pod'] : [];
  if (violations.some(({ holder }) => holder === 'container')) setters.push(containers(violations));
  return setters;
}

/** The quoted values, each once and sorted. */
export function valuesOf(violations: readonly Violation[]): string[] {
  return sortedSet(violations.flatMap(({ value }) => value ?? []));
}

/** The names of the volumes, as often as they violate. */
export function volumeNames(violations: readonly Violation[]): string[] {
  return violations.map(({ at }) => nameOf(typeof at.key === 'number' ? at : (at.parent as Value)));
}

/** A name that cannot be known shows as a question mark. */
function nameOf(named: Value): string {
  const name = named.at('name');
  return name.isAbsent ? '' : (name.string ?? '?');
}
