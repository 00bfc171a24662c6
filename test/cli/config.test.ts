import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkJson, folderOf, hardlint, privilegedPod } from './hardlint.ts';

const pod = privilegedPod();
const OFF = 'profile: pss-baseline\nrules:\n  container-privileged: off\n';

describe('.hardlint.yaml', { concurrency: true }, () => {
  it('holds below its folder, the nearest one for each file', async () => {
    const cwd = folderOf({
      '.hardlint.yaml': 'profile: pss-baseline\n',
      'a.yaml': pod,
      'off/.hardlint.yaml': OFF,
      'off/b.yaml': pod,
      'off/deep/c.yaml': pod,
    });
    const { findings } = await checkJson(['.'], { cwd });
    assert.deepEqual(
      findings.map(({ file, ruleId }) => [file, ruleId]),
      [['a.yaml', 'container-privileged']],
    );
  });

  it('is found above the folder that is given, and above the working directory', async () => {
    const cwd = folderOf({ '.hardlint.yaml': OFF, 'a/b/pod.yaml': pod });
    assert.equal((await checkJson(['a/b'], { cwd })).code, 0);
    assert.equal((await checkJson(['pod.yaml'], { cwd: join(cwd, 'a/b') })).code, 0);
    assert.equal((await checkJson(['-'], { cwd: join(cwd, 'a/b'), input: pod })).code, 0);
  });

  it('does not reach into a repository that stands within', async () => {
    const cwd = folderOf({ '.hardlint.yaml': OFF, 'inner/.git/HEAD': '', 'inner/pod.yaml': pod });
    assert.equal((await checkJson(['--profile', 'pss-baseline', 'inner'], { cwd })).code, 1);
  });

  it('gives way to the command line', async () => {
    const cwd = folderOf({ '.hardlint.yaml': 'profile: strict\n', 'pod.yaml': pod });
    const { findings } = await checkJson(['--profile', 'pss-baseline', 'pod.yaml'], { cwd });
    assert.equal(findings.length, 1);
  });

  it('decides severities, options of the profile and which files are looked at', async () => {
    const cwd = folderOf({
      '.hardlint.yaml':
        'profile: pss-baseline\nrules: {container-privileged: low}\nexclude: [vendor/**, "*.gen.yaml"]\n',
      'pod.yaml': pod,
      'pod.gen.yaml': pod,
      'vendor/x/pod.yaml': pod,
      'a/pod.gen.yaml': pod,
    });
    const { findings } = await checkJson(['.'], { cwd });
    assert.deepEqual(
      findings.map(({ file, severity }) => [file, severity]),
      [
        ['a/pod.gen.yaml', 'low'],
        ['pod.yaml', 'low'],
      ],
    );
  });

  it('says so when it excludes a file that is named', async () => {
    const cwd = folderOf({ '.hardlint.yaml': 'exclude: [vendor/**]\n', 'vendor/pod.yaml': pod });
    const { code, stdout, stderr } = await hardlint(['check', 'vendor/pod.yaml'], { cwd });
    assert.equal(code, 0);
    assert.equal(stdout, 'No findings in 0 objects in 0 files.\n');
    assert.equal(stderr, 'hardlint: vendor/pod.yaml: not checked, since the settings exclude it.\n');
    assert.equal((await hardlint(['check', '.'], { cwd })).stderr, '');
  });

  it('is an error where it is wrong, at each mistake, and what is right in it holds', async () => {
    const config = `profil: cis
profile: pss-baselin
kubernetesVersion: 1.340.x
rules:
  container-privilegd: off
  container-privileged: lo
  container-host-port: {severity: high, option: {}}
exclude: vendor
`;
    const cwd = folderOf({ '.hardlint.yaml': config, 'a/pod.yaml': pod });
    const { code, stdout } = await hardlint(['check', 'a'], { cwd });
    assert.equal(code, 1);
    assert.deepEqual(
      stdout.split('\n').filter((line) => line.startsWith('error')),
      [
        'error  .hardlint.yaml:1:1: Unknown setting "profil". Did you mean "profile"?',
        'error  .hardlint.yaml:2:10: The profile is one of recommended, pss-baseline, pss-restricted, nsa-cisa, cis, strict. Did you mean "pss-baseline"?',
        'error  .hardlint.yaml:3:20: The Kubernetes version is "latest" or a version such as "1.34", in quotes.',
        'error  .hardlint.yaml:5:3: There is no rule "container-privilegd". Did you mean "container-privileged"?',
        'error  .hardlint.yaml:6:25: A severity is one of off, info, low, medium, high, critical.',
        'error  .hardlint.yaml:7:41: Unknown key "option": a rule takes "severity" and "options".',
        'error  .hardlint.yaml:8:10: A list of globs is expected, for example ["charts/vendor/**"].',
      ],
    );
  });

  it('is an error where it is broken, and the default settings hold', async () => {
    const cwd = folderOf({ '.hardlint.yaml': 'profile: "cis\n', 'pod.yaml': pod });
    const { code, errors, findings } = await checkJson(['pod.yaml'], { cwd });
    assert.equal(code, 1);
    assert.deepEqual(errors[0], {
      file: '.hardlint.yaml',
      message: 'This quote is not closed.',
      position: { line: 0, character: 9 },
    });
    assert.ok(findings.length > 1);
  });

  it('is an error where it cannot be read, and the default settings hold', async () => {
    for (const files of [{ '.hardlint.yaml/x': '' }, { '.hardlint.yaml': Buffer.from([0xff, 0xff]) }]) {
      const cwd = folderOf({ ...files, 'pod.yaml': pod });
      const { code, errors, findings } = await checkJson(['pod.yaml'], { cwd });
      assert.equal(code, 1);
      assert.match(errors[0]?.message ?? '', /^it is .*\. The default settings hold instead\.$/u);
      assert.equal(errors[0]?.file, '.hardlint.yaml');
      assert.ok(findings.length > 1);
    }
  });
});

describe('--config', { concurrency: true }, () => {
  it('names the settings for all files', async () => {
    const cwd = folderOf({
      'ci.yaml': `${OFF}exclude: [b/**]\n`,
      '.hardlint.yaml': 'profile: strict\n',
      'a.yaml': pod,
      'b/b.yaml': pod,
    });
    const { code, summary } = await checkJson(['--config', 'ci.yaml', 'a.yaml', 'b'], { cwd });
    assert.deepEqual([code, summary.files], [0, 1]);
  });

  it('shows its mistakes', async () => {
    const cwd = folderOf({ 'ci.yaml': 'profiles: cis\n', 'a.yaml': pod });
    const { errors } = await checkJson(['--config', './ci.yaml', 'a.yaml'], { cwd });
    assert.deepEqual(
      errors.map(({ file, position }) => [file, position]),
      [['ci.yaml', { line: 0, character: 0 }]],
    );
  });

  for (const [name, problem] of [
    ['none.yaml', 'there is no such file or folder'],
    ['folder', 'it is a folder'],
    ['binary.yaml', 'it is a binary file'],
  ] as const) {
    it(`is wrong usage with ${name}`, async () => {
      const cwd = folderOf({ 'folder/x': '', 'binary.yaml': Buffer.from([0]), 'a.yaml': pod });
      const { code, stdout, stderr } = await hardlint(['check', '--config', name, 'a.yaml'], { cwd });
      assert.deepEqual([code, stdout], [2, '']);
      assert.equal(stderr, `hardlint: ${name}: ${problem}. It was named as the configuration file.\n`);
    });
  }
});
