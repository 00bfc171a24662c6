import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Resource } from '../../server/src/resources/resource.ts';
import { indexFile } from '../../server/src/workspace/closedFile.ts';
import { ResourceIndex } from '../../server/src/workspace/resourceIndex.ts';
import { pod } from '../support/pods.ts';

function read(uri: string, ...texts: string[]): readonly Resource[] {
  return indexFile(uri, texts.join('---\n'), { patch: false }).resources;
}

const secret = (name: string, namespace = 'shop'): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}, namespace: ${namespace}}\n`;
const names = (index: ResourceIndex, type: string, where = {}): (string | undefined)[] =>
  (index.lookup(type, where).resources ?? []).map(({ name }) => name);

describe('the index', () => {
  it('finds by type, namespace and name; what has a pod also as workload', () => {
    const index = new ResourceIndex();
    index.replace(
      [],
      read(
        'file:///a',
        pod('p'),
        secret('s'),
        secret('t', 'bank'),
        'apiVersion: v1\nkind: Secret\nmetadata: {name: u}\n',
      ),
    );
    assert.deepEqual(names(index, 'Secret'), ['s', 't', 'u']);
    assert.deepEqual(names(index, 'Secret', { namespace: 'shop' }), ['s']);
    assert.deepEqual(names(index, 'Secret', { namespace: '' }), ['u']);
    assert.deepEqual(names(index, 'Secret', { name: 't' }), ['t']);
    assert.deepEqual(names(index, 'Secret', { namespace: 'bank', name: 's' }), []);
    assert.deepEqual(names(index, 'workload'), ['p']);
    assert.deepEqual(names(index, 'apps/Deployment'), []);
  });

  it('answers in the order of files and documents, however they came', () => {
    const index = new ResourceIndex();
    const list =
      '{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Secret, metadata: {name: l}}, {apiVersion: v1, kind: Secret, metadata: {name: m}}]}\n';
    index.replace([], read('file:///b', secret('c'), list));
    index.replace([], read('file:///a', secret('b'), secret('a')).toReversed());
    assert.deepEqual(names(index, 'Secret'), ['b', 'a', 'c', 'l', 'm']);
  });

  it('keeps the answers that a change does not touch', () => {
    const index = new ResourceIndex();
    const before = read('file:///a', secret('s'), secret('t', 'bank'), pod('p'));
    index.replace([], before);
    const questions = [
      ['workload', {}],
      ['Secret', { namespace: 'bank' }],
      ['Secret', { namespace: 'shop', name: 's' }],
      ['Secret', { namespace: 'shop' }],
      ['Secret', {}],
    ] as const;
    const answers = questions.map(([type, where]) => index.lookup(type, where));
    const added = read('file:///b', secret('other'));
    index.replace([], added);
    const kept = (): boolean[] => questions.map(([type, where], at) => index.lookup(type, where) === answers[at]);
    assert.deepEqual(kept(), [true, true, true, false, false]);
    index.replace(added, []);
    assert.deepEqual(names(index, 'Secret', { namespace: 'shop' }), ['s']);
    assert.equal(index.size, 3);
  });

  it('forgets what nobody asked for between two equal states', () => {
    const index = new ResourceIndex();
    index.replace([], read('file:///a', secret('s')));
    const answer = index.lookup('Secret');
    const added = read('file:///b', secret('other'));
    index.replace([], added);
    index.replace(added, []);
    assert.equal(index.lookup('Secret'), answer);
  });

  it('holds ten thousand resources', () => {
    const index = new ResourceIndex();
    for (let file = 0; file < 100; file++)
      index.replace(
        [],
        read(`file:///${file}`, ...Array.from({ length: 100 }, (_, at) => secret(`s${file}-${at}`, `n${at}`))),
      );
    assert.equal(index.size, 10_000);
    assert.equal(names(index, 'Secret', { namespace: 'n7' }).length, 100);
    assert.deepEqual(names(index, 'Secret', { namespace: 'n7', name: 's42-7' }), ['s42-7']);
  });
});

describe('a closed file', () => {
  it('reads as the same data, of which no part is broken or skipped', () => {
    const text = `${secret('s')}---\napiVersion: v1\nkind: Pod\nspec: [\n---\n${pod('p')}data: &x {a: {{ .b }}, long: "a text that is longer than a few characters"}\nsame: *x\n`;
    const { resources, lines } = indexFile('file:///a', text, { patch: false });
    assert.deepEqual(
      resources.map(({ label }) => label),
      ['Secret shop/s', 'Pod shop/p'],
    );
    assert.deepEqual(resources[1]?.root.at('same').raw, resources[1]?.root.at('data').raw);
    assert.equal(resources[1]?.root.at('same', 'long').string, 'a text that is longer than a few characters');
    assert.equal(text.split('\n')[lines[2] ?? -1], 'apiVersion: v1');
  });

  it('keeps texts that many files hold once', () => {
    const shared = new Map<string, string>();
    for (let file = 0; file < 10; file++) indexFile(`file:///${file}`, pod(`p${file}`), { patch: false }, shared);
    assert.deepEqual([...shared.keys()], [`registry.example/app@sha256:${'a'.repeat(64)}`]);
  });
});
