import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { ftruncateSync, closeSync, mkdirSync, openSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { calmPod, checkJson, folderOf, hardlint, privilegedPod, SOURCE } from './hardlint.ts';

const BASELINE = ['--profile', 'pss-baseline'];

/** A file that cannot be read or parsed, and what is said of it. */
interface BadFile {
  readonly what: string;
  readonly make: (path: string) => void;
  readonly message: string;
}

const UNREADABLE: readonly BadFile[] = [
  {
    what: 'a link that leads nowhere',
    make: (path) => symlinkSync('nowhere.yaml', path),
    message: 'there is no such file or folder.',
  },
  {
    what: 'a link that leads to itself',
    make: (path) => symlinkSync('bad.yaml', path),
    message: 'it is a link that leads to itself.',
  },
];

interface UnfitFile {
  readonly what: string;
  readonly bytes: string | Buffer;
  readonly message: string;
  readonly parsed?: true;
}

const UNFIT: readonly UnfitFile[] = [
  {
    what: 'Latin-1',
    bytes: Buffer.from(calmPod().replace('calm', 'caf\u00e9'), 'latin1'),
    message: 'it is not UTF-8: save it as UTF-8.',
  },
  {
    what: 'UTF-16',
    bytes: Buffer.from(`\uFEFF${calmPod()}`, 'utf16le'),
    message: 'it is UTF-16; Kubernetes reads UTF-8: save it as UTF-8.',
  },
  { what: 'a binary', bytes: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]), message: 'it is a binary file.' },
  {
    what: 'a YAML bomb',
    bytes: bomb(),
    message: 'The aliases of this document stand for too many values.',
    parsed: true,
  },
  {
    what: 'deep nesting',
    bytes: `apiVersion: v1\nkind: Pod\nspec: ${'['.repeat(100_000)}`,
    message: 'Maps and lists are nested more than 500 levels deep.',
    parsed: true,
  },
  {
    what: 'deep nesting in JSON',
    bytes: `{"apiVersion":"v1","kind":"Pod","spec":${'{"a":'.repeat(600)}1${'}'.repeat(601)}`,
    message: 'Maps and lists are nested more than 500 levels deep.',
    parsed: true,
  },
];

/** Nine levels of lists that each hold the one before nine times. */
function bomb(): string {
  const levels = ['a: &a0 [x]', ...Array.from({ length: 9 }, (_, n) => `b${n}: &a${n + 1} [${`*a${n},`.repeat(9)}]`)];
  return `apiVersion: v1\nkind: Pod\n${levels.join('\n')}\n`;
}

for (const { what, make, message } of UNREADABLE) {
  describe(what, { concurrency: true }, () => {
    const cwd = folderOf({ 'good.yaml': privilegedPod() });
    make(join(cwd, 'bad.yaml'));

    it('is an error in a folder, and the rest is checked', async () => {
      const { code, errors, findings, stderr } = await checkJson([...BASELINE, '.'], { cwd });
      assert.equal(code, 1);
      assert.deepEqual(errors, [{ file: 'bad.yaml', message }]);
      assert.equal(findings.length, 1);
      assert.equal(stderr, '');
    });

    it('is wrong usage when it is named, and the rest is checked', async () => {
      const { code, errors, findings, stderr } = await checkJson([...BASELINE, 'bad.yaml', 'good.yaml'], { cwd });
      assert.equal(code, 2);
      assert.deepEqual(errors, [{ file: 'bad.yaml', message }]);
      assert.equal(findings.length, 1);
      assert.equal(stderr, `hardlint: bad.yaml: ${message}\n`);
    });
  });
}

describe('a path that is not there', { concurrency: true }, () => {
  const cwd = folderOf({ 'good.yaml': privilegedPod() });

  it('is said once, in the report for a person', async () => {
    const { code, stdout, stderr } = await hardlint(['check', ...BASELINE, 'none', 'good.yaml'], { cwd });
    assert.equal(code, 2);
    assert.equal(stdout.match(/none/gu)?.length, 1);
    assert.match(stdout, /^error {2}none: there is no such file or folder\.$/mu);
    assert.match(stdout, /container-privileged$/mu);
    assert.equal(stderr, '');
  });

  it('is the same below a file', async () => {
    const { code, errors } = await checkJson([...BASELINE, 'good.yaml/none.yaml'], { cwd });
    assert.equal(code, 2);
    assert.deepEqual(errors, [{ file: 'good.yaml/none.yaml', message: 'there is no such file or folder.' }]);
  });
});

for (const { what, bytes, message, parsed } of UNFIT) {
  describe(what, { concurrency: true }, () => {
    const cwd = folderOf({ 'bad.yaml': bytes, 'good.yaml': privilegedPod() });

    for (const args of [['.'], ['bad.yaml', 'good.yaml']]) {
      it(`is an error that names the file: ${args.join(' ')}`, async () => {
        const { code, errors, findings } = await checkJson([...BASELINE, ...args], { cwd });
        // What can be read but not parsed is a finding of sorts, even when it is named.
        assert.equal(code, args.length === 1 || parsed === true ? 1 : 2);
        assert.deepEqual(
          errors.map((error) => [error.file, error.message]),
          [['bad.yaml', message]],
        );
        assert.equal(findings.length, 1);
      });
    }

    it('is an error of standard input too', async () => {
      const { errors } = await checkJson([...BASELINE, '-'], { input: bytes });
      assert.deepEqual(
        errors.map((error) => [error.file, error.message]),
        [['-', message]],
      );
    });
  });
}

describe('size', { concurrency: true }, () => {
  const message = 'it is too large for a manifest (the limit is 32 MB).';

  it('a file of 100 MB is an error', async () => {
    const cwd = folderOf({ 'good.yaml': privilegedPod() });
    const file = openSync(join(cwd, 'large.yaml'), 'w');
    ftruncateSync(file, 100 * 1024 * 1024);
    closeSync(file);
    const { code, errors, findings } = await checkJson([...BASELINE, '.'], { cwd });
    assert.equal(code, 1);
    assert.deepEqual(errors, [{ file: 'large.yaml', message }]);
    assert.equal(findings.length, 1);
  });

  it('standard input without an end is read no further than to the limit', async () => {
    const { code, errors } = await checkJson([...BASELINE, '-'], { input: Buffer.alloc(33 * 1024 * 1024, '#\n') });
    assert.equal(code, 2);
    assert.deepEqual(errors, [{ file: '-', message }]);
  });
});

describe('what is odd but fine', { concurrency: true }, () => {
  for (const [what, text, found] of [
    ['an empty file', '', 0],
    ['a file of comments', '# nothing\n', 0],
    ['a byte order mark', `\uFEFF${privilegedPod()}`, 1],
    ['CRLF', privilegedPod().replaceAll('\n', '\r\n'), 1],
    ['lone CR', privilegedPod().replaceAll('\n', '\r'), 1],
    ['JSON', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [] }), 0],
    ['no line end at the end', privilegedPod().trimEnd(), 1],
  ] as const) {
    it(what, async () => {
      const { code, errors, findings } = await checkJson([...BASELINE, '-'], { input: text });
      assert.deepEqual([code, errors, findings.length], [found, [], found]);
    });
  }

  it('a folder with the name of a manifest', async () => {
    const cwd = folderOf({ 'pods.yaml/pod.yaml': privilegedPod() });
    const { code, findings } = await checkJson([...BASELINE, '.'], { cwd });
    assert.equal(code, 1);
    assert.deepEqual(
      findings.map(({ file }) => file),
      ['pods.yaml/pod.yaml'],
    );
  });

  it('an empty folder', async () => {
    const cwd = folderOf({});
    mkdirSync(join(cwd, 'empty'));
    const { code, summary } = await checkJson(['empty'], { cwd });
    assert.deepEqual([code, summary.files], [0, 0]);
  });

  it('links to folders, which are not followed', async () => {
    const cwd = folderOf({ 'a/pod.yaml': privilegedPod() });
    symlinkSync('..', join(cwd, 'a/up'));
    const { findings } = await checkJson([...BASELINE, '.'], { cwd });
    assert.equal(findings.length, 1);
  });

  it('a link to a folder that is named, which is', async () => {
    const cwd = folderOf({ 'a/pod.yaml': privilegedPod() });
    symlinkSync('a', join(cwd, 'link'));
    const { findings } = await checkJson([...BASELINE, 'link'], { cwd });
    assert.deepEqual(
      findings.map(({ file }) => file),
      ['link/pod.yaml'],
    );
  });
});

it('keeps the findings of the documents that can be read', async () => {
  const input = `${privilegedPod('first')}---\napiVersion: v1\nkind: Pod\nmetadata: {\n---\n${privilegedPod('last')}`;
  const { code, errors, findings } = await checkJson([...BASELINE, '-'], { input });
  assert.equal(code, 1);
  assert.deepEqual(errors, [{ file: '-', message: 'This { has no closing }.', position: { line: 14, character: 10 } }]);
  assert.deepEqual(
    findings.map(({ resource }) => resource.name),
    ['first', 'last'],
  );
});

describe('characters that look like mistakes', { concurrency: true }, () => {
  it('a replacement character that somebody wrote is none', async () => {
    const input = calmPod().replace('calm', 'calm # \uFFFD');
    const cwd = folderOf({ 'pod.yaml': input });
    for (const args of [['pod.yaml'], ['-']]) {
      const { code, errors } = await checkJson([...BASELINE, ...args], { cwd, input });
      assert.deepEqual([code, errors], [0, []]);
    }
  });

  it('a pipe that is named is read like a file, to its end', async () => {
    const cwd = folderOf({ 'pod.yaml': privilegedPod() });
    const { stdout } = await shell(
      `cat pod.yaml | "${process.execPath}" "${SOURCE}" check --profile pss-baseline /dev/stdin`,
      cwd,
    );
    assert.match(stdout, /^\/dev\/stdin\n +11:21 {2}critical /u);
  });
});

const shell = async (command: string, cwd: string): Promise<{ stdout: string }> =>
  new Promise((resolve) => execFile('sh', ['-c', command], { cwd }, (_, stdout) => resolve({ stdout })));
