import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineRule, type Rule } from '../../server/src/engine/rule.ts';
import { RULES } from '../../server/src/rules/index.ts';
import type { FileReport } from '../../server/src/workspace/analysis.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';
import { MemoryHost } from '../support/memoryHost.ts';

const ROOT = 'file:///root/';
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const configMap = (name: string, namespace = 'shop', kind = 'ConfigMap'): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n`;

/** A rule that judges ConfigMaps, says which Secrets of their namespace it sees, and counts. */
class Spy {
  readonly judged: string[] = [];
  readonly rule: Rule;

  constructor(reads = true) {
    this.rule = defineRule({
      id: 'spy',
      title: 'Spy',
      family: 'test',
      severity: 'low',
      why: 'For a test.',
      kinds: ['ConfigMap'],
      reads: ['Secret', 'ConfigMap'],
      standards: {},
      aliases: {},
      recommended: true,
      fix: null,
      check: (resource, { lookup }) => {
        this.judged.push(resource.name ?? '');
        const answer = reads ? lookup('Secret', { namespace: resource.namespace }) : undefined;
        const secrets = (answer?.resources ?? []).map(({ name }) => name).join();
        const optional = resource.root.at('immutable').isUnknown ? 'unknown' : 'absent';
        return [{ at: resource.root, message: `${answer?.notChecked ?? secrets}; ${optional}` }];
      },
    });
  }
}

function messages(workspace: Workspace, uri: string): string[] {
  const opened = workspace.report(uri);
  return opened?.state === 'checked'
    ? opened.report.findings.map(({ finding }) => finding.message)
    : [`${opened?.state}`];
}

const A = `${ROOT}a.yaml`;
const SECRET = `${ROOT}secret.yaml`;

async function workspaceOf(files: Record<string, string>, spy = new Spy(), folders = [ROOT]) {
  const host = new MemoryHost(files);
  const workspace = new Workspace(host, [spy.rule], () => 0);
  for (const folder of folders) await workspace.addFolder(folder, soon);
  return { host, workspace, spy };
}

describe('the work of a keystroke', () => {
  it('is the judging of one document, however many there are', async () => {
    const { workspace, spy } = await workspaceOf({});
    const documents = Array.from({ length: 50 }, (_, index) => configMap(`c${index}`, `n${index}`));
    void workspace.setOpen(A, documents.join('---\n'));
    workspace.report(A);
    assert.equal(spy.judged.length, 50);
    spy.judged.length = 0;
    for (let typed = 1; typed <= 200; typed++) {
      documents[25] = configMap('c25', 'n25') + `data:\n  text: ${'x'.repeat(typed)}\n`;
      void workspace.setOpen(A, documents.join('---\n'));
      workspace.report(A);
    }
    assert.equal(spy.judged.length, 200);
    assert.deepEqual([...new Set(spy.judged)], ['c25']);
  });

  it('gives the same report while nothing changes', async () => {
    const { workspace, spy } = await workspaceOf({});
    void workspace.setOpen(A, configMap('a'));
    const reportOf = (): FileReport | undefined => {
      const opened = workspace.report(A);
      return opened?.state === 'checked' ? opened.report : undefined;
    };
    assert.equal(reportOf(), reportOf());
    assert.equal(spy.judged.length, 1);
  });
});

describe('a change of one file', () => {
  it('re-judges only what read it', async () => {
    const { workspace, spy, host } = await workspaceOf({ [SECRET]: configMap('s', 'shop', 'Secret') });
    const texts = { [A]: configMap('a', 'shop'), [`${ROOT}b.yaml`]: configMap('b', 'bank') };
    for (const [uri, text] of Object.entries(texts)) void workspace.setOpen(uri, text);
    const all = (): string[] => Object.keys(texts).flatMap((uri) => messages(workspace, uri));
    assert.deepEqual(all(), ['s; absent', '; absent']);
    spy.judged.length = 0;
    host.files.set(SECRET, configMap('t', 'shop', 'Secret'));
    await workspace.fileChanged(SECRET);
    assert.deepEqual(all(), ['t; absent', '; absent']);
    assert.deepEqual(spy.judged, ['a']);
    await workspace.fileChanged(`${ROOT}other.yaml`);
    all();
    assert.deepEqual(spy.judged, ['a']);
  });

  it('makes only the reports outdated that rest on it', async () => {
    const { workspace, host } = await workspaceOf({ [SECRET]: configMap('s', 'shop', 'Secret') });
    const other = `${ROOT}compose.yaml`;
    void workspace.setOpen(A, configMap('a'));
    void workspace.setOpen(other, 'services: {}\n');
    const reports = [A, other].map((uri) => [uri, workspace.report(uri)] as const);
    const current = (): boolean[] =>
      reports.map(([uri, opened]) => opened !== undefined && workspace.isCurrent(uri, opened));
    assert.deepEqual(current(), [true, true]);
    host.files.delete(SECRET);
    await workspace.deleted(SECRET);
    assert.deepEqual(current(), [false, true]);
    workspace.report(A);
    assert.deepEqual(current(), [false, true], 'an old report stays old when a newer one was made');
  });
});

describe('files come and go', () => {
  const secret = (name: string): string => configMap(name, 'shop', 'Secret');

  it('with all of a deleted folder', async () => {
    const files = { [`${ROOT}x/1.yaml`]: secret('one'), [`${ROOT}x/y/2.yaml`]: secret('two'), [SECRET]: secret('s') };
    const { workspace, host } = await workspaceOf(files);
    void workspace.setOpen(A, configMap('a'));
    assert.deepEqual(messages(workspace, A), ['s,one,two; absent']);
    for (const uri of Object.keys(files)) if (uri.includes('/x/')) host.files.delete(uri);
    await workspace.deleted(`${ROOT}x`);
    assert.deepEqual(messages(workspace, A), ['s; absent']);
  });

  it('renamed', async () => {
    const { workspace, host } = await workspaceOf({ [SECRET]: secret('s') });
    void workspace.setOpen(A, configMap('a'));
    host.files.delete(SECRET);
    host.files.set(`${ROOT}new.yaml`, secret('s'));
    await Promise.all([workspace.deleted(SECRET), workspace.fileChanged(`${ROOT}new.yaml`)]);
    assert.deepEqual(messages(workspace, A), ['s; absent']);
    assert.equal(workspace.size, 2);
  });

  it('opened and closed: unsaved text counts while it is open', async () => {
    const { workspace } = await workspaceOf({ [SECRET]: secret('s') });
    void workspace.setOpen(A, configMap('a'));
    void workspace.setOpen(SECRET, secret('unsaved'));
    assert.deepEqual(messages(workspace, A), ['unsaved; absent']);
    await workspace.fileChanged(SECRET);
    assert.deepEqual(messages(workspace, A), ['unsaved; absent']);
    await workspace.setClosed(SECRET);
    assert.deepEqual(messages(workspace, A), ['s; absent']);
  });

  it('read slowly: what was read first does not overwrite what was read last', async () => {
    const { workspace, host } = await workspaceOf({});
    void workspace.setOpen(A, configMap('a'));
    const answers: ((text: string) => void)[] = [];
    host.read = () => new Promise((resolve) => answers.push((text) => resolve({ text })));
    const both = [workspace.fileChanged(SECRET), workspace.fileChanged(SECRET)];
    answers[1]?.(secret('new'));
    await soon();
    answers[0]?.(secret('old'));
    await Promise.all(both);
    assert.deepEqual(messages(workspace, A), ['new; absent']);
  });

  it('from folders that hold what others made: those are left out', async () => {
    const { workspace, host } = await workspaceOf({});
    void workspace.setOpen(A, configMap('a'));
    const uri = `${ROOT}node_modules/x/secret.yaml`;
    host.files.set(uri, secret('s'));
    await workspace.fileChanged(uri);
    assert.deepEqual(messages(workspace, A), ['; absent']);
  });
});

describe('folders', () => {
  const secret = configMap('s', 'shop', 'Secret');

  it('answer "not checked" until they are read', async () => {
    const { workspace, host } = await workspaceOf({}, new Spy(), []);
    host.files.set(SECRET, secret);
    void workspace.setOpen(A, configMap('a'));
    assert.deepEqual(messages(workspace, A), ['only this file was given; absent']);
    const reading = workspace.addFolder(ROOT, soon);
    assert.deepEqual(messages(workspace, A), ['the workspace is still being read; absent']);
    await reading;
    assert.deepEqual(messages(workspace, A), ['s; absent']);
  });

  it('removed while they are read leave nothing behind', async () => {
    const { workspace, host } = await workspaceOf({}, new Spy(), []);
    for (let index = 0; index < 20; index++) host.files.set(`${ROOT}${index}.yaml`, secret);
    let pauses = 0;
    const removed: Promise<void>[] = [];
    await workspace.addFolder(ROOT, async () => {
      if (++pauses === 5) removed.push(workspace.removeFolder(ROOT));
      await soon();
    });
    await Promise.all(removed);
    assert.equal(pauses, 5);
    assert.equal(workspace.size, 0);
  });

  it('inside of one another have each file once, by the settings of the inner one', async () => {
    const inner = `${ROOT}inner/`;
    const files = { [`${inner}s.yaml`]: secret, [`${inner}.hardlint.yaml`]: 'exclude: [s.yaml]\n', [SECRET]: secret };
    const { workspace } = await workspaceOf(files, new Spy(), [ROOT, inner.slice(0, -1)]);
    assert.equal(workspace.size, 1);
    await workspace.removeFolder(inner);
    assert.equal(workspace.size, 2, 'the outer folder excludes nothing');
    await workspace.removeFolder(ROOT);
    assert.equal(workspace.size, 0);
  });

  it('removed make their open files strangers', async () => {
    const { workspace } = await workspaceOf({ [SECRET]: secret });
    void workspace.setOpen(A, configMap('a'));
    await workspace.removeFolder(ROOT);
    assert.deepEqual(messages(workspace, A), ['only this file was given; absent']);
    assert.equal(workspace.size, 0);
  });

  it('whose settings arrive after they were removed change nothing', async () => {
    const { workspace } = await workspaceOf({});
    await workspace.removeFolder(ROOT);
    workspace.setPersonalSettings(ROOT, { rules: { spy: 'off' } });
    void workspace.setOpen(A, configMap('a'));
    assert.equal(messages(workspace, A).length, 1);
  });
});

describe('settings', () => {
  const config = `${ROOT}.hardlint.yaml`;

  it('come with the configuration file, and go with it', async () => {
    const { workspace, host } = await workspaceOf({});
    void workspace.setOpen(A, configMap('a'));
    assert.equal(messages(workspace, A).length, 1);
    host.files.set(config, 'rules: {spy: "off"}\n');
    await workspace.fileChanged(config);
    assert.deepEqual(messages(workspace, A), []);
    host.files.delete(config);
    await workspace.deleted(config);
    assert.equal(messages(workspace, A).length, 1);
  });

  it('that say the same re-judge nothing', async () => {
    const { workspace, spy } = await workspaceOf({});
    void workspace.setOpen(A, configMap('a'));
    workspace.report(A);
    void workspace.setOpen(config, '# Only a comment.\n');
    workspace.setPersonalSettings(ROOT, {});
    workspace.report(A);
    assert.equal(spy.judged.length, 1);
  });

  it('of a configuration file below the root, or outside of all folders, do not count', async () => {
    const { workspace } = await workspaceOf({});
    void workspace.setOpen(A, configMap('a'));
    void workspace.setOpen('file:///elsewhere/b.yaml', configMap('b'));
    for (const folder of [`${ROOT}deep/`, 'file:///elsewhere/'])
      void workspace.setOpen(`${folder}.hardlint.yaml`, 'rules: {spy: "off"}\n');
    assert.equal(messages(workspace, A).length, 1);
    assert.equal(messages(workspace, 'file:///elsewhere/b.yaml').length, 1);
  });

  it('exclude files from being shown and from being looked up, in every form of a glob', async () => {
    const secret = configMap('s', 'shop', 'Secret');
    for (const glob of ['vendor', 'vendor/', './vendor/**', '/vendor/**', '**/a b/*.yaml']) {
      const excluded = `${ROOT}vendor/a%20b/s.yaml`;
      const { workspace, host } = await workspaceOf({ [excluded]: secret, [config]: `exclude: ["${glob}"]\n` });
      void workspace.setOpen(A, configMap('a'));
      assert.deepEqual(messages(workspace, A), ['; absent'], glob);
      void workspace.setOpen(excluded, secret);
      assert.deepEqual(messages(workspace, excluded), ['excluded'], glob);
      assert.deepEqual(messages(workspace, A), ['; absent'], glob);
      host.files.delete(config);
      await workspace.fileChanged(config);
      assert.deepEqual(messages(workspace, A), ['s; absent'], glob);
    }
  });

  it('of a person that exclude files have the folder read again', async () => {
    const { workspace } = await workspaceOf({ [SECRET]: configMap('s', 'shop', 'Secret') });
    void workspace.setOpen(A, configMap('a'));
    workspace.setPersonalSettings(ROOT, { exclude: ['secret.yaml'] });
    await workspace.readAgain();
    assert.deepEqual(messages(workspace, A), ['; absent']);
  });
});

describe('patches of a kustomization', () => {
  const kustomization = `${ROOT}overlay/kustomization.yaml`;
  const patch = `${ROOT}overlay/patch.yaml`;
  const names = 'patches:\n  - path: patch.yaml\n';

  it('say nothing by what they leave out, until the kustomization is gone', async () => {
    const { workspace, host } = await workspaceOf({ [kustomization]: names });
    void workspace.setOpen(patch, configMap('a'));
    assert.deepEqual(messages(workspace, patch), ['; unknown']);
    host.files.delete(kustomization);
    await workspace.deleted(kustomization);
    assert.deepEqual(messages(workspace, patch), ['; absent']);
    host.files.set(kustomization, 'patchesStrategicMerge: [./patch.yaml]\n');
    await workspace.fileChanged(kustomization);
    assert.deepEqual(messages(workspace, patch), ['; unknown']);
  });

  it('follow the unsaved text of the kustomization', async () => {
    const { workspace } = await workspaceOf({});
    void workspace.setOpen(patch, configMap('a'));
    assert.deepEqual(messages(workspace, patch), ['; absent']);
    await workspace.setOpen(kustomization, names);
    assert.deepEqual(messages(workspace, patch), ['; unknown']);
    await workspace.setClosed(kustomization);
    assert.deepEqual(messages(workspace, patch), ['; absent']);
  });

  it('stay patches while one of two kustomizations names them', async () => {
    const second = `${ROOT}other/Kustomization`;
    const { workspace, host } = await workspaceOf({
      [kustomization]: names,
      [second]: 'patches: [{path: ../overlay/patch.yaml}]\n',
    });
    void workspace.setOpen(patch, configMap('a'));
    host.files.delete(kustomization);
    await workspace.deleted(kustomization);
    assert.deepEqual(messages(workspace, patch), ['; unknown']);
    await workspace.deleted(`${ROOT}other`);
    host.files.delete(second);
    await workspace.deleted(second);
    assert.deepEqual(messages(workspace, patch), ['; absent']);
  });
});

describe('a kustomization that is not open', () => {
  it('is an object that rules look up, as when it is open', async () => {
    const kustomization = `${ROOT}overlay/kustomization.yaml`;
    const base = `${ROOT}base/pod.yaml`;
    const rule = RULES.filter(({ id }) => id === 'image-tag-latest');
    const text = (tag: string): string =>
      `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nimages: [{name: nginx, newTag: ${tag}}]\n`;
    const host = new MemoryHost({ [kustomization]: text('1.27.1') });
    const workspace = new Workspace(host, rule, () => 0);
    await workspace.addFolder(ROOT, soon);
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: nginx}]}\n';
    void workspace.setOpen(base, pod);
    assert.deepEqual(messages(workspace, base), []);
    host.files.set(kustomization, text('latest'));
    await workspace.fileChanged(kustomization);
    assert.equal(messages(workspace, base).length, 1);
    await workspace.setOpen(kustomization, text('1.27.1'));
    assert.deepEqual(messages(workspace, base), []);
    await workspace.setClosed(kustomization);
    assert.equal(messages(workspace, base).length, 1);
  });
});
