import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { folderOf, hardlint, privilegedPod } from './hardlint.ts';

const WRONG: readonly (readonly [args: readonly string[], message: string])[] = [
  [['chek'], 'There is no command "chek". Did you mean "check"?'],
  [['check'], 'Name the files or folders to check, or "-" for standard input.'],
  [['check', '--formt', 'json', '-'], '"check" has no option "--formt". Did you mean "--format"?'],
  [['check', '--formt=json', '-'], '"check" has no option "--formt". Did you mean "--format"?'],
  [['check', '-q', '-'], '"check" has no option "-q".'],
  [['check', '-', '--format'], 'The option "--format" needs a value. See "hardlint check --help".'],
  [['check', '-', '--format', '--profile', 'cis'], 'The option "--format" needs a value. See "hardlint check --help".'],
  [['check', '--format', 'jsn', '-'], 'There is no format "jsn". Did you mean "json"? Formats: text, json.'],
  [
    ['check', '--profile', 'ci', '-'],
    'There is no profile "ci". Did you mean "cis"? Profiles: recommended, pss-baseline, pss-restricted, nsa-cisa, cis, strict.',
  ],
  [
    ['check', '--profile', 'toString', '-'],
    'There is no profile "toString". Profiles: recommended, pss-baseline, pss-restricted, nsa-cisa, cis, strict.',
  ],
  [
    ['check', '--fail-on', 'hihg', '-'],
    '"hihg" is no severity. Did you mean "high"? Severities: critical, high, medium, low, info.',
  ],
  [
    ['check', '--kubernetes-version', 'new', '-'],
    '"new" is no Kubernetes version. Write "latest" or a version such as 1.34.',
  ],
  [['rules', '--format', 'jsn'], 'There is no format "jsn". Did you mean "json"? Formats: text, json.'],
  [['rules', 'x'], '"rules" takes no names; "hardlint explain x" explains one rule.'],
  [['explain'], 'Name one rule, for example: hardlint explain container-privileged'],
  [
    ['explain', 'container-privilegd'],
    'There is no rule "container-privilegd", here or in the linters that Hardlint knows. Did you mean "container-privileged"?',
  ],
];

describe('what cannot be understood', { concurrency: true }, () => {
  for (const [args, message] of WRONG) {
    it(`hardlint ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await hardlint(args, { input: privilegedPod() });
      assert.equal(stderr, `hardlint: ${message}\n`);
      assert.deepEqual([code, stdout], [2, '']);
    });
  }

  it('a number of threads', async () => {
    const { code, stderr } = await hardlint(['check', '-'], { env: { HARDLINT_THREADS: 'many' } });
    assert.deepEqual(
      [code, stderr],
      [2, 'hardlint: HARDLINT_THREADS is a number of threads from 1 to 99, not "many".\n'],
    );
  });

  it('nothing at all, which shows what there is', async () => {
    const { code, stdout, stderr } = await hardlint([]);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^Usage: hardlint COMMAND \[options\]\n/u);
  });
});

describe('help', { concurrency: true }, () => {
  for (const args of [['--help'], ['-h'], ['help']]) {
    it(`hardlint ${args.join(' ')} names every command`, async () => {
      const { code, stdout, stderr } = await hardlint(args);
      assert.deepEqual([code, stderr], [0, '']);
      for (const name of ['check', 'rules', 'explain', 'lsp'])
        assert.match(stdout, new RegExp(`^ {2}${name}\\b`, 'mu'));
    });
  }

  for (const args of [
    ['check', '--help'],
    ['check', '-h'],
    ['help', 'check'],
    ['check', '--nonsense', '--help'],
  ]) {
    it(`hardlint ${args.join(' ')} names every option`, async () => {
      const { code, stdout } = await hardlint(args);
      assert.equal(code, 0);
      for (const option of ['format', 'profile', 'kubernetes-version', 'config', 'fail-on'])
        assert.match(stdout, new RegExp(`^ {2}--${option} `, 'mu'));
    });
  }

  it('--version', async () => {
    assert.deepEqual(await hardlint(['--version']), { code: 0, stdout: '1.2.3\n', stderr: '' });
  });
});

it('takes --option=value, and the last of several', async () => {
  const cwd = folderOf({ 'pod.yaml': privilegedPod() });
  const { code, stdout } = await hardlint(['check', '--format=text', '--format=json', 'pod.yaml'], { cwd });
  assert.equal(code, 1);
  assert.ok(stdout.startsWith('{'));
});
