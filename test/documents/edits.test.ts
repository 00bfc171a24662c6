import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Placeholder } from '../../server/src/documents/edit.ts';
import type { EditResult, EditValue, PathEdit } from '../../server/src/documents/edit.ts';
import { applyPathEdits, applyTextEdits } from '../../server/src/documents/edits.ts';
import type { Path } from '../../server/src/documents/path.ts';
import { readFile } from '../../server/src/documents/read.ts';

const set = (path: Path, value: EditValue): PathEdit => ({ op: 'set', path, value });
const remove = (...path: Path): PathEdit => ({ op: 'remove', path });
const append = (path: Path, value: EditValue): PathEdit => ({ op: 'append', path, value });

function edit(text: string, edits: readonly PathEdit[], template?: boolean): EditResult {
  const [placed, ...others] = readFile(text, template === undefined ? {} : { template }).documents;
  assert.equal(others.length, 0);
  assert.ok(placed);
  return applyPathEdits(placed.document, edits);
}

function edited(text: string, ...edits: readonly PathEdit[]): string {
  const result = edit(text, edits);
  assert.ok('edits' in result, 'refused' in result ? result.refused : '');
  return applyTextEdits(text, result.edits);
}

/** Lines with a margin of `|`, so that indentation and blank lines are seen. */
function yaml(strings: TemplateStringsArray): string {
  const lines = (strings[0] as string).split('\n').filter((line) => line.includes('|'));
  return lines.map((line) => `${line.replace(/^ *\|/, '')}\n`).join('');
}

interface Case {
  readonly name: string;
  readonly before: string;
  readonly edits: readonly PathEdit[];
  readonly after: string;
}

const CONTAINER = ['spec', 'containers', 0] as const;

const CASES: readonly Case[] = [
  {
    name: 'two edits of a missing map are one insertion after the last entry, in front of comments',
    before: yaml`
      |spec:
      |  containers:
      |  - name: web # the first
      |    image: nginx:1.25
      |    # the second
      |  - name: log
    `,
    edits: [
      set([...CONTAINER, 'securityContext', 'runAsNonRoot'], true),
      set([...CONTAINER, 'securityContext', 'capabilities', 'drop'], ['ALL']),
    ],
    after: yaml`
      |spec:
      |  containers:
      |  - name: web # the first
      |    image: nginx:1.25
      |    securityContext:
      |      runAsNonRoot: true
      |      capabilities:
      |        drop:
      |        - ALL
      |    # the second
      |  - name: log
    `,
  },
  {
    name: 'lists are indented and in brackets where the document has them so',
    before: yaml`
      |spec:
      |    containers:
      |      - name: web
      |        args: [a, b]
    `,
    edits: [
      set([...CONTAINER, 'securityContext', 'capabilities', 'drop'], ['ALL']),
      append(['spec', 'volumes'], { name: 'tmp', emptyDir: {} }),
    ],
    after: yaml`
      |spec:
      |    containers:
      |      - name: web
      |        args: [a, b]
      |        securityContext:
      |            capabilities:
      |                drop: [ALL]
      |    volumes:
      |      - name: tmp
      |        emptyDir: {}
    `,
  },
  {
    name: 'scalars keep their quotes, trailing comments and neighbours',
    before: yaml`
      |a: 'old' # why
      |b: "old"
      |c: old    # why not
      |d: 'true'
      |e: yes
    `,
    edits: [set(['a'], "it's"), set(['b'], 'new'), set(['c'], 'yes'), set(['d'], false), set(['e'], false)],
    after: yaml`
      |a: 'it''s' # why
      |b: "new"
      |c: 'yes'    # why not
      |d: false
      |e: false
    `,
  },
  {
    name: 'every way of writing nothing is filled',
    before: yaml`
      |a:
      |b: # soon
      |c: {} # later
      |d: ~
      |e: null
      |f: []
      |g:
      |- # first
      |-
      |- {}
    `,
    edits: [
      set(['a', 'x'], 1),
      set(['b', 'x'], 1),
      set(['c', 'x'], 1),
      set(['d', 'x'], 1),
      set(['e'], 'text'),
      append(['f'], 'item'),
      set(['g', 0, 'x'], 1),
      set(['g', 1, 'x', 'z'], 1),
      set(['g', 2, 'x'], 1),
    ],
    after: yaml`
      |a:
      |  x: 1
      |b: # soon
      |  x: 1
      |c: # later
      |  x: 1
      |d:
      |  x: 1
      |e: text
      |f:
      |- item
      |g:
      |- x: 1 # first
      |- x:
      |    z: 1
      |- x: 1
    `,
  },
  {
    name: 'an entry goes with its lines and its own comment, not with the comment above',
    before: yaml`
      |a: 1
      |# about b
      |b: # soon
      |  c: 1
      |    # inside
      |
      |d: 2 # last
      |# end
    `,
    edits: [remove('b'), remove('d')],
    after: yaml`
      |a: 1
      |# about b
      |
      |# end
    `,
  },
  {
    name: 'what is left empty stays as an empty map or list',
    before: yaml`
      |a: # first
      |  # about b
      |  b: 1 # gone
      |c:
      |- x
      |- y
      |d:
      |- e: 1 # gone too
      |-   - f
      |    - g
    `,
    edits: [remove('a', 'b'), remove('c', 0), remove('c', 1), remove('d', 0, 'e'), remove('d', 1, 0)],
    after: yaml`
      |a: {} # first
      |  # about b
      |c: []
      |d:
      |- {} # gone too
      |-   - g
    `,
  },
  {
    name: 'the first entry of an item gives its dash to the next',
    before: yaml`
      |- name: x # gone
      |  # about image
      |  image: y
      |- name: z
      |  image: y
      |  tty: true
    `,
    edits: [remove(0, 'name'), remove(1, 'name'), remove(1, 'image')],
    after: yaml`
      |- # about image
      |  image: y
      |- tty: true
    `,
  },
  {
    name: 'block scalars are replaced whole, and nothing is put into them',
    before: yaml`
      |a: |- # why
      |  one
      |  two
      |b: |+
      |  keep
      |
      |c: >
      |  folded
      |  # text
      |# comment
    `,
    edits: [set(['a'], 'short'), set(['d'], 'x'), set(['c'], 'three\nfour\n')],
    after: yaml`
      |a: short # why
      |b: |+
      |  keep
      |
      |c: |
      |  three
      |  four
      |d: x
      |# comment
    `,
  },
  {
    name: 'an entry after a block scalar that keeps its blank lines comes after them',
    before: 'a: |+\n  keep\n\n',
    edits: [set(['b'], 1)],
    after: 'a: |+\n  keep\n\nb: 1\n',
  },
  {
    name: 'a block scalar does not get the blank lines of its removed neighbour',
    before: 'a: |+\n  keep\nb: 1\n\nc: 2\n',
    edits: [remove('b')],
    after: 'a: |+\n  keep\nc: 2\n',
  },
  {
    name: 'flow style stays flow style',
    before: yaml`
      |a: {b: 1, c: [x, y]} # why
      |d: { b: 1 }
      |e: [ x ]
    `,
    edits: [
      set(['a', 'd', 'e'], 'no'),
      append(['a', 'c'], 'z'),
      remove('a', 'b'),
      set(['d', 'c'], { x: [1] }),
      remove('e', 0),
    ],
    after: yaml`
      |a: {c: [x, y, z], d: {e: "no"}} # why
      |d: { b: 1, c: { x: [1] } }
      |e: []
    `,
  },
  {
    name: 'JSON stays JSON, each entry on its line',
    before: '{\n    "a": {\n        "b": []\n    },\n    "c": [\n        1\n    ]\n}\n',
    edits: [append(['a', 'b'], { x: 'yes' }), set(['a', 'd'], null), append(['c'], 2), set(['e', 'f'], {})],
    after:
      '{\n    "a": {\n        "b": [\n            {\n                "x": "yes"\n            }\n        ],\n        "d": null\n    },\n' +
      '    "c": [\n        1,\n        2\n    ],\n    "e": {\n        "f": {}\n    }\n}\n',
  },
  {
    name: 'JSON stays JSON on one line',
    before: '{"a":{"b":1,"c":2},"d":{}}',
    edits: [set(['a', 'e'], { x: [1, 'y'] }), remove('a', 'c'), set(['d', 'x'], true)],
    after: '{"a":{"b":1,"e":{"x":[1,"y"]}},"d":{"x":true}}',
  },
  {
    name: 'a comma goes in front of a comment in a flow collection of several lines',
    before: 'a: [\n  x, # one\n  y # two\n]\n',
    edits: [append(['a'], 'z')],
    after: 'a: [\n  x, # one\n  y, # two\n  z\n]\n',
  },
  {
    name: 'CRLF stays, and so does a missing last line end',
    before: 'a:\r\n  b: 1\r\nc: 2',
    edits: [set(['a', 'd', 'e'], 1), set(['f'], 2)],
    after: 'a:\r\n  b: 1\r\n  d:\r\n    e: 1\r\nc: 2\r\nf: 2',
  },
  {
    name: 'the last line without a line end goes',
    before: 'a: 1\nb: 2',
    edits: [remove('b')],
    after: 'a: 1',
  },
  {
    name: 'what was removed gives its place to what is added',
    before: 'a:\n  b: 1\nc: 2\n',
    edits: [remove('a', 'b'), set(['a', 'd'], 1), remove('c'), set(['e'], 3)],
    after: 'a:\n  d: 1\ne: 3\n',
  },
  {
    name: 'a map set over a map changes only what differs',
    before: 'a:\n  # one\n  b: 1 # two\n  c: 0x10\n  d: [x]\n',
    edits: [set(['a'], { c: 16, b: 2, e: 'new' })],
    after: 'a:\n  # one\n  b: 2 # two\n  c: 0x10\n  e: new\n',
  },
  {
    name: 'a list set over a list keeps the items that stay',
    before: 'drop:\n- NET_ADMIN # why\n- SYS_TIME\n- CHOWN # ok\n',
    edits: [set(['drop'], ['CHOWN', 'ALL'])],
    after: 'drop:\n- CHOWN # ok\n- ALL\n',
  },
  {
    name: 'a collection gives way to a scalar and the other way round',
    before: 'a:\n  b: 1\n  c: 2\nd: old # why\ne:\n- x: 1\n  y: 2\n- "z" # no\n',
    edits: [set(['a'], 'text'), set(['d'], { x: 1 }), set(['e', 0], 5), set(['e', 1], { x: 1, z: [] })],
    after: 'a: text\nd: # why\n  x: 1\ne:\n- 5\n- # no\n  x: 1\n  z: []\n',
  },
  {
    name: 'dashes keep their distance',
    before: '-   a: 1\n-   b: 2\n',
    edits: [append([], { c: 3, d: { e: 4 } }), set([0, 'f'], 1)],
    after: '-   a: 1\n    f: 1\n-   b: 2\n-   c: 3\n    d:\n      e: 4\n',
  },
  {
    name: 'lists in lists',
    before: '- - a\n  - b\n- []\n',
    edits: [append([0], 'c'), append([], ['d', 'e']), append([1], ['f'])],
    after: '- - a\n  - b\n  - c\n- - - f\n- - d\n  - e\n',
  },
  {
    name: 'keys and strings are quoted where they need it',
    before: 'a: "x"\n',
    edits: [
      set(['8080'], '1'),
      set(['on'], 'a: b'),
      set(['app.kubernetes.io/name'], '2024-01-01'),
      set(['cpu'], '100m'),
      set(['empty'], ''),
      set(['tilde'], '~'),
      set(['args'], ['--flag=x', '-', '- x', '1e3', '0o7', '1:30', 'nginx:1.25', '*a', 'a #b', 'é', '\t']),
    ],
    after: yaml`
      |a: "x"
      |"8080": "1"
      |"on": "a: b"
      |app.kubernetes.io/name: "2024-01-01"
      |cpu: 100m
      |empty: ""
      |tilde: "~"
      |args:
      |  - --flag=x
      |  - "-"
      |  - "- x"
      |  - "1e3"
      |  - "0o7"
      |  - "1:30"
      |  - nginx:1.25
      |  - "*a"
      |  - "a #b"
      |  - "é"
      |  - "\\t"
    `,
  },
  {
    name: 'an anchor that nothing uses stays in front of the new value',
    before: 'a: &x 1\nb: &y\n  c: 1\n',
    edits: [set(['a'], 2), remove('b', 'c')],
    after: 'a: &x 2\nb: &y {}\n',
  },
  {
    name: 'an unused anchor and an alias beside the edit do not stand in the way',
    before: 'a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 1\n',
    edits: [set(['d', 'f'], 2), set(['d', 'e'], 3), set(['c', 'b'], 1)],
    after: 'a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 3\n  f: 2\n',
  },
  {
    name: 'a value of several lines on its own line',
    before: 'a:\n  # above\n  some\n  words # end\nb: "x\n  y"\n',
    edits: [set(['a'], 'new'), set(['b'], 1)],
    after: 'a:\n  # above\n  new # end\nb: 1\n',
  },
  {
    name: 'later edits change what earlier ones add',
    before: 'a: {}\n',
    edits: [
      set(['a', 'b'], { c: 1, d: [1] }),
      remove('a', 'b', 'c'),
      append(['a', 'b', 'd'], 2),
      set(['x'], 1),
      remove('x'),
    ],
    after: 'a:\n  b:\n    d:\n      - 1\n      - 2\n',
  },
];

for (const { name, before, edits, after } of CASES) {
  test(name, () => {
    assert.equal(edited(before, ...edits), after);
    const settled = edits.filter(({ op }) => op === 'set');
    if (settled.length === edits.length) assert.deepEqual(edit(after, settled), { edits: [] });
  });
}

const REFUSED: readonly (readonly [name: string, text: string, edit: PathEdit, reason: RegExp])[] = [
  ['an alias', 'a: &x {b: 1}\nc: *x\n', set(['c', 'b'], 2), /^c is the alias \*x$/],
  ['an alias as the value', 'a: &x 1\nc: *x\n', set(['c'], 2), /^c is the alias \*x$/],
  ['an anchor that is used', 'a: &x {b: 1}\nc: *x\n', set(['a', 'b'], 2), /^a has the anchor &x, which is used elsewhere$/],
  ['an anchor that is used, inside', 'a:\n  b: &x 1\nc: *x\n', remove('a'), /^a holds the anchor &x/],
  ['a merged value', 'a: &x {b: 1}\nc:\n  <<: *x\n', set(['c', 'b'], 2), /^c\.b comes from a merge key$/],
  ['a merge key', 'a: 1\n', set(['<<'], 2), /merge key/],
  ['an expression', 'a: "{{ x }}"\nb: 1\n', set(['a'], 2), /^a holds a template expression/],
  ['an expression to write', 'a: 1\n', set(['a'], '{{ x }}'), /template expression/],
  ['a tag', 'a: !!str 1\n', set(['a'], 2), /tag/],
  ['a tag in braces', 'a: {b: !!str 1}\n', set(['a', 'b'], 2), /tag/],
  ['an explicit key', '? a\n: 1\n', set(['a'], 2), /simple key|stands behind/],
  ['a double key', 'a: 1\nb:\n  c: 1\n  c: 2\n', set(['b', 'd'], 2), /./],
  ['a broken document', 'a: 1\nb: [\n', set(['a'], 2), /^the document has a mistake: /],
  ['a scalar on the way', 'a: 1\n', set(['a', 'b'], 2), /^a is not a map/],
  ['a list on the way', 'a: [1]\n', set(['a', 'b'], 2), /^a is not a map$/],
  ['a map instead of a list', 'a: {b: 1}\n', append(['a'], 2), /^a is not a list$/],
  ['an item that is not there', 'a: [1]\n', set(['a', 1], 2), /^a has no item 1$/],
  ['the whole document', 'a: 1\n', remove(), /^the whole document cannot be removed$/],
  ['a number that JSON has not', 'a: 1\n', set(['a'], Infinity), /not a JSON number/],
  ['a pair without braces', 'a: [b: 1]\n', set(['a', 0, 'c'], 2), /pair without braces/],
  ['a colon that readers differ on', 'a: {"b":, c: 1}\n', set(['a', 'b'], 2), /^"b" needs a blank/],
  ['comments in braces', 'a: {\n  b: 1, # one\n  # two\n  c: 2\n}\n', remove('a', 'c'), /^comments/],
];

for (const [name, text, pathEdit, reason] of REFUSED) {
  test(`refused: ${name}`, () => {
    const result = edit(text, [pathEdit]);
    assert.ok('refused' in result, JSON.stringify(result));
    assert.match(result.refused, reason);
  });
}

test('in a template only a plain value on a line of its own is replaced', () => {
  const text = 'a: 1 # why\nb: {{ .Values.b }}\nc:\n  d: "no"\n{{- if .Values.f }}\nf: 1\n{{- end }}\n';
  const allowed = edit(text, [set(['a'], 2), set(['c', 'd'], 'yes')]);
  assert.ok('edits' in allowed, JSON.stringify(allowed));
  assert.equal(applyTextEdits(text, allowed.edits), text.replace('1', '2').replace('"no"', '"yes"'));
  for (const refusedEdit of [set(['b'], 1), set(['e'], 1), set(['c', 'e'], 1), set(['f'], 2), remove('a'), remove('x'), set(['a'], []), set(['a'], 'x\ny\n')]) {
    assert.ok('refused' in edit(text, [refusedEdit]), JSON.stringify(refusedEdit));
  }
  assert.ok('refused' in edit('# {{ if x }}\na: 1\n# {{ end }}\n', [set(['b'], 1)]));
});

test('placeholders are named with their place in the new text', () => {
  const text = 'a: 1\nb: old\n';
  const value = { image: new Placeholder('registry/image:tag'), user: new Placeholder('a number: 10000 or more') };
  const result = edit(text, [set(['b'], new Placeholder('what')), set(['c'], [value])]);
  assert.ok('edits' in result);
  const found = result.edits.flatMap(({ newText, placeholders = [] }) =>
    placeholders.map(({ start, end, hint }) => [newText.slice(start, end), hint]),
  );
  assert.deepEqual(found, [
    ['what', 'what'],
    ['registry/image:tag', 'registry/image:tag'],
    ['"a number: 10000 or more"', 'a number: 10000 or more'],
  ]);
});

test('edits are as small as can be', () => {
  assert.deepEqual(edit('a: one\nb: {c: 1}\n', [set(['a'], 'two'), set(['b', 'd'], 2)]), {
    edits: [
      { start: 3, end: 6, newText: 'two' },
      { start: 15, end: 15, newText: ', d: 2' },
    ],
  });
  assert.deepEqual(edit('a: 0x10\nb: [1]\n', [set(['a'], 16), set(['b'], [1]), remove('c', 'd')]), { edits: [] });
});

test('overlapping text edits are an error of the caller', () => {
  const edits = [
    { start: 0, end: 2, newText: '' },
    { start: 1, end: 3, newText: '' },
  ];
  assert.throws(() => applyTextEdits('abcd', edits), RangeError);
});

test('text edits are applied in the order of the text, insertions at one place in the order given', () => {
  const edits = [
    { start: 3, end: 4, newText: 'D' },
    { start: 1, end: 1, newText: 'x' },
    { start: 1, end: 1, newText: 'y' },
  ];
  assert.equal(applyTextEdits('abcd', edits), 'axybcD');
});

test('offsets are those of the document, whatever stands in front of it in the file', () => {
  const text = '\ufeffa: 1\r\n---\r\n# second\r\nb:\r\n  c: 1\r\n---\r\n{"d": 1}\r\n';
  const { documents } = readFile(text);
  const results = documents.map(({ document, start }) => {
    const result = applyPathEdits(document, [set(['new'], { x: 'y' })]);
    assert.ok('edits' in result);
    return result.edits.map((change) => ({ ...change, start: change.start + start, end: change.end + start }));
  });
  assert.equal(
    applyTextEdits(text, results.flat()),
    '\ufeffa: 1\r\nnew:\r\n  x: "y"\r\n---\r\n# second\r\nb:\r\n  c: 1\r\nnew:\r\n  x: "y"\r\n---\r\n' +
      '{"d": 1, "new": {"x": "y"}}\r\n',
  );
});
