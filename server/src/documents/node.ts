/**
 * The syntax tree of one document, the same whichever reader made it. Offsets count UTF-16 units from the start of the
 * document's own text. `start` is after an anchor and a tag; `end` is after the last character of the value itself, so
 * neither trailing blanks and comments nor the final line end belong to it.
 */
export type Node = ScalarNode | MapNode | ListNode | AliasNode;

interface NodeBase {
  readonly start: number;
  readonly end: number;
  /** The anchor (`&name`) in front of the node, without the ampersand. */
  readonly anchor?: string;
}

/** A missing value (`key:`) is an empty plain scalar of zero width. A block scalar starts at its `|` or `>`. */
export interface ScalarNode extends NodeBase {
  readonly type: 'scalar';
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
}

export interface MapNode extends NodeBase {
  readonly type: 'map';
  readonly flow: boolean;
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly key: Node;
  /** The key as a JSON object has it. */
  readonly name: string;
  readonly value: Node;
  /**
   * `<<: *anchor`: the entries of the value count as this map's own. Kubernetes' reader lets them overwrite what stands
   * before it in the map, and what stands after it overwrites them.
   */
  readonly merge: boolean;
}

export interface ListNode extends NodeBase {
  readonly type: 'list';
  readonly flow: boolean;
  readonly items: readonly Node[];
}

export interface AliasNode extends NodeBase {
  readonly type: 'alias';
  readonly name: string;
  /** Undefined where no such anchor stands before it. */
  readonly target: Node | undefined;
}

/** Offsets in UTF-16 units, `end` exclusive. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}
