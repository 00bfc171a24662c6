import type { SyntaxProblem } from './document.ts';
import { EVENT, isMergeKey, MAX_NESTING, scalarText, STYLE, tagOf, TOO_DEEP } from './events.ts';
import type { ReadEvent } from './events.ts';
import type { OffsetRange } from './node.ts';
import { INVALID, keyText, plainValue, taggedValue } from './scalars.ts';
import type { ScalarValue } from './scalars.ts';
import type { BlockBoundary } from './templates.ts';
import { UNKNOWN } from './unknown.ts';

/**
 * Aliases may stand for this many values in all, counted as if each were written out. go-yaml stops at about 400,000
 * (its `alias_ratio_range_low`), too.
 */
const MAX_ALIASED_VALUES = 400_000;

/** What the events of a document say. */
export interface DocumentData {
  readonly data: unknown;
  readonly problems: readonly SyntaxProblem[];
  /** A key was masked, so that its map may hold any entry. */
  readonly unknownKey: boolean;
}

/**
 * Builds plain data as `sigs.k8s.io/yaml` does: the last of several equal keys counts, a merge key overwrites what stands
 * before it, and keys become strings.
 *
 * @param text The document's text, in which values are looked up.
 * @param masks Where template expressions stand, in order; scalars there are unknown.
 * @param template Equal keys are the branches of a template: their value is unknown and they are no problem. Likewise
 * what has no value may get one.
 * @param blocks Parts of a template that are rendered only sometimes: a field that stands in one, of an object that does
 * not, is unknown. An item that stands in one as a whole is what it is whenever it is there.
 */
export function buildData(
  text: string,
  events: readonly ReadEvent[],
  masks: readonly OffsetRange[],
  template: boolean,
  blocks: readonly BlockBoundary[] = [],
): DocumentData {
  return new DataBuilder(text, masks, template, blocks).build(events);
}

type DataMap = Record<string, unknown>;

/** A map or list that is being read. */
interface Frame {
  readonly map: DataMap | undefined;
  readonly list: unknown[] | undefined;
  /** What the next value is: a key, the value of `key`, maps to merge, or a value without a key that can be used. */
  next: 'key' | 'value' | 'merge' | 'drop' | 'item';
  key: string;
  keyStart: number;
  keyEnd: number;
  /** Where the entry begins that this is the value of, or the item that it is. */
  readonly origin: number;
  /** The entry at hand is rendered only sometimes. */
  sometimes: boolean;
  /** Keys that came by merging: writing them again is no mistake. */
  merged: Set<string> | undefined;
  /** A merge that cannot be known was seen: any key may be there. */
  unknown: boolean;
  readonly anchor: Anchor | undefined;
}

interface Anchor {
  value: unknown;
  /** Of a scalar: its text, which decides how it reads as a key. */
  text: string;
  /** How many values it stands for. */
  size: number;
  done: boolean;
  readonly begin: number;
}

class DataBuilder {
  readonly #text: string;
  readonly #masks: readonly OffsetRange[];
  readonly #template: boolean;
  readonly #blocks: readonly BlockBoundary[];
  /** Where the conditional parts begin that are open at the event at hand. */
  readonly #openBlocks: number[] = [];
  #block = 0;
  readonly #problems: SyntaxProblem[] = [];
  readonly #anchors = new Map<string, Anchor>();
  readonly #frames: Frame[] = [];
  #frame: Frame | undefined;
  #root: unknown = undefined;
  #mask = 0;
  #values = 0;
  #aliased = 0;
  #unknownKey = false;
  /** The event at hand, for the place of a problem. */
  #start = 0;
  #end = 0;

  constructor(text: string, masks: readonly OffsetRange[], template: boolean, blocks: readonly BlockBoundary[]) {
    this.#text = text;
    this.#blocks = blocks;
    this.#masks = masks;
    this.#template = template;
  }

  build(events: readonly ReadEvent[]): DocumentData {
    for (const event of events) {
      switch (event.type) {
        case EVENT.SCALAR:
          this.#scalar(event);
          break;
        case EVENT.MAP:
          this.#open(event.properties?.anchor, event.start, {}, undefined);
          break;
        case EVENT.LIST:
          this.#open(event.properties?.anchor, event.start, undefined, []);
          break;
        case EVENT.END:
          this.#close();
          break;
        case EVENT.ALIAS:
          this.#alias(this.#text.slice(event.start, event.end), event.start - 1, event.end);
          break;
        default:
      }
      if (this.#aliased > MAX_ALIASED_VALUES)
        return this.#refused('The aliases of this document stand for too many values.');
      if (this.#frames.length > MAX_NESTING) return this.#refused(TOO_DEEP);
    }
    return { data: this.#root, problems: this.#problems, unknownKey: this.#unknownKey };
  }

  #refused(message: string): DocumentData {
    const problems = [{ start: this.#start, end: Math.max(this.#end, this.#start + 1), message }];
    return { data: undefined, problems, unknownKey: false };
  }

  #problem(message: string, start: number = this.#start, end: number = this.#end): void {
    if (this.#template) return;
    this.#problems.push({ start, end: Math.max(end, start + 1), message });
  }

  #open(anchorName: string | undefined, start: number, map: DataMap | undefined, list: unknown[] | undefined): void {
    this.#values++;
    this.#start = start;
    this.#end = start + 1;
    const anchor = anchorName === undefined ? undefined : this.#anchor(anchorName);
    const next = map === undefined ? 'item' : 'key';
    const frame: Frame = {
      map,
      list,
      next,
      key: '',
      keyStart: 0,
      keyEnd: 0,
      origin: this.#frame?.map === undefined ? start : this.#frame.keyStart,
      sometimes: false,
      merged: undefined,
      unknown: false,
      anchor,
    };
    this.#frames.push(frame);
    this.#frame = frame;
  }

  #anchor(name: string): Anchor {
    const anchor: Anchor = { value: undefined, text: '', size: 0, done: false, begin: this.#values };
    this.#anchors.set(name, anchor);
    return anchor;
  }

  #finish(anchor: Anchor, value: unknown): void {
    anchor.value = value;
    anchor.size = this.#values - anchor.begin + 1;
    anchor.done = true;
  }

  #close(): void {
    const frame = this.#frames.pop();
    // The end of the document itself closes nothing.
    if (frame === undefined) return;
    this.#frame = this.#frames[this.#frames.length - 1];
    const value = frame.unknown ? UNKNOWN : (frame.map ?? frame.list);
    if (frame.anchor !== undefined) this.#finish(frame.anchor, value);
    if (this.#frame?.next === 'key') {
      this.#problem('A key must be a plain value, not a map or a list.');
      this.#frame.next = 'drop';
    } else this.#give(value, false);
  }

  #scalar(event: ReadEvent): void {
    this.#values++;
    const text = this.#text;
    if (event.start >= 0) {
      this.#start = event.start;
      this.#end = event.end;
    }
    const masked = this.#isMasked(event);
    const frame = this.#frame;
    if (frame?.next === 'key' && !masked && isMergeKey(text, event)) {
      frame.next = 'merge';
      return;
    }
    const source = masked ? '' : scalarText(text, event);
    const value = masked ? UNKNOWN : this.#scalarValue(event, source);
    const name = event.properties?.anchor;
    if (name !== undefined) {
      const anchor = this.#anchor(name);
      this.#finish(anchor, value);
      anchor.text = source;
    }
    if (frame?.next === 'key') this.#key(value, source);
    else this.#give(value, false);
  }

  #scalarValue(event: ReadEvent, source: string): ScalarValue | typeof UNKNOWN {
    const tag = tagOf(event);
    if (tag === undefined) {
      if (event.style !== STYLE.PLAIN) return source;
      if (source === '' && this.#template && this.#frame?.next !== 'key') return UNKNOWN;
      return plainValue(source);
    }
    const value = taggedValue(tag, source);
    if (value !== INVALID) return value;
    this.#problem(`This is not a value of type ${tag}.`);
    return UNKNOWN;
  }

  /** Masks and scalars both come in order, so one pass over the masks serves all scalars. */
  #isMasked(event: ReadEvent): boolean {
    if (this.#masks.length === 0 || event.start < 0) return false;
    let mask = this.#masks[this.#mask];
    while (mask !== undefined && mask.end <= event.start) mask = this.#masks[++this.#mask];
    return mask !== undefined && mask.start < event.end;
  }

  #alias(name: string, start: number, end: number): void {
    this.#start = start;
    this.#end = end;
    const anchor = this.#anchors.get(name);
    if (anchor?.done !== true) {
      if (name === '') this.#problem('An alias needs the name of an anchor.', start, end);
      else if (anchor) this.#problem(`The value of &${name} contains itself.`);
      else this.#problem(`No anchor &${name} stands before this alias.`);
      if (this.#frame?.next === 'key') this.#key(UNKNOWN, '');
      else this.#give(UNKNOWN, true);
      return;
    }
    this.#values += anchor.size;
    this.#aliased += anchor.size;
    if (this.#frame?.next !== 'key') this.#give(anchor.value, true);
    else if (typeof anchor.value === 'object' && anchor.value !== null) {
      this.#problem('A key must be a plain value, not a map or a list.');
      this.#frame.next = 'drop';
    } else this.#key(anchor.value as ScalarValue | typeof UNKNOWN, anchor.text);
  }

  #key(value: ScalarValue | typeof UNKNOWN, source: string): void {
    const frame = this.#frame as Frame;
    frame.next = 'drop';
    if (value === UNKNOWN) {
      this.#unknownKey = true;
      return;
    }
    const key = keyText(value, source);
    if (key === undefined) {
      this.#problem(value === null ? 'A key must not be null.' : 'This number is too large for a key.');
      return;
    }
    frame.next = 'value';
    frame.key = key;
    frame.keyStart = this.#start;
    frame.keyEnd = this.#end;
    frame.sometimes = this.#isSometimes(frame, this.#start);
  }

  /** The place lies in a conditional part that begins within the frame. Places come in order. */
  #isSometimes(frame: Frame, offset: number): boolean {
    if (this.#blocks.length === 0) return false;
    let boundary = this.#blocks[this.#block];
    while (boundary !== undefined && boundary.offset <= offset) {
      if (boundary.opens) this.#openBlocks.push(boundary.offset);
      else this.#openBlocks.pop();
      boundary = this.#blocks[++this.#block];
    }
    return (this.#openBlocks.at(-1) ?? -1) > frame.origin;
  }

  #give(value: unknown, alias: boolean): void {
    const frame = this.#frame;
    if (frame === undefined) {
      this.#root = this.#finiteOrUnknown(value);
      return;
    }
    if (frame.list !== undefined) {
      const sometimes = !(typeof value === 'object' && value !== null) && this.#isSometimes(frame, this.#start);
      frame.list.push(sometimes ? UNKNOWN : this.#finiteOrUnknown(value));
      return;
    }
    if (frame.next === 'value') this.#set(frame, frame.sometimes ? UNKNOWN : this.#finiteOrUnknown(value));
    else if (frame.next === 'merge') this.#merge(frame, value, alias);
    frame.next = 'key';
  }

  #finiteOrUnknown(value: unknown): unknown {
    if (typeof value !== 'number' || Number.isFinite(value)) return value;
    this.#problem('JSON, which Kubernetes turns this into, has no such number.');
    return UNKNOWN;
  }

  #set(frame: Frame, value: unknown): void {
    const map = frame.map as DataMap;
    const { key } = frame;
    if (map[key] !== undefined && Object.hasOwn(map, key) && frame.merged?.has(key) !== true) {
      if (this.#template) {
        map[key] = UNKNOWN;
        return;
      }
      this.#problem(
        `The key "${shortened(key)}" stands here twice; only the last one counts.`,
        frame.keyStart,
        frame.keyEnd,
      );
    }
    frame.merged?.delete(key);
    put(map, key, value);
  }

  #merge(frame: Frame, value: unknown, alias: boolean): void {
    // An alias of a list of maps does not merge, though a list of aliases does.
    const sources = Array.isArray(value) && !alias ? (value as unknown[]) : [value];
    for (const source of sources.toReversed()) {
      if (source === UNKNOWN) frame.unknown = !this.#template;
      else if (typeof source !== 'object' || source === null || Array.isArray(source)) {
        this.#problem('Only maps can be merged by <<.');
      } else this.#mergeMap(frame, source as DataMap);
    }
  }

  #mergeMap(frame: Frame, source: DataMap): void {
    const keys = Object.keys(source);
    this.#aliased += keys.length;
    frame.merged ??= new Set();
    for (const key of keys) {
      frame.merged.add(key);
      put(frame.map as DataMap, key, source[key]);
    }
  }
}

function put(map: DataMap, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true });
  else map[key] = value;
}

function shortened(key: string): string {
  return key.length > 60 ? `${key.slice(0, 57)}...` : key;
}
