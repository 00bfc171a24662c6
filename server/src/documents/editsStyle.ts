import type { ListNode, MapNode, Node } from './node.ts';
import type { QuoteStyle } from './editsScalar.ts';
import { isBlockCollection, isMissing, lineStart } from './editsText.ts';

/** How a document is written, learnt from most of it. */
export interface DocumentStyle {
  /** Columns by which a map stands to the right of its key. */
  readonly step: number;
  /** Columns by which a dash stands to the right of the key above it. */
  readonly listOffset: number;
  readonly quote: QuoteStyle;
  /** Lists of scalars in block style stand in brackets. */
  readonly inlineLists: boolean;
  /** Lists of scalars within a flow collection of several lines stand on one line. */
  readonly inlineFlowLists: boolean;
  readonly lineEnd: string;
}

const DEFAULT_STEP = 2;

export function learnStyle(text: string, tree: Node): DocumentStyle {
  const learner = new Learner(text);
  learner.learn(tree);
  const step = mostOf(learner.steps) ?? DEFAULT_STEP;
  return {
    step,
    listOffset: mostOf(learner.listOffsets) ?? step,
    quote: learner.single > learner.double ? 'single' : 'double',
    inlineLists: learner.inlineLists > learner.blockLists,
    inlineFlowLists: learner.inlineFlowLists > learner.openFlowLists,
    lineEnd: /\r\n/.test(text) ? '\r\n' : '\n',
  };
}

function mostOf(counts: ReadonlyMap<number, number>): number | undefined {
  let most: number | undefined;
  for (const [value, count] of counts) if (most === undefined || count > (counts.get(most) ?? 0)) most = value;
  return most;
}

class Learner {
  readonly steps = new Map<number, number>();
  readonly listOffsets = new Map<number, number>();
  single = 0;
  double = 0;
  inlineLists = 0;
  blockLists = 0;
  inlineFlowLists = 0;
  openFlowLists = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  learn(node: Node, inFlow = false): void {
    if (node.type === 'scalar') {
      if (node.style === 'single') this.single++;
      if (node.style === 'double') this.double++;
    } else if (node.type === 'list') {
      this.#learnList(node, inFlow);
      for (const item of node.items) this.learn(item, node.flow);
    } else if (node.type === 'map') {
      for (const { key, value } of node.entries) {
        if (!node.flow && isBlockCollection(value)) this.#learnOffset(key, value);
        this.learn(key, node.flow);
        this.learn(value, node.flow);
      }
    }
  }

  #learnList(node: ListNode, inFlow: boolean): void {
    const plain = node.items.length > 0 && node.items.every((item) => item.type === 'scalar' && !isMissing(item));
    if (!plain) return;
    if (!inFlow) {
      if (node.flow) this.inlineLists++;
      else this.blockLists++;
    } else if (this.#text.slice(node.start, node.end).includes('\n')) this.openFlowLists++;
    else this.inlineFlowLists++;
  }

  #learnOffset(key: Node, value: MapNode | ListNode): void {
    const offset = value.start - lineStart(this.#text, value.start) - (key.start - lineStart(this.#text, key.start));
    if (value.type === 'map' ? offset <= 0 : offset < 0) return;
    const counts = value.type === 'map' ? this.steps : this.listOffsets;
    counts.set(offset, (counts.get(offset) ?? 0) + 1);
  }
}
