import assert from 'node:assert/strict';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** The text after the edits that an action makes in one file; snippets are written with their tab stops. */
export function afterAction({ edit, title }: CodeAction, uri: string, text: string): string {
  assert.ok(edit, `"${title}" has no edit`);
  const changes = edit.documentChanges as TextDocumentEdit[] | undefined;
  const edits = changes?.find(({ textDocument }) => textDocument.uri === uri)?.edits ?? edit.changes?.[uri];
  assert.ok(edits, `"${title}" does not change ${uri}`);
  const plain = edits.map((one) => ({
    range: one.range,
    newText: 'snippet' in one ? one.snippet.value : one.newText,
  }));
  return TextDocument.applyEdits(TextDocument.create(uri, 'yaml', 0, text), plain);
}
