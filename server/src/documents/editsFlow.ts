import type { EditValue } from './edit.ts';
import type { Target } from './editsBlock.ts';
import type { Change, ListChange, MapChange, Replacement } from './editsPlan.ts';
import type { MapEntry, Node } from './node.ts';
import { joinPieces, separatePieces } from './editsPieces.ts';
import type { Piece } from './editsPieces.ts';
import { refuse } from './editsRefusal.ts';
import { isMissing, lineEnd, lineStart, skipBlank } from './editsText.ts';
import { flowEntry, flowValue } from './editsWrite.ts';
import type { FlowStyle } from './editsWrite.ts';

/**
 * Writes what becomes of a flow collection, or of a value in one.
 *
 * @param outer The style of the flow collection around it.
 */
export function writeFlowChange(target: Target, change: Change, outer: FlowStyle | undefined): void {
  if (change.kind === 'replace') writeFlowReplacement(target, change, outer);
  else writeFlowCollection(target, change, outer);
}

/** Writes another value in place of this one, in flow style. */
export function writeFlowReplacement(target: Target, change: Replacement, outer: FlowStyle | undefined): void {
  const { text, output } = target;
  const { node, value } = change;
  const style = flowStyle(target, node, outer);
  // The closing bracket shows how far in the surrounding block lets its line be.
  const indent = indentOf(text, node.type === 'scalar' ? node.start : node.end - 1);
  const keep = node.type === 'scalar' && (node.style === 'single' || node.style === 'double') ? node.style : undefined;
  const piece = flowValue(value, style, indent, keep);
  if (!isMissing(node)) output.replace(node.start, node.end, piece);
  else output.insert(node.start, text[node.start - 1] === ' ' ? piece : joinPieces(' ', piece));
}

/** An entry or item between the commas. */
interface Part {
  readonly start: number;
  readonly end: number;
}

function writeFlowCollection(target: Target, change: MapChange | ListChange, outer: FlowStyle | undefined): void {
  const { text } = target;
  const { node, children } = change;
  if (!/^[[{]$/.test(text[node.start] ?? '')) refuse('a pair without braces stands in a list');
  const style = flowStyle(target, node, outer);
  const parts =
    node.type === 'map'
      ? node.entries.map((entry) => entryPart(text, entry))
      : node.items.map((item) => ({ start: item.start, end: item.end }));
  for (const [index, child] of children) {
    if (child === undefined) continue;
    const entry = node.type === 'map' ? node.entries[index] : undefined;
    if (entry !== undefined) checkColon(text, entry);
    const value = node.type === 'map' ? (entry as MapEntry).value : (node.items[index] as Node);
    const before = text.slice(entry?.key.end ?? (index === 0 ? node.start : parts[index - 1]?.end), value.start);
    if (child.kind === 'replace' && before.includes('!')) refuse('the value to replace has a tag');
    writeFlowChange(target, child, style);
  }
  removeParts(target, node, parts, (index) => children.has(index) && children.get(index) === undefined);
  if (change.added.length > 0) addParts(target, change, parts, style);
}

function entryPart(text: string, entry: MapEntry): Part {
  if (entry.key.type !== 'scalar') refuse(`"${entry.name}" is not a simple key`);
  const colon = skipBlank(text, entry.key.end);
  const end = isMissing(entry.value) && text[colon] === ':' ? Math.max(colon + 1, entry.value.end) : entry.value.end;
  return { start: entry.key.start, end: Math.max(end, entry.key.end) };
}

/** Readers differ on `{a:}` and `{a:, b: 1}`: to the one that Kubernetes uses, the colon belongs to the key. */
function checkColon(text: string, entry: MapEntry): void {
  const colon = skipBlank(text, entry.key.end);
  if (text[colon] !== ':') refuse(`"${entry.name}" has no colon`);
  if (isMissing(entry.value) && /[,}\]]/.test(text[colon + 1] ?? ''))
    refuse(`"${entry.name}" needs a blank after its colon`);
}

/** Removes parts with their commas. The text between parts holds blanks and commas, or the removal is refused. */
function removeParts(
  { text, output }: Target,
  node: Node,
  parts: readonly Part[],
  isRemoved: (index: number) => boolean,
): void {
  let survivor: Part | undefined;
  parts.forEach((part, index) => {
    if (!isRemoved(index)) {
      survivor = part;
      return;
    }
    const before = parts[index - 1]?.end ?? node.start + 1;
    // A colon without a value keeps a blank, lest it be read as part of its key.
    const from = text[before - 1] === ':' && text[before] === ' ' ? before + 1 : before;
    const next = parts[index + 1];
    const around = text.slice(from, part.start) + text.slice(part.end, next?.start ?? node.end - 1);
    if (!/^[\s,]*$/.test(around)) refuse('comments or anchors stand between the entries in braces or brackets');
    if (survivor === undefined) output.remove(part.start, next?.start ?? part.end);
    else output.remove(from, part.end);
  });
}

function addParts(
  { text, output }: Target,
  change: MapChange | ListChange,
  parts: readonly Part[],
  style: FlowStyle,
): void {
  const { node } = change;
  const last = parts.at(-1) as Part;
  const rest = text.slice(last.end, node.end - 1);
  const trailingComma = /^\s*,/.test(rest);
  const { lines } = style;
  const lastLine = lineEnd(text, last.end);
  // A comma right after a colon would make the colon a part of the key.
  const filled = text[last.end - 1] === ':' && !change.children.has(parts.length - 1) ? ' null' : '';
  const indent = indentOf(text, last.start);
  const pieces: readonly Piece[] =
    change.kind === 'map'
      ? change.added.map(([name, value]) => flowEntry(name, value, style, indent))
      : change.added.map((value: EditValue) => flowValue(value, style, indent));
  if (lines === undefined) {
    if (rest.includes('#')) refuse('a comment stands before the closing brace or bracket');
    output.insert(last.end, joinPieces(filled, style.comma, separatePieces(pieces, style.comma)));
    return;
  }
  const added = joinPieces(lines.lineEnd + indent, separatePieces(pieces, `,${lines.lineEnd}${indent}`));
  const comment = /^[ \t]*(,?)[ \t]*#/.exec(text.slice(last.end, lastLine));
  if (comment === null) {
    if (rest.includes('#') && trailingComma) refuse('a comment stands before the closing brace or bracket');
    output.insert(last.end, joinPieces(filled, ',', added));
  } else {
    if (comment[1] === '' && trailingComma) refuse('a comma stands behind a comment');
    if (comment[1] === '') output.insert(last.end, joinPieces(filled, ','));
    output.insert(lastLine, joinPieces(added, comment[1] as string));
  }
}

function indentOf(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

/** How a flow collection is written; what it does not show itself is as in the one around it. */
function flowStyle(target: Target, node: Node, outer: FlowStyle | undefined): FlowStyle {
  const { text, style } = target;
  const isFlow = (node.type === 'map' || node.type === 'list') && node.flow;
  const first = isFlow ? (node.type === 'map' ? node.entries[0]?.key : node.items[0]) : undefined;
  const base = outer ?? rootStyle(target);
  if (!isFlow || first === undefined) return base;
  const opening = text.slice(node.start + 1, first.start);
  const entry = node.type === 'map' ? (node.entries.at(-1) as MapEntry) : undefined;
  const json = isJsonMap(node) ?? base.json;
  const space =
    entry === undefined ? undefined : /^[ \t]*:([ \t]*)$/.exec(text.slice(entry.key.end, entry.value.start));
  const seenColon = space === null || space === undefined ? undefined : space[1] === '' ? ':' : ': ';
  const seenComma = commaOf(text, node);
  const colon = seenColon ?? (seenComma === undefined ? base.colon : json && seenComma === ',' ? ':' : ': ');
  const comma = seenComma ?? (seenColon === undefined ? base.comma : seenColon === ':' ? ',' : ', ');
  const padding = /^ +$/.test(opening) ? opening : opening === '' ? '' : base.padding;
  const inherited = { json, quote: base.quote, colon, comma, padding };
  if (!opening.includes('\n')) return inherited;
  const step = stepOf(text, node, first.start) ?? base.lines?.step ?? '  ';
  return { ...inherited, lines: { step, lineEnd: style.lineEnd, inlineLists: style.inlineFlowLists } };
}

/** What is assumed before anything is seen: JSON on one line has no blanks, everything else has. */
function rootStyle({ text, style }: Target): FlowStyle {
  const json = isJson(text);
  const compact = json && !text.trim().includes('\n');
  return { json, quote: style.quote, colon: compact ? ':' : ': ', comma: compact ? ',' : ', ', padding: '' };
}

/** The text between two entries on one line. */
function commaOf(text: string, node: Node): string | undefined {
  const places =
    node.type === 'map' ? node.entries.map(({ key, value }) => ({ start: key.start, end: value.end })) : [];
  const parts: readonly Part[] = node.type === 'list' ? node.items : places;
  for (let index = 1; index < parts.length; index++) {
    const gap = text.slice((parts[index - 1] as Part).end, (parts[index] as Part).start);
    if (/^, *$/.test(gap)) return gap;
  }
  return undefined;
}

/** What the entries' line is indented by, beyond the line of the closing brace. */
function stepOf(text: string, node: Node, first: number): string | undefined {
  const inner = indentOf(text, first);
  const outer = indentOf(text, node.end - 1);
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : undefined;
}

/** All keys stand in double quotes, as in JSON; undefined for what has no keys. */
function isJsonMap(node: Node): boolean | undefined {
  if (node.type !== 'map' || node.entries.length === 0) return undefined;
  return node.entries.every(({ key }) => key.type === 'scalar' && key.style === 'double');
}

function isJson(text: string): boolean {
  const first = text[skipBlank(text, 0)];
  if (first !== '{' && first !== '[') return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
