import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiResources, apiResourcesMeantBy, isBuiltInGroup, scopeOf } from '../../server/src/resources/apiResources.ts';

test('resources are found by plural, with every group that has them', () => {
  assert.deepEqual(
    apiResources('deployments').map(({ group, kind }) => [group, kind]),
    [['apps', 'Deployment']],
  );
  assert.deepEqual(
    apiResources('events').map(({ group }) => group),
    ['', 'events.k8s.io'],
  );
  for (const name of ['deployment', 'Deployments', 'constructor', '']) assert.deepEqual(apiResources(name), []);
});

test('kinds, singulars, short names and other cases are recognised as what was meant', () => {
  for (const name of ['deployment', 'Deployment', 'Deployments', 'DEPLOY']) {
    assert.deepEqual(
      apiResourcesMeantBy(name).map(({ plural }) => plural),
      ['deployments'],
      name,
    );
  }
  assert.deepEqual(
    apiResourcesMeantBy('svc').map(({ plural }) => plural),
    ['services'],
  );
  assert.deepEqual(
    apiResourcesMeantBy('ingress').map(({ plural }) => plural),
    ['ingresses'],
  );
  for (const name of ['widget', '', '-']) assert.deepEqual(apiResourcesMeantBy(name), []);
});

test('scopes are those of the API', () => {
  for (const [group, plural] of [
    ['', 'nodes'],
    ['', 'namespaces'],
    ['storage.k8s.io', 'storageclasses'],
    ['certificates.k8s.io', 'signers'],
  ] as const) {
    assert.equal(scopeOf(group, plural), 'cluster', plural);
  }
  for (const [group, plural] of [
    ['', 'secrets'],
    ['storage.k8s.io', 'csistoragecapacities'],
    ['authorization.k8s.io', 'localsubjectaccessreviews'],
  ] as const) {
    assert.equal(scopeOf(group, plural), 'namespace', plural);
  }
  assert.equal(scopeOf('apps', 'pods'), undefined);
});

test("groups are Kubernetes' own or somebody else's", () => {
  for (const group of ['', 'apps', 'networking.k8s.io']) assert.equal(isBuiltInGroup(group), true, group);
  for (const group of ['*', 'extensions', 'metrics.k8s.io', 'example.com', 'constructor'])
    assert.equal(isBuiltInGroup(group), false, group);
});
