import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calmPod, folderOf, hardlint, privilegedPod, SOURCE } from './hardlint.ts';

/** Files that look each other up, with errors and suppressions among them. */
function manyFiles(): Record<string, string> {
  const files: Record<string, string> = {
    '.hardlint.yaml': 'profile: strict\nrule: {}\n',
    'off/.hardlint.yaml': 'profile: pss-baseline\n',
    'kustomize/kustomization.yaml': 'patches: [{path: patch.yaml}]\n',
    'kustomize/patch.yaml': privilegedPod(),
  };
  for (let index = 0; index < 120; index++) {
    const name = `${index % 3 === 0 ? 'off/' : ''}file-${index}.yaml`;
    files[name] =
      index % 10 === 7
        ? privilegedPod().replace('containers:', 'containers: [')
        : `# hardlint-disable-file host-network -- is it\n${index % 2 === 0 ? privilegedPod() : calmPod()}---
apiVersion: v1
kind: Namespace
metadata: {name: space-${index}}
---
apiVersion: v1
kind: Pod
metadata: {name: "{{ .Release.Name }}-${index}", namespace: space-${119 - index}}
spec:
  serviceAccountName: robot-${index}
  containers: [{name: a, image: "registry.example/{{ .Values.image }}:latest"}]
`;
  }
  return files;
}

describe('threads', { concurrency: true }, () => {
  const cwd = folderOf(manyFiles());

  for (const format of ['json', 'text']) {
    it(`give the same bytes, however many: ${format}`, async () => {
      const args = ['check', '--format', format, '.', 'no-such-file'];
      const run = async (threads: string) => hardlint(args, { cwd, env: { HARDLINT_THREADS: threads } });
      const alone = await run('1');
      assert.equal(alone.code, 2);
      assert.ok(alone.stdout.length > 10_000);
      assert.deepEqual(await run('2'), alone);
      assert.deepEqual(await run('5'), alone);
    });
  }

  it('are the same from the sources', async () => {
    const args = ['check', '--format', 'json', '.'];
    const [alone, two] = await Promise.all(
      ['1', '2'].map((threads) => hardlint(args, { cwd, program: SOURCE, env: { HARDLINT_THREADS: threads } })),
    );
    assert.deepEqual(two, alone);
  });

  it('may be more than there are files', async () => {
    const args = ['check', '--profile', 'strict', '-'];
    const options = { input: privilegedPod() };
    const alone = await hardlint(args, { ...options, env: { HARDLINT_THREADS: '1' } });
    assert.deepEqual(await hardlint(args, { ...options, env: { HARDLINT_THREADS: '3' } }), alone);
  });
});
