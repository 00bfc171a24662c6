import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UNKNOWN } from '../../server/src/documents/unknown.ts';
import { flagged, only } from './both.ts';

/** What `sigs.k8s.io/yaml` v1.6.0 answers for the same text. */
const AS_KUBERNETES: [string, unknown][] = [
  ['a: yes\nb: On\nc: y\nd: NO\ne: off\nf: "yes"\ng: yEs', { a: true, b: true, c: true, d: false, e: false, f: 'yes', g: 'yEs' }],
  ['a: ~\nb: null\nc:\nd: ""\ne: "null"', { a: null, b: null, c: null, d: '', e: 'null' }],
  ['a: 0777\nb: 0o17\nc: 0x1F\nd: 0b11\ne: 0899\nf: 1_000\ng: -0x1F\nh: +5\ni: 0b-1', { a: 511, b: 15, c: 31, d: 3, e: 899, f: 1000, g: -31, h: 5, i: -1 }],
  ['a: 1.5\nb: .5\nc: 1.e3\nd: 1e3\ne: 1e400\nf: 0x\ng: "-"\nh: 99999999999999999999', { a: 1.5, b: 0.5, c: 1000, d: 1000, e: '1e400', f: '0x', g: '-', h: 1e20 }],
  ['a: 2001-01-01\nb: 190:20:30\nc: 12:30\nd: 2001-01-01T00:00:00Z', { a: '2001-01-01', b: '190:20:30', c: '12:30', d: '2001-01-01T00:00:00Z' }],
  ['a: !!str 123\nb: !!int "3"\nc: !!float 3\nd: !!bool yes\ne: !!binary aGVsbG8=\nf: !mine 3\ng: ! 3\nh: !!null ""', { a: '123', b: 3, c: 3, d: true, e: 'hello', f: '3', g: '3', h: null }],
  ['y: 1\n0x10: 2\n1.0: 3\n1000000.0: 4\n1234567.5: 5\n-0.00001: 6\n.inf: 7\n!!str 1: 8', { true: 1, '16': 2, '1': 8, '1e+06': 4, '1.2345675e+06': 5, '-1e-05': 6, '.inf': 7 }],
  ['a: &x {b: 1}\nc: *x\nd: &y z\n*y : 3', { a: { b: 1 }, c: { b: 1 }, d: 'z', z: 3 }],
  ['a: &x {b: 1, c: 2}\nd:\n  c: 3\n  <<: *x', { a: { b: 1, c: 2 }, d: { b: 1, c: 2 } }],
  ['<<: [{a: 1}, {a: 2, b: 3}]\nb: 4', { a: 1, b: 4 }],
  ['"<<": {a: 1}\nb: <<', { '<<': { a: 1 }, b: '<<' }],
  ['a: |\n  x\n  y\nb: >-\n  x\n  y\nc: |+\n  x\n\nd: |2\n   x\n', { a: 'x\ny\n', b: 'x y', c: 'x\n\n', d: ' x\n' }],
  ['a: |\n  open end', { a: 'open end' }],
  ['{"a": 1,\n\t"b": [true, null, "x\\u0041"]}', { a: 1, b: [true, null, 'xA'] }],
  ['a: {b, c: }\nd: [e: f, ]', { a: { b: null, c: null }, d: [{ e: 'f' }] }],
  ['a: !!set {x}', { a: { x: null } }],
];

for (const [text, expected] of AS_KUBERNETES) {
  test(`reads ${JSON.stringify(text)} as Kubernetes does`, () => {
    const { data, problems } = only(text);
    if (text.includes('1.0: 3')) assert.deepEqual(flagged(only(text)), ['1']);
    else assert.deepEqual(problems, []);
    assert.deepEqual(data, expected);
  });
}

test('a key named __proto__ is a key like any other', () => {
  const data = only('__proto__: {a: 1}\nconstructor: 2').data as object;
  assert.deepEqual(Object.keys(data), ['__proto__', 'constructor']);
  assert.equal(Object.getPrototypeOf(data), Object.prototype);
});

test('what Kubernetes refuses is unknown or left out, with a problem at its place', () => {
  const cases: [string, unknown, string][] = [
    ['a: 1\nb: 2\na: 3', { a: 3, b: 2 }, 'a'],
    ['a: *x', { a: UNKNOWN }, '*x'],
    ['a: &x [*x]', { a: [UNKNOWN] }, '*x'],
    ['a: .inf', { a: UNKNOWN }, '.inf'],
    ['~: 1\nb: 2', { b: 2 }, '~'],
    ['? [a]\n: b', {}, 'a'],
    ['a: !!int x', { a: UNKNOWN }, 'x'],
    ['<<: 1\nb: 2', { b: 2 }, '1'],
    ['a:\n  b: 1\n  <<: *no', { a: UNKNOWN }, '*no'],
  ];
  for (const [text, data, range] of cases) {
    const document = only(text);
    assert.deepEqual(document.data, data, text);
    assert.deepEqual(flagged(document), [range], text);
  }
});

test('an alias bomb is one problem and no data', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 30; level++) lines.push(`a${level}: &a${level} [${`*a${level - 1},`.repeat(10)}]`);
  const document = only(lines.join('\n'));
  assert.equal(document.data, undefined);
  assert.equal(document.problems.length, 1);
});

test('aliases that are used often in earnest are read', () => {
  const text = `a: &a {b: [1, 2, 3]}\nc:\n${'- *a\n'.repeat(5000)}`;
  const document = only(text);
  assert.deepEqual(document.problems, []);
  assert.equal((document.data as { c: unknown[] }).c.length, 5000);
});

for (const [name, text] of [
  ['brackets', '['.repeat(10_000)],
  ['closed brackets', '['.repeat(5000) + ']'.repeat(5000)],
  ['dashes', '- '.repeat(10_000)],
  ['flow maps', '{a: '.repeat(2000)],
  ['block maps', Array.from({ length: 1200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
] as const) {
  test(`deeply nested ${name} are one problem and no data`, () => {
    const document = only(text);
    assert.equal(document.data, undefined);
    assert.equal(document.problems.length, 1);
    assert.equal(document.tree, undefined);
  });
}
