import type { SnippetTextEdit } from 'vscode-languageserver';
import { TextDocumentEdit, type TextEdit as LspTextEdit, type WorkspaceEdit } from 'vscode-languageserver';
import { LineIndex } from '../documents/lines.ts';
import type { TextEdit } from '../documents/edit.ts';
import type { ClientFeatures } from './clientFeatures.ts';

/** Edits of the text of one file. */
export interface EditsOfFile {
  readonly uri: string;
  /** The version of the open document that the offsets are of; null for a file that is not open. */
  readonly version: number | null;
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/**
 * Edits for the client, in the form that it understands. Placeholders become tab stops where it knows snippets;
 * elsewhere the hint itself is written.
 */
export function workspaceEdit(files: readonly EditsOfFile[], client: ClientFeatures): WorkspaceEdit {
  if (client.documentChanges) {
    return {
      documentChanges: files.map(({ uri, version, text, edits }) => {
        const snippets = client.snippetEdits && edits.some(asks) ? snippetEdits(text, edits) : undefined;
        const changes = snippets ?? plainEdits(text, edits);
        return TextDocumentEdit.create({ uri, version }, changes);
      }),
    };
  }
  return { changes: Object.fromEntries(files.map(({ uri, text, edits }) => [uri, plainEdits(text, edits)])) };
}

function asks({ placeholders = [] }: TextEdit): boolean {
  return placeholders.length > 0;
}

function plainEdits(text: string, edits: readonly TextEdit[]): LspTextEdit[] {
  const lines = new LineIndex(text);
  return edits.map(({ start, end, newText }) => ({
    range: { start: lines.positionAt(start), end: lines.positionAt(end) },
    newText,
  }));
}

/**
 * As soon as one edit is a snippet, VS Code inserts all of them as snippets, and indents what follows a line end by the
 * blanks in front of the insertion. So an edit of several lines begins where nothing is in front: at the line's start.
 * Undefined when another edit is in the way.
 */
function snippetEdits(text: string, edits: readonly TextEdit[]): (LspTextEdit | SnippetTextEdit)[] | undefined {
  const lines = new LineIndex(text);
  const converted: (LspTextEdit | SnippetTextEdit)[] = [];
  let tabStop = 0;
  let done = 0;
  for (const { start, end, newText, placeholders = [] } of edits) {
    const from = /[\r\n]/u.test(newText) ? lines.lineStart(lines.positionAt(start).line) : start;
    if (from < done) return undefined;
    done = end;
    const range = { start: lines.positionAt(from), end: lines.positionAt(end) };
    const kept = text.slice(from, start);
    let value = escapeSnippet(kept);
    let written = 0;
    for (const placeholder of placeholders) {
      const hint = newText.slice(placeholder.start, placeholder.end);
      value += escapeSnippet(newText.slice(written, placeholder.start));
      value += `\${${++tabStop}:${escapeSnippet(hint)}}`;
      written = placeholder.end;
    }
    value += escapeSnippet(newText.slice(written));
    converted.push(
      placeholders.length > 0 ? { range, snippet: { kind: 'snippet', value } } : { range, newText: kept + newText },
    );
  }
  return converted;
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/gu, '\\$&');
}
