import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { API_LIFECYCLES, lifecycleOf, TYPES_WITH_OLD_VERSIONS } from '../../server/src/resources/apiVersions.ts';
import { Resource } from '../../server/src/resources/resource.ts';

function resource(apiVersion: string, kind: string, spec: unknown = {}): Resource {
  const raw = { apiVersion, kind, metadata: { name: 'a' }, spec };
  return new Resource(apiVersion, kind, raw, { open: false }, { uri: 'file:///a.yaml', document: 0 }, []);
}

describe('the table of API versions', () => {
  it('is consistent', () => {
    for (const [key, { deprecated, removed, replacement }] of API_LIFECYCLES) {
      assert.ok(removed === undefined || removed >= deprecated, key);
      if (replacement === undefined) continue;
      assert.ok(removed === undefined || replacement.since <= removed + 3, `${key}: a gap of more than a year`);
      const next = API_LIFECYCLES.get(`${replacement.apiVersion} ${replacement.kind}`);
      assert.ok(
        next === undefined || (next.removed ?? 99) > (removed ?? 0),
        `${key}: replaced by something that ends first`,
      );
    }
  });

  it('lists the type of every row', () => {
    const types = new Set(TYPES_WITH_OLD_VERSIONS);
    for (const key of API_LIFECYCLES.keys()) {
      const [apiVersion = '', kind = ''] = key.split(' ');
      assert.ok(types.has(resource(apiVersion, kind).type), key);
    }
  });
});

describe('the end of an API version', () => {
  it('is known by version and kind', () => {
    assert.equal(lifecycleOf(resource('batch/v1beta1', 'CronJob'))?.removed, 25);
    assert.equal(lifecycleOf(resource('networking.k8s.io/v1beta1', 'Ingress'))?.removed, 22);
    assert.equal(lifecycleOf(resource('v1', 'Endpoints'))?.removed, undefined);
    assert.equal(lifecycleOf(resource('batch/v1', 'CronJob')), undefined);
    assert.equal(lifecycleOf(resource('networking.example.com/v1beta1', 'Ingress')), undefined);
  });

  it('asks for more than a new version where the meaning changed', () => {
    const isSwap = (one: Resource): boolean | undefined => lifecycleOf(one)?.replacement?.isSwap(one);
    assert.equal(isSwap(resource('batch/v1beta1', 'CronJob')), true);
    assert.equal(isSwap(resource('extensions/v1beta1', 'Ingress')), false);
    const budget = (spec: unknown): Resource => resource('policy/v1beta1', 'PodDisruptionBudget', spec);
    assert.equal(isSwap(budget({ selector: { matchLabels: { app: 'web' } } })), true);
    assert.equal(isSwap(budget({ selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } })), true);
    assert.equal(isSwap(budget({ selector: {} })), false);
    assert.equal(isSwap(budget({})), false);
  });
});
