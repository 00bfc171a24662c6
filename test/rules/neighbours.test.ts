import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UNKNOWN } from '../../server/src/documents/unknown.ts';
import { NOTHING_ELSE_SEEN } from '../../server/src/engine/lookup.ts';
import { Resource } from '../../server/src/resources/resource.ts';
import { hasPodMakers, isNear, neighbours, possibleNeighbours } from '../../server/src/rules/neighbours.ts';
import { ResourceIndex } from '../../server/src/workspace/resourceIndex.ts';

function resource(kind: string, name: string, namespace: unknown, path: string, open = false): Resource {
  const [apiVersion = '', own = ''] = kind.includes(' ') ? kind.split(' ') : ['v1', kind];
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  const address = { uri: `file:///repository/${path}`, document: 0 };
  return new Resource(apiVersion, own, { apiVersion, kind: own, metadata }, { open }, address, []);
}

const named = resource('Service', 'named', 'shop', 'a/named.yaml');
const elsewhere = resource('Service', 'elsewhere', 'other', 'a/elsewhere.yaml');
const unnamed = resource('Service', 'unnamed', undefined, 'b/unnamed.yaml');
const beside = resource('Service', 'beside', undefined, 'a/beside.yaml');
const template = resource('Service', 'template', UNKNOWN, 'chart/templates/service.yaml', true);
const index = new ResourceIndex();
index.replace([], [named, elsewhere, unnamed, beside, template]);

const names = (resources: readonly Resource[] | undefined): unknown => resources?.map(({ name }) => name).sort();
const within = (namespace: unknown, path: string): Resource => resource('ConfigMap', 'asking', namespace, path);

test('neighbours are of the same namespace, or without one in the same folder', () => {
  assert.deepEqual(names(neighbours(within('shop', 'x/y.yaml'), 'Service', index.lookup)), ['named']);
  assert.deepEqual(names(neighbours(within(undefined, 'a/y.yaml'), 'Service', index.lookup)), ['beside']);
  assert.deepEqual(names(neighbours(within(undefined, 'x/y.yaml'), 'Service', index.lookup)), []);
});

test('possible neighbours are also those that name no namespace, and all where none is named', () => {
  assert.deepEqual(names(possibleNeighbours(within('shop', 'x/y.yaml'), 'Service', index.lookup)), [
    'beside',
    'named',
    'unnamed',
  ]);
  assert.deepEqual(names(possibleNeighbours(within(undefined, 'x/y.yaml'), 'Service', index.lookup)), [
    'beside',
    'elsewhere',
    'named',
    'unnamed',
  ]);
});

test('a template counts for what lies in its folder only', () => {
  assert.deepEqual(names(possibleNeighbours(within('shop', 'chart/templates/y.yaml'), 'Service', index.lookup)), [
    'beside',
    'named',
    'template',
    'unnamed',
  ]);
  assert.ok(isNear(template, within('shop', 'chart/y.yaml')));
  assert.ok(!isNear(template, within('shop', 'charts/y.yaml')));
});

test('nothing is concluded where the namespace or the others are not known', () => {
  assert.equal(neighbours(within(UNKNOWN, 'a/y.yaml'), 'Service', index.lookup), undefined);
  assert.equal(possibleNeighbours(within(UNKNOWN, 'a/y.yaml'), 'Service', index.lookup), undefined);
  assert.equal(possibleNeighbours(named, 'Service', NOTHING_ELSE_SEEN), undefined);
  assert.equal(hasPodMakers(named, NOTHING_ELSE_SEEN), undefined);
});

test('operators and charts make pods that no manifest shows', () => {
  const release = resource('helm.toolkit.fluxcd.io/v2 HelmRelease', 'web', 'shop', 'c/release.yaml');
  const withRelease = new ResourceIndex();
  withRelease.replace([], [release]);
  assert.equal(hasPodMakers(named, withRelease.lookup), true);
  assert.equal(hasPodMakers(elsewhere, withRelease.lookup), false);
});
