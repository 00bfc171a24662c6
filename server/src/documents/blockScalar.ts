/** How the line ends after a block scalar's last line are kept: one, none (`-`) or all (`+`). */
export type Chomping = 'clip' | 'strip' | 'keep';

/**
 * The text of a block scalar, as go-yaml makes it: a line of blanks that is longer than the indentation has content, and
 * a last line that the text does not end stays open.
 *
 * @param lines The lines after the header, with their line ends.
 * @param indent Columns that every line of content begins with; -1 where none has content.
 */
export function blockScalarText(lines: string, indent: number, chomping: Chomping, folded: boolean): string {
  let text = '';
  // The line end of the last line with content, and the empty lines after it.
  let lineEnd = '';
  let emptyLines = '';
  let wasIndented = false;
  for (const [, line = '', end = ''] of lines.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    if (line === '' && end === '') break;
    const content = contentOf(line, indent);
    const lineFeed = end === '' ? '' : '\n';
    if (content === undefined) {
      emptyLines += lineFeed;
      continue;
    }
    const isIndented = content.startsWith(' ') || content.startsWith('\t');
    if (folded && !wasIndented && !isIndented && lineEnd !== '') {
      if (emptyLines === '') text += ' ';
    } else text += lineEnd;
    text += emptyLines + content;
    emptyLines = '';
    wasIndented = isIndented;
    lineEnd = lineFeed;
  }
  if (chomping === 'strip') return text;
  return text + lineEnd + (chomping === 'keep' ? emptyLines : '');
}

/** What follows the indentation; undefined for a line that ends before. */
function contentOf(line: string, indent: number): string | undefined {
  if (indent < 0) return undefined;
  let column = 0;
  while (column < indent && line.charCodeAt(column) === 32) column++;
  return column < line.length ? line.slice(column) : undefined;
}
