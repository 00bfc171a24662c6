import type { Target } from './editsBlock.ts';
import {
  columnOf,
  headerEnd,
  isBlockScalar,
  lastLeaf,
  lineEnd,
  lineStart,
  nextLine,
  previousLineEnd,
  skipBlank,
  startsLine,
} from './editsText.ts';
import type { Cell } from './editsText.ts';

/**
 * Removes entries or items of a block collection, of which at least one stays: their lines with the comments on them
 * and, indented deeper, right after them. Comments above stay: whether they speak of one entry or of several is not
 * known.
 */
export function removeCells(
  target: Target,
  cells: readonly Cell[],
  isRemoved: (index: number) => boolean,
  column: number,
): void {
  const { text, output } = target;
  // What stands behind a dash or in the first line gives its place to what follows.
  const isInline = !startsLine(text, (cells[0] as Cell).start);
  let survivor: Cell | undefined;
  cells.forEach((cell, index) => {
    if (!isRemoved(index)) {
      survivor = cell;
      return;
    }
    columnOf(text, cell.start);
    const end = withInnerComments(text, cell.end, column);
    if (isInline && survivor === undefined) output.remove(cell.start, skipBlank(text, end));
    else removeLines(target, cell.start, end, survivor);
  });
}

/** The end of the line, and of the comment lines after it that are indented deeper than the entry. */
function withInnerComments(text: string, offset: number, column: number): number {
  let end = lineEnd(text, offset);
  for (let line = nextLine(text, end); line < text.length; line = nextLine(text, line)) {
    const at = skipBlank(text, line);
    if (text[at] !== '#' || at - lineStart(text, at) <= column) break;
    line = at;
    end = lineEnd(text, at);
  }
  return end;
}

function removeLines({ text, output }: Target, start: number, end: number, before: Cell | undefined): void {
  const from = previousLineEnd(text, start) ?? 0;
  const leaf = before === undefined ? undefined : lastLeaf(before.value);
  if (leaf === undefined || !isBlockScalar(leaf)) {
    output.remove(from, end);
    return;
  }
  // The block scalar in front must not get blank lines that were not its own, nor lose its line end.
  const keeps = text.slice(leaf.start, headerEnd(text, leaf)).includes('+');
  let to = end;
  for (let line = nextLine(text, to); line < text.length; line = nextLine(text, line)) {
    const blank = text.slice(line, lineEnd(text, line));
    if (blank.trim() !== '') break;
    if (keeps || blank !== '') to = lineEnd(text, line);
  }
  output.remove(to === text.length ? lineStart(text, start) : from, to);
}
