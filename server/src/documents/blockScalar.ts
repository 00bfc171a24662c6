/** How the line ends after a block scalar's last line are kept: one, none (`-`) or all (`+`). */
export type Chomping = 'clip' | 'strip' | 'keep';

/** What the header of a block scalar (`|-`, `>2+`) says of the line ends. */
export function chompingOf(header: string): Chomping {
  return header.includes('-') ? 'strip' : header.includes('+') ? 'keep' : 'clip';
}

/**
 * The text of a block scalar, as go-yaml makes it: a line of blanks that is longer than the indentation has content, and
 * a last line that the text does not end stays open.
 *
 * @param lines The lines after the header, with their line ends.
 * @param indent Columns that every line of content begins with; -1 where none has content.
 */
export function blockScalarText(lines: string, indent: number, chomping: Chomping, folded: boolean): string {
  const plain = lines.includes('\r') ? lines.replace(/\r\n?/g, '\n') : lines;
  const text = withoutIndentation(plain, indent);
  const end = contentEnd(text);
  const content = folded ? fold(text.slice(0, end)) : text.slice(0, end);
  if (chomping === 'strip') return content;
  if (chomping === 'keep') return content + text.slice(end);
  return end > 0 && end < text.length ? `${content}\n` : content;
}

/** One expression for each indentation that was met; there are few. */
const INDENTATIONS = new Map<number, RegExp>();

function withoutIndentation(lines: string, indent: number): string {
  // No line has content then.
  if (indent < 0) return lines.replace(/ +/g, '');
  let expression = INDENTATIONS.get(indent);
  if (expression === undefined)
    INDENTATIONS.set(indent, (expression = new RegExp(`\\n {1,${Math.max(indent, 1)}}`, 'g')));
  return `\n${lines}`.replace(expression, '\n').slice(1);
}

function contentEnd(text: string): number {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 10) end--;
  return end;
}

/** Joins the lines that do not begin with a blank; of several line ends, the first goes. */
function fold(content: string): string {
  let text = '';
  let wasIndented = true;
  let emptyLines = 0;
  let first = true;
  for (const line of content.split('\n')) {
    if (line === '') {
      emptyLines++;
      continue;
    }
    const isIndented = line.startsWith(' ') || line.startsWith('\t');
    if (first) text += '\n'.repeat(emptyLines);
    else if (wasIndented || isIndented) text += '\n'.repeat(emptyLines + 1);
    else text += emptyLines === 0 ? ' ' : '\n'.repeat(emptyLines);
    text += line;
    first = false;
    wasIndented = isIndented;
    emptyLines = 0;
  }
  return text;
}
