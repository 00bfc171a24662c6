import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkJson, folderOf, privilegedPod } from './hardlint.ts';

/** The files that a check of these paths looks at. */
async function checked(
  files: Readonly<Record<string, string>>,
  paths = ['.'],
  cwd = folderOf(files),
): Promise<string[]> {
  const { findings } = await checkJson(['--profile', 'pss-baseline', ...paths], { cwd });
  return findings.map(({ file }) => file);
}

const pod = privilegedPod();

describe('.gitignore', { concurrency: true }, () => {
  it('leaves out files and folders', async () => {
    const files = { '.gitignore': 'build/\n*.tmp.yaml\n', 'a.yaml': pod, 'a.tmp.yaml': pod, 'build/b.yaml': pod };
    assert.deepEqual(await checked(files), ['a.yaml']);
  });

  it('of a folder below holds there, and may take back what one above says', async () => {
    const files = {
      '.gitignore': '*.gen.yaml\n',
      'one/.gitignore': '!keep.gen.yaml\nlocal.yaml\n',
      'one/keep.gen.yaml': pod,
      'one/other.gen.yaml': pod,
      'one/local.yaml': pod,
      'two/keep.gen.yaml': pod,
      'two/local.yaml': pod,
    };
    assert.deepEqual(await checked(files), ['one/keep.gen.yaml', 'two/local.yaml']);
  });

  it('may take back what it said itself, but not below a folder that it leaves out', async () => {
    const files = {
      '.gitignore': '*.gen.yaml\n!keep.gen.yaml\nout/\n!out/keep.gen.yaml\n',
      'a.gen.yaml': pod,
      'keep.gen.yaml': pod,
      'out/keep.gen.yaml': pod,
    };
    assert.deepEqual(await checked(files), ['keep.gen.yaml']);
  });

  it('tells anchored patterns from others', async () => {
    const files = {
      '.gitignore': '/top.yaml\nany.yaml\na/b.yaml\n',
      'top.yaml': pod,
      'x/top.yaml': pod,
      'x/any.yaml': pod,
      'a/b.yaml': pod,
      'x/a/b.yaml': pod,
    };
    assert.deepEqual(await checked(files), ['x/a/b.yaml', 'x/top.yaml']);
  });

  it('above the folder that is given holds too, up to the root of the repository', async () => {
    const files = { '.gitignore': '*.gen.yaml\n', 'a/b/x.gen.yaml': pod, 'a/b/y.yaml': pod };
    assert.deepEqual(await checked(files, ['a/b']), ['a/b/y.yaml']);
    assert.deepEqual(await checked({}, ['.'], join(folderOf(files), 'a/b')), ['y.yaml']);
  });

  it('does not reach into a repository that stands within', async () => {
    const files = { '.gitignore': '*.yaml\n', 'inner/.git/HEAD': '', 'inner/x.yaml': pod };
    assert.deepEqual(await checked(files, ['inner']), ['inner/x.yaml']);
  });

  it('outside of a repository holds for the folder that is given, and nothing above it does', async () => {
    const cwd = folderOf({ '.gitignore': '*.yaml\n', 'a/.gitignore': 'x.yaml\n', 'a/x.yaml': pod, 'a/y.yaml': pod });
    rmSync(join(cwd, '.git'), { recursive: true });
    assert.deepEqual(await checked({}, ['a'], cwd), ['a/y.yaml']);
  });

  it('has no say about what is named: a file, or a folder with what it holds', async () => {
    const files = { '.gitignore': 'build/\nsecret.yaml\n', 'secret.yaml': pod, 'build/deep/b.yaml': pod };
    assert.deepEqual(await checked(files, ['secret.yaml']), ['secret.yaml']);
    assert.deepEqual(await checked(files, ['build']), ['build/deep/b.yaml']);
    assert.deepEqual(await checked(files, ['build/deep']), ['build/deep/b.yaml']);
  });
});

it('never looks into node_modules and the like, unless they are named', async () => {
  const files = { 'node_modules/x/pod.yaml': pod, '.terraform/pod.yaml': pod, '.github/pod.yaml': pod };
  assert.deepEqual(await checked(files), ['.github/pod.yaml']);
  assert.deepEqual(await checked(files, ['node_modules']), ['node_modules/x/pod.yaml']);
});
