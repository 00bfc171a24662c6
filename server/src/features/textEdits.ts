import {
  SnippetTextEdit,
  TextDocumentEdit,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { LineIndex } from '../documents/lines.ts';
import type { TextEdit } from '../documents/edit.ts';

/**
 * Edits of a file's text, for the client. Placeholders become tab stops where the client knows snippets; elsewhere the
 * hint itself is written.
 *
 * @param version The version of the open document that the offsets are of; null for a file that is not open.
 */
export function workspaceEdit(
  uri: string,
  version: number | null,
  text: string,
  edits: readonly TextEdit[],
  snippets: boolean,
): WorkspaceEdit {
  const lines = new LineIndex(text);
  let tabStop = 0;
  const changes = edits.map((edit): LspTextEdit | SnippetTextEdit => {
    const range = { start: lines.positionAt(edit.start), end: lines.positionAt(edit.end) };
    if (!snippets || (edit.placeholders ?? []).length === 0) return { range, newText: edit.newText };
    let value = '';
    let done = 0;
    for (const { start, end } of edit.placeholders ?? []) {
      value += `${escapeSnippet(edit.newText.slice(done, start))}\${${++tabStop}:${escapeSnippet(edit.newText.slice(start, end))}}`;
      done = end;
    }
    return { range, snippet: { kind: 'snippet', value: value + escapeSnippet(edit.newText.slice(done)) } };
  });
  return { documentChanges: [TextDocumentEdit.create({ uri, version }, changes as LspTextEdit[])] };
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/gu, '\\$&');
}
