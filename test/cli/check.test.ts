import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calmPod, checkJson, folderOf, hardlint, privilegedPod, SOURCE } from './hardlint.ts';

const BASELINE = ['--profile', 'pss-baseline'];

describe('check --format json', { concurrency: true }, () => {
  it('has the keys of its contract and no others', async () => {
    const cwd = folderOf({ 'pod.yaml': privilegedPod() });
    const { code, stderr, ...result } = await checkJson([...BASELINE, 'pod.yaml'], { cwd });
    assert.equal(code, 1);
    assert.equal(stderr, '');
    const [finding, ...others] = result.findings;
    assert.deepEqual(others, []);
    assert.match(finding?.message ?? '', /"app" is privileged/u);
    assert.deepEqual(
      { ...result, findings: [{ ...finding, message: '' }] },
      {
        findings: [
          {
            ruleId: 'container-privileged',
            severity: 'critical',
            message: '',
            file: 'pod.yaml',
            range: { start: { line: 10, character: 20 }, end: { line: 10, character: 24 } },
            path: ['spec', 'containers', 0, 'securityContext', 'privileged'],
            resource: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'web' },
            fixable: true,
          },
        ],
        notChecked: [],
        errors: [],
        summary: {
          files: 1,
          documents: 1,
          resources: 1,
          bySeverity: { critical: 1, high: 0, medium: 0, low: 0, info: 0 },
        },
      },
    );
  });

  it('counts characters in UTF-16 units and lines over all kinds of line ends', async () => {
    const text = `\uFEFF# 🦀\n${privilegedPod()}---\n${privilegedPod().replace('privileged: true', '"privileged": true # 🦀')}`;
    for (const input of [text, text.replaceAll('\n', '\r\n')]) {
      const { findings } = await checkJson([...BASELINE, '-'], { input });
      assert.deepEqual(
        findings.map(({ range: { start, end } }) => [start.line, start.character, end.line, end.character]),
        [
          [11, 20, 11, 24],
          [23, 22, 23, 26],
        ],
      );
    }
  });

  it('shows what is suppressed, without counting it', async () => {
    const text = privilegedPod().replace(
      'true',
      'true # hardlint-disable-line container-privileged -- it is the node agent',
    );
    const { code, findings, summary } = await checkJson([...BASELINE, '-'], { input: text });
    assert.equal(code, 0);
    assert.deepEqual(
      findings.map(({ suppressed }) => suppressed),
      [{ by: 'comment', reason: 'it is the node agent' }],
    );
    assert.equal(summary.bySeverity.critical, 0);
  });

  it('says null where an object has no name or namespace', async () => {
    const { findings } = await checkJson([...BASELINE, '-'], {
      input: privilegedPod().replace('name: web\n  namespace: shop', 'generateName: web-'),
    });
    assert.deepEqual(findings[0]?.resource, { apiVersion: 'v1', kind: 'Pod', namespace: null, name: null });
  });

  it('counts every document that it was given, read or not', async () => {
    const cwd = folderOf({
      'a.yaml': `${calmPod()}---\nkind: Whatever\n---\n{}\n`,
      'values.yaml': 'replicas: 1\n',
    });
    const { summary } = await checkJson([...BASELINE, '.'], { cwd });
    assert.deepEqual([summary.files, summary.documents, summary.resources], [2, 4, 1]);
  });
});

describe('check --format text', { concurrency: true }, () => {
  it('prints places, messages and rules below their files, and a summary', async () => {
    const cwd = folderOf({ 'a/pod.yaml': privilegedPod(), 'b.yaml': calmPod() });
    const { code, stdout, stderr } = await hardlint(['check', ...BASELINE, '.'], { cwd });
    assert.equal(code, 1);
    assert.equal(stderr, '');
    assert.equal(
      stdout,
      `a/pod.yaml
  11:21  critical  The container "app" is privileged: it has full control of the node. Set privileged to false and add only the capabilities it needs.  container-privileged

1 finding (1 critical) in 2 objects in 2 files.
`,
    );
  });

  it('says so when there is nothing to say', async () => {
    const { code, stdout } = await hardlint(['check', ...BASELINE, '-'], { input: calmPod() });
    assert.equal(code, 0);
    assert.equal(stdout, 'No findings in 1 object in 1 file.\n');
  });

  it('counts what is suppressed and leaves it out', async () => {
    const input = `# hardlint-disable-file container-privileged -- node agent\n${privilegedPod()}`;
    const { code, stdout } = await hardlint(['check', ...BASELINE, '-'], { input });
    assert.equal(code, 0);
    assert.equal(stdout, 'No findings in 1 object in 1 file, 1 suppressed.\n');
  });

  it('names what could not be checked, once for each reason', async () => {
    const { stdout } = await hardlint(['check', '--profile', 'strict', '-'], { input: privilegedPod() });
    const lines = stdout.split('\n').filter((line) => line.startsWith('Not checked, because '));
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /^Not checked, because only this file was given: [a-z-]+(, [a-z-]+)*\.$/u);
  });
});

describe('exit codes', { concurrency: true }, () => {
  for (const [severity, code] of [
    ['info', 1],
    ['high', 1],
    ['critical', 1],
  ] as const) {
    it(`a critical finding is ${code} with --fail-on ${severity}`, async () => {
      const ended = await hardlint(['check', ...BASELINE, '--fail-on', severity, '-'], { input: privilegedPod() });
      assert.equal(ended.code, code);
    });
  }

  it('what is below the threshold is printed and fine', async () => {
    const config = 'rules: {container-privileged: low}\n';
    const cwd = folderOf({ 'pod.yaml': privilegedPod(), '.hardlint.yaml': config });
    const { code, stdout } = await hardlint(['check', ...BASELINE, '--fail-on', 'medium', '.'], { cwd });
    assert.equal(code, 0);
    assert.match(stdout, /1 finding \(1 low\)/u);
  });

  it('a file in a folder that cannot be parsed makes it 1, whatever the threshold', async () => {
    const cwd = folderOf({ 'pod.yaml': calmPod().replace('registry', '"registry') });
    const { code, stdout } = await hardlint(['check', ...BASELINE, '--fail-on', 'critical', '.'], { cwd });
    assert.equal(code, 1);
    assert.match(stdout, /^error {2}pod\.yaml:9:14: This quote is not closed\.$/mu);
  });
});

describe('several paths', { concurrency: true }, () => {
  it('come in their order, each file once, in the form in which it was given', async () => {
    const cwd = folderOf({ 'b.yaml': privilegedPod(), 'a/x.yaml': privilegedPod(), 'a/y.json': '{}', 'c.txt': '' });
    const given = ['b.yaml', './a', 'a/x.yaml', `${cwd}/b.yaml`, '../'.concat(cwd.split('/').at(-1) ?? '')];
    const { findings } = await checkJson([...BASELINE, ...given], { cwd });
    assert.deepEqual(
      findings.map(({ file }) => file),
      ['b.yaml', './a/x.yaml'],
    );
  });

  it('may hold standard input beside files', async () => {
    const cwd = folderOf({ 'pod.yaml': privilegedPod() });
    const { findings } = await checkJson([...BASELINE, '-', 'pod.yaml'], { cwd, input: privilegedPod() });
    assert.deepEqual(
      findings.map(({ file }) => file),
      ['-', 'pod.yaml'],
    );
  });

  it('checks a file that is named, whatever its name', async () => {
    const cwd = folderOf({ 'manifest.txt': privilegedPod(), '-odd.yaml': privilegedPod() });
    const { findings } = await checkJson([...BASELINE, 'manifest.txt', '--', '-odd.yaml'], { cwd });
    assert.deepEqual(
      findings.map(({ file }) => file),
      ['manifest.txt', '-odd.yaml'],
    );
  });

  it('looks from one file into another', async () => {
    const cwd = folderOf({
      'namespace.yaml':
        'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: {pod-security.kubernetes.io/enforce: restricted}\n',
      'pod.yaml': privilegedPod(),
    });
    const together = await checkJson(['--profile', 'strict', 'namespace.yaml', 'pod.yaml'], { cwd });
    assert.deepEqual(together.notChecked, []);
    const alone = await checkJson(['--profile', 'strict', 'pod.yaml'], { cwd });
    assert.ok(alone.notChecked.length > 0);
    assert.deepEqual(Object.keys(alone.notChecked[0] ?? {}), ['ruleId', 'file', 'resource', 'reason']);
  });
});

it('runs from its sources like its bundle', async () => {
  const args = ['check', '--profile', 'strict', '-'];
  const input = privilegedPod();
  const [source, bundle] = [await hardlint(args, { input, program: SOURCE }), await hardlint(args, { input })];
  assert.deepEqual(source, bundle);
});
