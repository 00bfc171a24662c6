import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Selection } from '../../server/src/engine/selection.ts';
import { Resource } from '../../server/src/resources/resource.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { DEFAULT_SETTINGS } from '../../server/src/settings.ts';

const selection = new Selection(RULES, { ...DEFAULT_SETTINGS, profile: 'strict' });

for (const hooks of ['test', 'test-success', 'test-failure', 'test, test-success']) {
  test(`no rule judges a pod with the Helm hook ${hooks}`, () => {
    assert.deepEqual(rulesFor({ annotations: { 'helm.sh/hook': hooks } }), []);
  });
}

for (const hooks of ['pre-install', 'post-install,test', 'testing', '', 3, null]) {
  test(`a pod with the Helm hook ${JSON.stringify(hooks)} is judged like any other`, () => {
    assert.deepEqual(rulesFor({ annotations: { 'helm.sh/hook': hooks } }), rulesFor({}));
  });
}

test('a pod without annotations is judged', () => {
  assert.ok(rulesFor({}).length > 20);
  assert.ok(rulesFor({ annotations: null }).length > 20);
});

function rulesFor(metadata: object): string[] {
  const raw = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'check', ...metadata },
    spec: { containers: [{ name: 'wget', image: 'busybox' }] },
  };
  const resource = new Resource('v1', 'Pod', raw, { open: false }, { uri: 'file:///pod.yaml', document: 0 }, []);
  return selection.rulesFor(resource).map(({ rule }) => rule.id);
}
