import type { SourceDocument } from './document.ts';
import type { EditResult, PathEdit, TextEdit } from './edit.ts';
import { writeRootChange } from './editsBlock.ts';
import { EditOutput } from './editsOutput.ts';
import { planEdits } from './editsPlan.ts';
import { Refusal } from './editsRefusal.ts';
import { learnStyle } from './editsStyle.ts';

/**
 * Turns edits of data into the smallest edits of the document's text, which keep comments, order, quoting, indentation
 * and line ends. All edits of one call are joined: what several of them add at one place is one insertion. List
 * positions are those of the document as it stands. Setting what is already there, or removing what is not, is no edit;
 * an append always appends.
 *
 * Nothing is guessed. The answer is a refusal with its reason where an alias, an anchor used elsewhere, a merge key, a
 * tag, a double key, a mistake in the document or a template expression stands in the way.
 */
export function applyPathEdits(document: SourceDocument, edits: readonly PathEdit[]): EditResult {
  try {
    const change = planEdits(document, edits);
    if (change === undefined || document.tree === undefined) return { edits: [] };
    const output = new EditOutput();
    writeRootChange({ text: document.text, style: learnStyle(document.text, document.tree), output }, change);
    return { edits: output.edits() };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message };
    throw error;
  }
}

/** The text after edits that do not overlap. Insertions at one place come out in the order in which they are given. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let done = 0;
  for (const { start, end, newText } of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < done || end < start || end > text.length) throw new RangeError(`edits overlap at ${start}`);
    result += text.slice(done, start) + newText;
    done = end;
  }
  return result + text.slice(done);
}
