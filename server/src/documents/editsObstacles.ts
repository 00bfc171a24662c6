import type { SourceDocument } from './document.ts';
import type { Node } from './node.ts';
import type { Change } from './editsPlan.ts';
import { refuse } from './editsRefusal.ts';
import { isList, isMap, holdsUnknown } from './editsValue.ts';
import { isBlockScalar, isMissing, lineEnd, lineStart } from './editsText.ts';
import { hasLoneReturns } from './lines.ts';

/** Refuses a document that was not read whole. */
export function checkDocument(document: SourceDocument): { readonly tree: Node } {
  const { problems, tree } = document;
  const [problem] = problems;
  if (problem !== undefined) refuse(`the document has a mistake: ${problem.message}`);
  if (document.skipped) refuse('the document was not read');
  if (tree === undefined) return refuse('the document is empty');
  if (hasLoneReturns(document.text)) refuse('a line ends with a carriage return alone');
  return { tree };
}

/** The nodes that an alias repeats elsewhere. */
export function sharedNodes(tree: Node): ReadonlySet<Node> {
  const shared = new Set<Node>();
  visit(tree, (node) => {
    if (node.type === 'alias' && node.target !== undefined) shared.add(node.target);
  });
  return shared;
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  if (node.type === 'list') for (const item of node.items) visit(item, see);
  if (node.type !== 'map') return;
  for (const { key, value } of node.entries) {
    visit(key, see);
    visit(value, see);
  }
}

/** Refuses to change what also stands elsewhere. */
export function checkNode(node: Node, shared: ReadonlySet<Node>, place: string): void {
  if (node.type === 'alias') refuse(`${place} is the alias *${node.name}`);
  if (shared.has(node)) refuse(`${place} has the anchor &${node.anchor ?? ''}, which is used elsewhere`);
}

/** Refuses to change the entries of a map in which it is not clear which entry counts. */
export function checkMap(node: Node, place: string): void {
  if (node.type !== 'map') return;
  const names = new Set<string>();
  for (const { name, merge, value } of node.entries) {
    if (names.has(name)) refuse(`${place} has the key "${name}" twice`);
    names.add(name);
    if (merge && !isMergeable(value)) refuse(`${place} merges something unknown`);
  }
}

function isMergeable(node: Node): boolean {
  if (node.type === 'list') return node.items.every(isMergeable);
  return node.type === 'map' || (node.type === 'alias' && node.target?.type === 'map');
}

/** Refuses to remove an entry behind which one of the same name would come to light through a merge key. */
export function checkMerged(node: Node, name: string, place: string): void {
  if (node.type === 'map' && node.entries.some(({ merge, value }) => merge && gives(value, name))) {
    refuse(`${place} has the key "${name}" from a merge key too`);
  }
}

function gives(node: Node | undefined, name: string): boolean {
  if (node?.type === 'alias') return gives(node.target, name);
  if (node?.type === 'list') return node.items.some((item) => gives(item, name));
  return (
    node?.type === 'map' && node.entries.some((entry) => (entry.merge ? gives(entry.value, name) : entry.name === name))
  );
}

/** Refuses to remove what is needed elsewhere or cannot be known. */
export function checkRemoval(node: Node, data: unknown, shared: ReadonlySet<Node>, place: string): void {
  if (holdsUnknown(data)) refuse(`${place} holds a template expression or something broken`);
  const inside = new Set<Node>();
  visit(node, (part) => inside.add(part));
  for (const part of inside) {
    if (shared.has(part)) refuse(`${place} holds the anchor &${part.anchor ?? ''}, which is used elsewhere`);
  }
}

/** A comment with a template's control structure: the rendering would see it, whatever the YAML around it says. */
const CONTROL_IN_COMMENT = /^[ \t]*#.*\{\{-?\s*(?:if|else|end|range|with|define|block)\b/m;

/** In a template, only one plain value for another on a line of its own is sure to stay where it is put. */
export function checkTemplate(document: SourceDocument, change: Change): void {
  if (!document.template && !CONTROL_IN_COMMENT.test(document.text)) return;
  if (change.kind !== 'replace') {
    if (change.added.length > 0) refuse('the document is a template, which may add the same thing');
    for (const child of change.children.values()) {
      if (child === undefined) refuse('the document is a template, of which no part is removed');
      else checkTemplate(document, child);
    }
    return;
  }
  const { node, value } = change;
  const line = document.text.slice(lineStart(document.text, node.start), lineEnd(document.text, node.end));
  const fits = node.type === 'scalar' && !isBlockScalar(node) && !isMissing(node) && !isList(value) && !isMap(value);
  const isLong = typeof value === 'string' && value.includes('\n');
  if (!fits || isLong || line.includes('{{') || line.includes('\n')) {
    refuse('the document is a template, in which only a plain value is replaced');
  }
}
