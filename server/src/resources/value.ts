import type { Path } from '../documents/path.ts';
import { UNKNOWN } from '../documents/unknown.ts';

/** What all values of one resource share. */
export interface Scope {
  /**
   * Something that is not seen here (a template, a base that this patch is laid over) may add fields:
   * a missing field is then unknown instead of absent.
   */
  readonly open: boolean;
}

const CLOSED: Scope = { open: false };

/**
 * The one view through which rules read an object: a value, absent, or unknown, and the path to it.
 *
 * Kubernetes treats an explicit `null` like a missing field, so `null` is absent. A value of another type than the
 * asked one answers `undefined` and is not absent: the API server refuses it, which is another tool's message.
 */
export class Value {
  /** Plain data; `undefined` when missing, {@link UNKNOWN} when it cannot be known. */
  readonly raw: unknown;
  readonly scope: Scope;
  readonly #parent: Value | undefined;
  readonly #key: string | number;

  private constructor(raw: unknown, scope: Scope, parent: Value | undefined, key: string | number) {
    this.raw = raw;
    this.scope = scope;
    this.#parent = parent;
    this.#key = key;
  }

  static root(raw: unknown, scope: Scope = CLOSED): Value {
    return new Value(raw, scope, undefined, '');
  }

  /** The keys that lead here from the resource's root. */
  get path(): Path {
    const path: (string | number)[] = [];
    for (let value: Value = this; value.#parent; value = value.#parent) path.push(value.#key);
    return path.reverse();
  }

  /** The last key of the path; empty for the root. */
  get key(): string | number {
    return this.#key;
  }

  get parent(): Value | undefined {
    return this.#parent;
  }

  at(...keys: (string | number)[]): Value {
    let value: Value = this;
    for (const key of keys) value = value.#child(key);
    return value;
  }

  #child(key: string | number): Value {
    return new Value(this.#rawChild(key), this.scope, this, key);
  }

  #rawChild(key: string | number): unknown {
    const raw = this.raw;
    if (raw === undefined || raw === null) return this.scope.open ? UNKNOWN : undefined;
    if (raw === UNKNOWN || typeof raw !== 'object') return UNKNOWN;
    if (Array.isArray(raw)) return typeof key === 'number' ? (raw[key] as unknown) : UNKNOWN;
    if (typeof key === 'number') return UNKNOWN;
    if (Object.hasOwn(raw, key)) return (raw as Record<string, unknown>)[key];
    return this.scope.open ? UNKNOWN : undefined;
  }

  /** Known to be missing (or null). Never true for what a template or a base may still add. */
  get isAbsent(): boolean {
    return this.raw === undefined || (this.raw === null && !this.scope.open);
  }

  get isUnknown(): boolean {
    return this.raw === UNKNOWN || (this.raw === null && this.scope.open);
  }

  /** There is a known value of any type here. */
  get isPresent(): boolean {
    return !this.isAbsent && !this.isUnknown;
  }

  get string(): string | undefined {
    return typeof this.raw === 'string' ? this.raw : undefined;
  }

  get number(): number | undefined {
    return typeof this.raw === 'number' ? this.raw : undefined;
  }

  get boolean(): boolean | undefined {
    return typeof this.raw === 'boolean' ? this.raw : undefined;
  }

  get isMap(): boolean {
    return typeof this.raw === 'object' && this.raw !== null && !Array.isArray(this.raw);
  }

  get isList(): boolean {
    return Array.isArray(this.raw);
  }

  /** The known value equals this primitive. */
  is(expected: string | number | boolean): boolean {
    return this.raw === expected;
  }

  /** The items of a list; none for anything else. */
  items(): Value[] {
    return Array.isArray(this.raw)
      ? this.raw.map((item: unknown, index) => new Value(item, this.scope, this, index))
      : [];
  }

  /** The entries of a map, in document order; none for anything else. */
  entries(): [string, Value][] {
    if (!this.isMap) return [];
    return Object.entries(this.raw as Record<string, unknown>).map(([key, raw]) => [
      key,
      new Value(raw, this.scope, this, key),
    ]);
  }

  /** The known strings of a list, in order. */
  strings(): string[] {
    return Array.isArray(this.raw) ? this.raw.filter((item): item is string => typeof item === 'string') : [];
  }

  /** Some part of the value (at any depth) is unknown, so that nothing may be concluded from what it does not say. */
  get hasUnknown(): boolean {
    return containsUnknown(this.raw);
  }
}

function containsUnknown(raw: unknown): boolean {
  if (raw === UNKNOWN) return true;
  if (typeof raw !== 'object' || raw === null) return false;
  return Array.isArray(raw) ? raw.some(containsUnknown) : Object.values(raw).some(containsUnknown);
}
