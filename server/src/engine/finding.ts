import type { Path } from '../documents/path.ts';
import type { Resource } from '../resources/resource.ts';
import type { Fix } from './fix.ts';
import type { Severity } from './severity.ts';

export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  readonly resource: Resource;
  /** The place in the resource; it may not exist there, when a field is missing. */
  readonly path: Path;
  /** Highlight the key instead of the value. */
  readonly key: boolean;
  readonly fixes: readonly Fix[];
  readonly related: readonly RelatedPlace[];
  readonly tags: readonly ('deprecated' | 'unnecessary')[];
}

export interface RelatedPlace {
  readonly resource: Resource;
  readonly path: Path;
  readonly message: string;
}

/** A question that a rule could not answer: it says nothing about the resource, neither bad nor good. */
export interface NotChecked {
  readonly ruleId: string;
  readonly resource: Resource;
  readonly reason: string;
}

/** A rule that threw. The other rules and resources are judged all the same. */
export interface Crash {
  readonly ruleId: string;
  readonly resource: Resource;
  readonly error: unknown;
}

/** The result of an audit, whatever shows it. */
export interface Report {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  readonly crashed: readonly Crash[];
}
