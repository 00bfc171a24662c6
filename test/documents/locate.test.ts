import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commentsContaining, entryAt, LineIndex, nodeAt, pathAt, rangeOf, readFile } from '../../server/src/documents/index.ts';
import type { SourceDocument } from '../../server/src/documents/index.ts';
import { only } from './both.ts';

function shown(document: SourceDocument, path: (string | number)[], key = false): string {
  const { start, end } = rangeOf(document, path, { key });
  return document.text.slice(start, end);
}

const POD = `# 😀
apiVersion: v1
kind: Pod
metadata:
  name: "web" # the name
spec:
  hostNetwork: true
  volumes:
  containers:
    - image: nginx
      name: app
      command: [sh, -c]
      args: [a,
        b]
      script: |
        echo
      note: one
        two
    - name: other
    - image: none
    -
      - x
      - y
    - |
      block
    - "a
      b"
`;

test('a finding is shown at the value, or at what stands for it', () => {
  const pod = only(POD);
  const cases: [(string | number)[], string][] = [
    [['spec', 'hostNetwork'], 'true'],
    [['metadata', 'name'], '"web"'],
    [['spec', 'containers', 0, 'command'], '[sh, -c]'],
    [['spec', 'containers', 0, 'command', 1], '-c'],
    [['spec', 'containers', 0, 'args'], 'args'],
    [['spec', 'containers', 0, 'script'], 'script'],
    [['spec', 'containers', 0, 'note'], 'note'],
    [['spec', 'volumes'], 'volumes'],
    [['spec', 'containers'], 'containers'],
    [['spec', 'containers', 0], 'app'],
    [['spec', 'containers', 2], 'image'],
    [['spec', 'containers', 3], '- x'],
    [['spec', 'containers', 4], '|'],
    [['spec', 'containers', 5], '"a'],
    [['spec', 'containers', 0, 'securityContext', 'privileged'], 'app'],
    [['spec', 'containers', 1, 'image'], 'other'],
    [['spec', 'securityContext', 'runAsUser'], 'spec'],
    [['spec', 'containers', 9], 'containers'],
    [['spec', 'hostNetwork', 'no'], 'hostNetwork'],
    [['status', 'phase'], '"web"'],
    [[], '"web"'],
  ];
  for (const [path, text] of cases) assert.equal(shown(pod, path), text, JSON.stringify(path));
  assert.equal(shown(pod, ['spec', 'hostNetwork'], true), 'hostNetwork');
});

test('without a name, the kind, the first key or the first line stands for the object', () => {
  assert.equal(shown(only('spec: {}\nkind: Pod\n'), ['spec', 'x']), 'spec');
  assert.equal(shown(only('a:\n  b: 1\nkind: Pod\n'), ['c']), 'Pod');
  assert.equal(shown(only('a:\n  b: 1\n'), ['c']), 'a');
  assert.equal(shown(only('- 1\n- 2\n'), ['c']), '- 1');
  assert.equal(shown(readFile('  # only this\n').documents[0]?.document as SourceDocument, ['a']), '# only this');
});

test('in a List, the name of the item stands for what it lacks', () => {
  const list = only(
    'kind: List\nmetadata: {name: l}\nitems:\n- kind: Pod\n  metadata:\n    name: p\n    labels:\n- {kind: Pod, metadata: {name: q}}\n',
  );
  assert.equal(shown(list, ['items', 0, 'spec']), 'p');
  assert.equal(shown(list, ['items', 1, 'spec', 'x']), 'q');
  assert.equal(shown(list, ['items', 0, 'metadata', 'labels', 'a']), 'labels');
});

test('what an alias or a merge gives is shown where it is used', () => {
  const document = only('base: &b\n  c: 1\n  d: 2\na: *b\nm:\n  <<: *b\n  d: 3\nl:\n  - *b\n');
  assert.equal(shown(document, ['a', 'c']), '*b');
  assert.equal(shown(document, ['m', 'c']), '*b');
  assert.equal(shown(document, ['m', 'd']), '3');
  assert.equal(shown(document, ['l', 0, 'c']), '*b');
  assert.equal(document.text.slice(nodeAt(document.tree, ['m', 'c'])?.start, nodeAt(document.tree, ['m', 'c'])?.end), '1');
  assert.equal(entryAt(document.tree, ['a', 'd'])?.name, 'd');
  assert.equal(nodeAt(document.tree, ['a', 'x']), undefined);
});

test('a later merge wins over what stands before it, in the data and in the tree', () => {
  const document = only('base: &b {c: 1}\nm:\n  c: 2\n  <<: *b\n');
  assert.deepEqual(document.data, { base: { c: 1 }, m: { c: 1 } });
  assert.equal(shown(document, ['m', 'c']), '*b');
});

test('every node is found again from its own offset', () => {
  const pod = only(POD);
  const at = (text: string): unknown => pathAt(pod, pod.text.indexOf(text));
  assert.deepEqual(at('hostNetwork'), { path: ['spec', 'hostNetwork'], onKey: true });
  assert.deepEqual(at('true'), { path: ['spec', 'hostNetwork'], onKey: false });
  assert.deepEqual(at('-c'), { path: ['spec', 'containers', 0, 'command', 1], onKey: false });
  assert.deepEqual(at('echo'), { path: ['spec', 'containers', 0, 'script'], onKey: false });
  assert.deepEqual(pathAt(pod, 0), undefined);
});

test('comments are told from what only looks like them', () => {
  const text =
    '# mark 1\na: "# mark no" # mark 2\nb: | # mark 3\n  # mark no\nc: x#mark no\nd: >-\n  y # mark no\n  # mark no\n# mark 4\ne: [ # mark 5\n 1]\n';
  const comments = commentsContaining(only(text), 'mark');
  assert.deepEqual(
    comments.map((comment) => comment.text),
    ['# mark 1', '# mark 2', '# mark 3', '# mark 4', '# mark 5'],
  );
  for (const { start, end, text: comment } of comments) assert.equal(text.slice(start, end), comment);
  assert.deepEqual(commentsContaining(only(text), 'absent'), []);
  const template = only('{{/* # mark no */}}\na: {{ x }} # mark 1\r\n# mark 2\r\n');
  assert.deepEqual(
    commentsContaining(template, 'mark').map((comment) => comment.text),
    ['# mark 1', '# mark 2'],
  );
});

test('offsets and positions turn into each other, whatever ends a line', () => {
  const text = 'ab\r\n😀c\rd\n\ne';
  const lines = new LineIndex(text);
  assert.equal(lines.lineCount, 5);
  assert.deepEqual(lines.positionAt(0), { line: 0, character: 0 });
  assert.deepEqual(lines.positionAt(3), { line: 0, character: 2 });
  assert.deepEqual(lines.positionAt(6), { line: 1, character: 2 });
  assert.deepEqual(lines.positionAt(8), { line: 2, character: 0 });
  assert.deepEqual(lines.positionAt(99), { line: 4, character: 1 });
  assert.equal(lines.offsetAt({ line: 1, character: 99 }), 7);
  assert.equal(lines.offsetAt({ line: 99, character: 0 }), text.length);
  for (let line = 0; line < lines.lineCount; line++) {
    for (let offset = lines.lineStart(line); offset <= lines.lineEnd(line); offset++) {
      assert.equal(lines.offsetAt(lines.positionAt(offset)), offset);
    }
  }
});
