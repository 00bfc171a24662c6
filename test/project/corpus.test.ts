import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readFile } from '../../server/src/documents/read.ts';
import type { PathEdit } from '../../server/src/documents/edit.ts';
import type { SourceDocument } from '../../server/src/documents/document.ts';
import { intendedData, isIntended } from '../../scripts/corpus/intended.ts';
import { allowedLines, touchedLines } from '../../scripts/corpus/touched.ts';

const ROOT = join(import.meta.dirname, '../..');

function corpus(...args: readonly string[]): {
  readonly code: number | null;
  readonly output: string;
  readonly stderr: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/corpus.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { code: status, output: stdout, stderr };
}

describe('npm run corpus', () => {
  it('keeps every promise on the examples, whole, cut and mutated', () => {
    const { code, output } = corpus('examples', '--prefixes', '--mutations', '200', '--profile', 'strict');
    assert.match(output, /\nEvery promise was kept\.\n$/u);
    assert.match(output, /^[1-9]\d* findings can be fixed: [1-9]\d* were/mu);
    assert.match(output, /^[1-9]\d{3} prefixes of \d+ files read$/mu);
    assert.equal(code, 0);
  });

  it('looks at one rule alone', () => {
    const { code, output } = corpus('examples', '--rule', 'container-privileged', '--profile', 'strict');
    assert.equal(code, 0);
    const rules = /Findings of each rule.*\n((?: .*\n)+)/u.exec(output)?.[1]?.trimEnd().split('\n') ?? [];
    assert.equal(rules.length, 1);
    assert.match(rules[0] ?? '', /container-privileged$/u);
  });

  for (const [args, message] of [
    [[], 'Name one folder of manifests: npm run corpus -- DIR\n'],
    [['examples', '--rule', 'nothing'], 'There is no rule "nothing".\n'],
    [['examples', '--profile', 'nothing'], 'There is no profile "nothing".\n'],
  ] as const) {
    it(`refuses ${JSON.stringify(args)}`, () => {
      assert.deepEqual(corpus(...args), { code: 2, output: '', stderr: message });
    });
  }
});

const TEXT = `a:
  - x: 1 # one
    v: 2
  - z: {b: 3}
c:
`;
const [{ document }] = readFile(TEXT).documents as unknown as [{ document: SourceDocument }];

describe('what a fix may touch', () => {
  for (const [edit, lines] of [
    [{ op: 'set', path: ['a', 0, 'v'], value: 3 }, [2]],
    [{ op: 'set', path: ['a', 0, 'n'], value: 3 }, []],
    [{ op: 'set', path: ['a', 1, 'z', 'n'], value: 3 }, [3]],
    [{ op: 'set', path: ['c', 'd'], value: 3 }, [4]],
    [{ op: 'remove', path: ['a', 0, 'v'] }, [2]],
    [{ op: 'remove', path: ['a', 0, 'x'] }, [1, 2]],
    [{ op: 'remove', path: ['a', 0] }, [1, 2]],
    [{ op: 'append', path: ['a'], value: 3 }, []],
  ] as const satisfies readonly [PathEdit, readonly number[]][]) {
    it(JSON.stringify(edit), () => assert.deepEqual([...allowedLines(document, [edit])].sort(), lines));
  }

  const [two, three] = [TEXT.indexOf('    v'), TEXT.indexOf('  - z')];
  for (const [what, start, end, newText, lines] of [
    ['a line put between', two, two, '    w: 0\n', []],
    ['a line put after', two - 1, two - 1, '\n    w: 0', []],
    ['a line that goes', two, three, '', [2]],
    ['a line that goes with the line end before it', two - 1, three - 1, '', [2]],
    ['a word replaced', three - 2, three - 1, '5', [2]],
    ['a word put in', three - 2, three - 2, '5', [2]],
    ['a word put at the end', three - 1, three - 1, '5', [2]],
    ['two lines that become one', three - 2, three + 4, '', [2, 3]],
  ] as const) {
    it(`is told from what it touches: ${what}`, () =>
      assert.deepEqual([...touchedLines(TEXT, [{ start, end, newText }])], lines));
  }
});

it('what a fix means is said on plain data', () => {
  const edits: PathEdit[] = [
    { op: 'remove', path: ['a', 0] },
    { op: 'set', path: ['a', 1, 'z', 'b'], value: 4 },
    { op: 'append', path: ['n', 'm'], value: 'new' },
  ];
  const intended = intendedData(document.data, edits);
  assert.ok(isIntended({ a: [{ z: { b: 4 } }], c: null, n: { m: ['new'] } }, intended));
  assert.ok(!isIntended({ a: [{ z: { b: 4 } }], c: null, n: { m: ['old'] } }, intended));
  assert.ok(!isIntended({ a: [{ z: { b: 4 } }], c: null, n: { m: ['new'] }, more: 1 }, intended));
  assert.deepEqual(document.data, { a: [{ x: 1, v: 2 }, { z: { b: 3 } }], c: null });
});
