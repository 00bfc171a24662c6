import assert from 'node:assert/strict';
import { readFile } from '../../server/src/documents/index.ts';
import type { SourceDocument, SourceFile } from '../../server/src/documents/index.ts';
import type { ReadOptions } from '../../server/src/documents/document.ts';

/** Reads with both readers and asserts that they agree wherever both find the text intact. */
export function readBoth(text: string, options: ReadOptions = {}): SourceFile {
  const fast = readFile(text, options);
  const slow = readFile(text, { ...options, reader: 'yaml' });
  assert.equal(fast.documents.length, slow.documents.length);
  fast.documents.forEach(({ document }, index) => {
    const other = slow.documents[index]?.document as SourceDocument;
    if (document.problems.length > 0 && other.problems.length > 0) return;
    assert.deepEqual(document.data, other.data, text);
    assert.deepEqual(document.problems, other.problems, text);
    assert.equal(document.template, other.template, text);
    assert.deepEqual(document.tree, other.tree, text);
  });
  return fast;
}

/** The only document of a text, read by both readers. */
export function only(text: string, options: ReadOptions = {}): SourceDocument {
  const { documents } = readBoth(text, options);
  assert.equal(documents.length, 1, `one document in ${JSON.stringify(text)}`);
  return (documents[0] as { document: SourceDocument }).document;
}

/** What the ranges of a document's problems show. */
export function flagged(document: SourceDocument): string[] {
  return document.problems.map(({ start, end }) => document.text.slice(start, end));
}
