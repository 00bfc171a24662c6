import { EVENT, isMergeKey, MAX_NESTING, scalarText, STYLE, tagOf } from './events.ts';
import type { ReadEvent } from './events.ts';
import type { AliasNode, ListNode, MapEntry, MapNode, Node, ScalarNode } from './node.ts';
import { INVALID, keyText, plainValue, taggedValue } from './scalars.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A map or list whose end is not yet read. */
interface Frame {
  readonly node: Mutable<MapNode> | Mutable<ListNode>;
  readonly entries: MapEntry[];
  readonly items: Node[];
  key: Node | undefined;
  keyName: string;
  merge: boolean;
}

/** An anchored node; its target is given only to aliases after its end, so that no node contains itself. */
interface Target {
  readonly node: Node;
  readonly text: string;
  open: boolean;
}

const STYLES = new Map<number, ScalarNode['style']>([
  [STYLE.PLAIN, 'plain'],
  [STYLE.SINGLE, 'single'],
  [STYLE.DOUBLE, 'double'],
  [STYLE.LITERAL, 'literal'],
  [STYLE.FOLDED, 'folded'],
]);

/** Builds the syntax tree of a document; undefined when there is nothing in it. */
export function buildTree(text: string, events: readonly ReadEvent[]): Node | undefined {
  return new TreeBuilder(text).build(events);
}

class TreeBuilder {
  readonly #text: string;
  readonly #frames: Frame[] = [];
  readonly #targets = new Map<string, Target>();
  #root: Node | undefined;
  /** The end of what is read so far: what has no offset of its own is looked for from here. */
  #last = 0;

  constructor(text: string) {
    this.#text = text;
  }

  build(events: readonly ReadEvent[]): Node | undefined {
    for (const event of events) {
      switch (event.type) {
        case EVENT.SCALAR:
          this.#scalar(event);
          break;
        case EVENT.MAP:
        case EVENT.LIST:
          this.#open(event);
          if (this.#frames.length > MAX_NESTING) return undefined;
          break;
        case EVENT.ALIAS:
          this.#alias(this.#text.slice(event.start, event.end), event.start - 1, event.end);
          break;
        case EVENT.END:
          this.#close();
          break;
        default:
      }
    }
    return this.#root;
  }

  #open(event: ReadEvent): void {
    const anchor = event.properties?.anchor;
    const entries: MapEntry[] = [];
    const items: Node[] = [];
    const { flow } = event;
    const place = { start: event.start, end: event.start, flow, ...(anchor === undefined ? {} : { anchor }) };
    const node: Frame['node'] =
      event.type === EVENT.MAP ? { type: 'map', ...place, entries } : { type: 'list', ...place, items };
    if (anchor !== undefined) this.#targets.set(anchor, { node, text: '', open: true });
    this.#frames.push({ node, entries, items, key: undefined, keyName: '', merge: false });
    this.#last = flow && this.#isBracket(event.start) ? event.start + 1 : event.start;
  }

  #isBracket(offset: number): boolean {
    const char = this.#text.charCodeAt(offset);
    return char === 123 || char === 91;
  }

  #close(): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    const { node } = frame;
    // Recovered text may break off between a key and its value.
    if (frame.key !== undefined) frame.entries.push(this.#entry(frame, this.#emptyAt(this.#last)));
    if (node.flow && this.#isBracket(node.start)) {
      const bracket = this.#skip(this.#last, ',:?');
      const closing = this.#text.charAt(node.start) === '{' ? '}' : ']';
      node.end = this.#text.charAt(bracket) === closing ? bracket + 1 : this.#last;
    } else node.end = Math.max(this.#last, node.start);
    const target = node.anchor === undefined ? undefined : this.#targets.get(node.anchor);
    if (target?.node === node) target.open = false;
    this.#last = node.end;
    this.#give(node, '', false);
  }

  #scalar(event: ReadEvent): void {
    const text = this.#text;
    const anchor = event.properties?.anchor;
    const [start, end] = this.#scalarRange(event);
    const style = STYLES.get(event.style) ?? 'plain';
    const node: ScalarNode = { type: 'scalar', style, start, end, ...(anchor === undefined ? {} : { anchor }) };
    this.#last = end;
    const isKey = this.#isKeyNext();
    const decoded = isKey || anchor !== undefined ? scalarText(text, event) : '';
    if (anchor !== undefined) this.#targets.set(anchor, { node, text: scalarAsKey(event, decoded), open: false });
    this.#give(node, isKey ? scalarAsKey(event, decoded) : '', isKey && isMergeKey(text, event));
  }

  #scalarRange(event: ReadEvent): [number, number] {
    const text = this.#text;
    const afterProperties = event.properties?.end ?? -1;
    if (event.block !== undefined) {
      const { start } = event.block;
      let end = event.end;
      const headerEnd = start + (/^[|>][-+\d]*/.exec(text.slice(start, start + 4))?.[0].length ?? 0);
      while (end > event.start && isSpace(text.charCodeAt(end - 1))) end--;
      return [start, end > event.start ? end : headerEnd];
    }
    if (event.style !== STYLE.PLAIN) {
      const closed = text.charCodeAt(event.end) === text.charCodeAt(event.start - 1);
      return [event.start - 1, closed ? event.end + 1 : event.end];
    }
    if (event.end > event.start) {
      let end = event.end;
      while (end > event.start && isSpace(text.charCodeAt(end - 1))) end--;
      return [event.start, end];
    }
    const start = event.start >= 0 ? event.start : afterProperties >= 0 ? afterProperties : this.#missing();
    return [start, start];
  }

  /** Where a value that is not written would stand: after its colon or dash. */
  #missing(): number {
    const frame = this.#frames[this.#frames.length - 1];
    if (frame === undefined) return this.#last;
    if (this.#isKeyNext()) return this.#skip(this.#last, frame.node.flow ? ',?' : '?');
    const next = this.#skip(this.#last, '');
    const wanted = frame.node.type === 'map' ? 58 : 45;
    return this.#text.charCodeAt(next) === wanted ? next + 1 : this.#last;
  }

  /** Skips blanks, line ends, comments and the given characters. */
  #skip(from: number, also: string): number {
    const text = this.#text;
    let offset = from;
    for (;;) {
      const char = text.charCodeAt(offset);
      if (char === 35 && (offset === 0 || isSpace(text.charCodeAt(offset - 1)) || offset === from)) {
        while (offset < text.length && text.charCodeAt(offset) !== 10 && text.charCodeAt(offset) !== 13) offset++;
      } else if (isSpace(char) || (also !== '' && offset < text.length && also.includes(text.charAt(offset)))) offset++;
      else return offset;
    }
  }

  #alias(name: string, start: number, end: number): void {
    const found = this.#targets.get(name);
    const target = found?.open === false ? found.node : undefined;
    const node: AliasNode = { type: 'alias', start, end, name, target };
    this.#last = end;
    this.#give(node, found?.text ?? '', false);
  }

  #isKeyNext(): boolean {
    const frame = this.#frames[this.#frames.length - 1];
    return frame?.node.type === 'map' && frame.key === undefined;
  }

  #emptyAt(offset: number): ScalarNode {
    return { type: 'scalar', style: 'plain', start: offset, end: offset };
  }

  #entry(frame: Frame, value: Node): MapEntry {
    return { key: frame.key as Node, name: frame.keyName, value, merge: frame.merge };
  }

  #give(node: Node, keyName: string, merge: boolean): void {
    const frame = this.#frames[this.#frames.length - 1];
    if (frame === undefined) this.#root ??= node;
    else if (frame.node.type === 'list') frame.items.push(node);
    else if (frame.key === undefined) {
      frame.key = node;
      frame.keyName = keyName;
      frame.merge = merge;
    } else {
      frame.entries.push(this.#entry(frame, node));
      frame.key = undefined;
    }
  }
}

/** The name that a scalar has as a key; its text where Kubernetes would refuse it. */
function scalarAsKey(event: ReadEvent, decoded: string): string {
  const tag = tagOf(event);
  const plain = event.style === STYLE.PLAIN;
  const value = tag !== undefined ? taggedValue(tag, decoded) : plain ? plainValue(decoded) : decoded;
  return value === INVALID ? decoded : (keyText(value, decoded) ?? decoded);
}

function isSpace(char: number): boolean {
  return char === 32 || char === 10 || char === 13 || char === 9 || char === 0xfeff;
}
