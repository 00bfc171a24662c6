import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statusText, type StatusFacts } from '../../client/src/views/statusText.ts';
import type { DocumentStatus } from '../../server/src/protocol.ts';

const checked: DocumentStatus = {
  uri: 'file:///shop/pod.yaml',
  state: 'checked',
  findings: 0,
  fixable: 0,
  suppressed: 0,
  profile: 'recommended',
  kubernetesVersion: '1.37',
};

/** As the editor's own translation does without a translation. */
function fill(message: string, ...args: (string | number)[]): string {
  return message.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)]));
}

function textOf(facts: Partial<StatusFacts>): ReturnType<typeof statusText> {
  return statusText({ enabled: true, server: 'running', document: checked, ...facts }, fill);
}

test('counts findings in words that fit the number', () => {
  assert.equal(textOf({}).text, 'No findings');
  assert.equal(textOf({ document: { ...checked, findings: 1 } }).text, '1 finding');
  assert.equal(textOf({ document: { ...checked, findings: 12 } }).text, '12 findings');
});

test('names the profile and the version, what can be fixed and what is hidden', () => {
  const { detail } = textOf({ document: { ...checked, findings: 3, fixable: 2, suppressed: 1 } });
  assert.equal(detail, 'Profile recommended, Kubernetes 1.37. 2 can be fixed at once. 1 suppressed.');
});

test('offers the one thing that helps in each state', () => {
  assert.equal(textOf({ enabled: false }).action, 'openSettings');
  assert.equal(textOf({ server: 'failed' }).action, 'restartServer');
  assert.equal(textOf({ document: { ...checked, state: 'excluded' } }).action, 'openSettings');
  assert.equal(textOf({ document: { ...checked, findings: 2, fixable: 1 } }).action, 'fixAll');
  assert.equal(textOf({ document: { ...checked, findings: 2 } }).action, 'showOutput');
});

test('says that a failure is one, and that a start is under way', () => {
  assert.equal(textOf({ server: 'failed' }).severity, 'error');
  assert.equal(textOf({ server: 'starting' }).busy, true);
  assert.equal(textOf({}).busy, false);
});

test('says why there is nothing to say', () => {
  const texts = [
    textOf({ enabled: false }),
    textOf({ document: undefined }),
    textOf({ document: { ...checked, state: 'notKubernetes' } }),
    textOf({ document: { ...checked, state: 'disabled' } }),
    textOf({ document: { ...checked, state: 'excluded' } }),
  ];
  for (const { text, detail } of texts) {
    assert.notEqual(text, 'No findings');
    assert.notEqual(detail, '');
  }
});
