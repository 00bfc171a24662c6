import { UNKNOWN } from '../documents/unknown.ts';
import { validLabelKey, validLabelValue } from './labels.ts';
import type { Scope } from './value.ts';

type Unknown = typeof UNKNOWN;

/** `Gt` and `Lt` exist only in the text form (`kubectl -l 'size>3'`) and in node affinity. */
export type SelectorOperator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';

/** One condition on one label. `key = value` is `In` with one value. */
export interface SelectorRequirement {
  readonly key: string | Unknown;
  readonly operator: SelectorOperator | Unknown;
  /** An unknown item may stand for any number of values. */
  readonly values: readonly (string | Unknown)[];
}

/** A selector, or why the API server would refuse it. */
export type ParsedSelector =
  { readonly selector: Selector; readonly error?: never } | { readonly selector?: never; readonly error: string };

/** Why a requirement is refused (apimachinery `NewRequirement`); `undefined` when it is not. */
export function requirementError({ key, operator, values }: SelectorRequirement): string | undefined {
  if (key !== UNKNOWN && !validLabelKey(key)) return `"${key}" is not a label key`;
  const bad = values.find((value) => value !== UNKNOWN && !validLabelValue(value));
  if (bad !== undefined) return `"${String(bad)}" is not a label value`;
  switch (operator) {
    case UNKNOWN:
      return undefined;
    case 'In':
    case 'NotIn':
      return values.length === 0 ? `${operator} needs values` : undefined;
    case 'Exists':
    case 'DoesNotExist':
      return values.some((value) => value !== UNKNOWN) ? `${operator} takes no values` : undefined;
    case 'Gt':
    case 'Lt':
      return values.length === 1 && (values[0] === UNKNOWN || integer(values[0]) !== undefined)
        ? undefined
        : `${operator} needs one whole number`;
  }
}

/** Which objects are meant, by their labels. Answers `undefined` for what cannot be known. */
export class Selector {
  /** What a missing label selector is. */
  static readonly NOTHING: Selector = new Selector([], false, true);
  static readonly EVERYTHING: Selector = new Selector([], false);
  /** Nothing is known of it, not even whether it is there. */
  static readonly UNKNOWN: Selector = new Selector([], true);

  /** All must hold. */
  readonly requirements: readonly SelectorRequirement[];
  /** There may be more requirements than are seen here. */
  readonly isOpen: boolean;
  /** Matches no object, whatever its labels. */
  readonly isNothing: boolean;

  constructor(requirements: readonly SelectorRequirement[], isOpen: boolean, isNothing = false) {
    this.requirements = requirements;
    this.isOpen = isOpen;
    this.isNothing = isNothing;
  }

  /** Matches every object. */
  get isEverything(): boolean | undefined {
    if (this.isNothing || this.requirements.some(({ key }) => key !== UNKNOWN)) return false;
    return this.isOpen || this.requirements.length > 0 ? undefined : true;
  }

  /** Whether an object with these `metadata.labels` is meant: plain data, where missing labels are none. */
  matches(labels: unknown, scope: Scope = { open: false }): boolean | undefined {
    if (this.isNothing) return false;
    let answer: boolean | undefined = this.isOpen ? undefined : true;
    for (const requirement of this.requirements) {
      const holds = requirementHolds(requirement, labels, scope);
      if (holds === false) return false;
      if (holds === undefined) answer = undefined;
    }
    return answer;
  }

  /** As `kubectl -l` takes it, for messages; `?` stands for what is unknown. Empty when there is no requirement. */
  toString(): string {
    return this.requirements.map(requirementText).join(',');
  }
}

function requirementHolds(requirement: SelectorRequirement, labels: unknown, scope: Scope): boolean | undefined {
  const { key, operator, values } = requirement;
  if (key === UNKNOWN || operator === UNKNOWN) return undefined;
  const label = labelOf(labels, key, scope);
  switch (operator) {
    case 'Exists':
      return label.exists;
    case 'DoesNotExist':
      return not(label.exists);
    case 'In':
      return hasValue(label, values);
    case 'NotIn':
      return not(hasValue(label, values));
    case 'Gt':
    case 'Lt':
      return isBeyond(label, operator, values[0]);
  }
}

/** What is known of one label; a value only where it is known to exist. */
interface Label {
  readonly exists: boolean | undefined;
  readonly value?: string;
}

function labelOf(labels: unknown, key: string, scope: Scope): Label {
  if (labels === undefined || labels === null) return { exists: scope.open ? undefined : false };
  if (typeof labels !== 'object' || Array.isArray(labels)) return { exists: undefined };
  if (!Object.hasOwn(labels, key)) return { exists: scope.open ? undefined : false };
  const value = (labels as Record<string, unknown>)[key];
  if (typeof value === 'string') return { exists: true, value };
  if (value !== null) return { exists: true };
  // In an object as a whole, JSON's null leaves the string empty; in a patch it takes the label away.
  return scope.open ? { exists: undefined } : { exists: true, value: '' };
}

function hasValue({ exists, value }: Label, values: readonly (string | Unknown)[]): boolean | undefined {
  if (exists === false) return false;
  if (value === undefined) return undefined;
  if (values.includes(value)) return true;
  return values.includes(UNKNOWN) ? undefined : false;
}

function isBeyond(
  { exists, value }: Label,
  operator: 'Gt' | 'Lt',
  limit: string | Unknown | undefined,
): boolean | undefined {
  if (exists === false) return false;
  if (value === undefined) return undefined;
  const number = integer(value);
  if (number === undefined) return false;
  if (limit === UNKNOWN) return undefined;
  const bound = integer(limit);
  return bound !== undefined && (operator === 'Gt' ? number > bound : number < bound);
}

/** `undefined` when the value is no whole number of 64 bits. */
function integer(value: string | undefined): bigint | undefined {
  if (value === undefined || !/^[-+]?\d{1,63}$/.test(value)) return undefined;
  const number = BigInt(value.replace('+', ''));
  return BigInt.asIntN(64, number) === number ? number : undefined;
}

function not(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

function requirementText({ key, operator, values }: SelectorRequirement): string {
  const name = key === UNKNOWN ? '?' : key;
  const wanted = values.map((value) => (value === UNKNOWN ? '?' : value)).sort();
  switch (operator) {
    case UNKNOWN:
      return key === UNKNOWN ? '?' : `${name} ?`;
    case 'Exists':
      return name;
    case 'DoesNotExist':
      return `!${name}`;
    case 'In':
      return wanted.length === 1 ? `${name}=${wanted.join()}` : `${name} in (${wanted.join()})`;
    case 'NotIn':
      return wanted.length === 1 ? `${name}!=${wanted.join()}` : `${name} notin (${wanted.join()})`;
    case 'Gt':
      return `${name}>${wanted.join()}`;
    case 'Lt':
      return `${name}<${wanted.join()}`;
  }
}
