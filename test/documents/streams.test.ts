import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFile, scanHead } from '../../server/src/documents/index.ts';
import type { DocumentHead } from '../../server/src/documents/index.ts';
import { readBoth } from './both.ts';

function parts(text: string): [string, number, number][] {
  return readBoth(text).documents.map(({ document, start, line }) => [document.text, start, line]);
}

test('documents lie between marks, with their offsets and lines', () => {
  assert.deepEqual(parts('a: 1\n---\nb: 2\n...\n---\nc: 3\n'), [
    ['a: 1\n', 0, 0],
    ['b: 2\n', 9, 2],
    ['c: 3\n', 22, 5],
  ]);
  assert.deepEqual(parts('\uFEFF---\r\na: 1\r\n--- \t\r\nb: 😀\r\n'), [
    ['a: 1\r\n', 6, 1],
    ['b: 😀\r\n', 19, 3],
  ]);
  assert.deepEqual(parts('a: 1\r---\rb: 2\r'), [
    ['a: 1\r', 0, 0],
    ['b: 2\r', 9, 2],
  ]);
});

test('what follows a mark on its line belongs to the document', () => {
  assert.deepEqual(
    readBoth('--- {a: b}\n--- text\n--- |\n x\n--- # note\na: 1\n--- !!str\n').documents.map(({ document }) => document.data),
    [{ a: 'b' }, 'text', 'x\n', { a: 1 }, ''],
  );
});

test('directives, blanks and marks make no documents; comments make one without data', () => {
  assert.deepEqual(parts('%YAML 1.1\n# c\n---\na: 1\n---\n\n---\n'), [['a: 1\n', 18, 3]]);
  assert.deepEqual(parts(''), []);
  assert.deepEqual(parts('---'), []);
  const { documents } = readFile('# hello\n---\na: 1\n');
  assert.deepEqual([documents[0]?.document.data, documents[0]?.document.tree], [undefined, undefined]);
  assert.equal(documents.length, 2);
});

test('a mark in a block scalar is a mark, an indented one or a longer word is none', () => {
  assert.deepEqual(parts('a: |\n  ---\n---b\n---\nc: |\n  x\n---\n').length, 2);
  assert.deepEqual(
    readFile('a: |\n  x\n---\nb: 1\n').documents.map(({ document }) => document.data),
    [{ a: 'x\n' }, { b: 1 }],
  );
});

test('a mark in a template comment is none', () => {
  assert.equal(readFile('{{/*\n---\n*/}}\na: 1\n').documents.length, 1);
  assert.equal(readFile('a: {{ open\n---\nb: 1 }}\n').documents.length, 2);
});

test('JSON objects may follow each other without a mark', () => {
  assert.deepEqual(
    readBoth('{"a": "}{"}\n{"b":\t[{}]}{"c": 1}').documents.map(({ document, line }) => [document.data, line]),
    [
      [{ a: '}{' }, 0],
      [{ b: [{}] }, 1],
      [{ c: 1 }, 1],
    ],
  );
});

test('an edit keeps every other document as the same object', () => {
  const part = (name: string): string => `kind: Pod\nmetadata:\n  name: ${name}\n`;
  const names = ['a', 'b', 'b', 'c', 'd'];
  const before = readFile(names.map(part).join('---\n'));
  const kept = (text: string): number[] => {
    const old = before.documents.map(({ document }) => document);
    return readFile(text, {}, before).documents.map(({ document }) => old.indexOf(document));
  };
  assert.deepEqual(kept(names.map(part).join('---\n')), [0, 1, 2, 3, 4]);
  assert.deepEqual(kept(['a', 'b', 'x', 'c', 'd'].map(part).join('---\n')), [0, 1, -1, 3, 4]);
  assert.deepEqual(kept(['d', 'b', 'b', 'a'].map(part).join('---\n')), [4, 1, 2, 0]);
  assert.deepEqual(kept(['new', ...names].map(part).join('---\n')), [-1, 0, 1, 2, 3, 4]);
});

test('other options read anew what they change', () => {
  const text = 'apiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Secret\n';
  const before = readFile(text);
  const pods = readFile(text, { wanted: ({ kind }) => kind === 'Pod' }, before);
  assert.equal(pods.documents[0]?.document, before.documents[0]?.document);
  assert.equal(pods.documents[1]?.document.skipped, true);
  assert.equal(pods.documents[1].document.data, undefined);
  const all = readFile(text, {}, pods);
  assert.equal(all.documents[0]?.document, pods.documents[0]?.document);
  assert.equal(all.documents[1]?.document.skipped, false);
  assert.notEqual(readFile(text, { template: true }, before).documents[0]?.document, before.documents[0]?.document);
});

test('the head is found without reading', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod' };
  const cases: [string, DocumentHead][] = [
    ['apiVersion: v1\nkind: Pod\n', pod],
    ['# c\r\n"apiVersion": "v1" # c\r\n\'kind\' : \'Pod\'\r\nspec:\r\n  kind: No\r\n', pod],
    ['metadata: {}\nkind: Pod #x\napiVersion: v1', { apiVersion: 'v1', kind: 'Pod' }],
    ['spec:\n  kind: Pod\n  apiVersion: v1\n', { apiVersion: undefined, kind: undefined }],
    ['apiVersion: {{ include "v" . }}\nkind: Pod', { apiVersion: '{{ include "v" . }}', kind: 'Pod' }],
  ];
  for (const [text, head] of cases) assert.deepEqual(scanHead(text), head, text);
});

test('however they are written, version and kind are asked about', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod' };
  const texts = [
    '{"kind": "Pod", "apiVersion": "v1"}',
    '{\n\t"apiVersion": "v1",\n\t"kind": "Pod"\n}',
    '  apiVersion: v1\n  kind: Pod\n',
    'apiVersion:\n  v1\nkind: &k Pod\n',
    'a: &k Pod\nkind: *k\napiVersion: !!str v1\n',
    'base: &b {apiVersion: v1}\n<<: *b\nkind: Pod\n',
    '? kind\n: Pod\napiVersion: "v\\x31"\n',
  ];
  for (const text of texts) {
    const asked: DocumentHead[] = [];
    readBoth(text, { wanted: (head) => asked.push(head) > 0 });
    assert.deepEqual(asked, [pod, pod], text);
  }
  const asked: DocumentHead[] = [];
  readFile('hello: world\n', { wanted: (head) => asked.push(head) > 0 });
  assert.deepEqual(asked, [{ apiVersion: undefined, kind: undefined }]);
});
