import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UNKNOWN } from '../../server/src/documents/unknown.ts';
import { parsePolicyVersion, policyOf } from '../../server/src/resources/podSecurity/labels.ts';
import type { NamespacePolicy, PodSecurityMode } from '../../server/src/resources/podSecurity/labels.ts';
import { Value } from '../../server/src/resources/value.ts';

function read(labels: unknown, open = false): NamespacePolicy {
  const namespace = Value.root({ metadata: { labels } }, { open });
  return policyOf(namespace.at('metadata', 'labels'));
}

function mode(policy: NamespacePolicy, name: PodSecurityMode): unknown[] {
  return [policy[name].level, policy[name].version];
}

test('a version is latest or v1.N', () => {
  assert.equal(parsePolicyVersion('latest'), 'latest');
  assert.equal(parsePolicyVersion('v1.0'), 0);
  assert.equal(parsePolicyVersion('v1.37'), 37);
  assert.equal(parsePolicyVersion('v1.100'), 100);
  for (const text of [
    '',
    'Latest',
    '1.30',
    'v1',
    'v1.',
    'v1.05',
    'v1.30.1',
    'v2.1',
    ' v1.3',
    'v1.3\n',
    'v1.3\nv1.4',
    'v1.-1',
  ]) {
    assert.equal(parsePolicyVersion(text), undefined, JSON.stringify(text));
  }
});

test('without labels everything is allowed, unless the server has other defaults', () => {
  for (const labels of [undefined, null, {}, { 'pod-security.kubernetes.io/enforced': 'restricted' }]) {
    const policy = read(labels);
    for (const name of ['enforce', 'audit', 'warn'] as const)
      assert.deepEqual(mode(policy, name), ['privileged', 'latest']);
    assert.deepEqual(policy.problems, []);
  }
  const baseline = { level: 'baseline', version: 30 } as const;
  const defaults = { enforce: baseline, audit: baseline, warn: { level: 'restricted', version: 'latest' } } as const;
  const policy = policyOf(Value.root({ 'pod-security.kubernetes.io/enforce-version': 'v1.31' }), defaults);
  assert.deepEqual(mode(policy, 'enforce'), ['baseline', 31]);
  assert.deepEqual(mode(policy, 'audit'), ['baseline', 30]);
  assert.deepEqual(mode(policy, 'warn'), ['restricted', 'latest']);
});

test('an invalid enforce level is the strictest, other invalid levels are the laxest, and each problem names its label', () => {
  const policy = read({
    'pod-security.kubernetes.io/enforce': 'Baseline',
    'pod-security.kubernetes.io/enforce-version': 'v1.30.2',
    'pod-security.kubernetes.io/audit': 'all',
    'pod-security.kubernetes.io/warn': null,
    'pod-security.kubernetes.io/warn-version': 'v1.29',
  });
  assert.deepEqual(mode(policy, 'enforce'), ['restricted', 'latest']);
  assert.deepEqual(mode(policy, 'audit'), ['privileged', 'latest']);
  assert.deepEqual(mode(policy, 'warn'), ['privileged', 29]);
  assert.deepEqual(
    policy.problems.map(({ at, value, expected }) => [at.path.join(' '), value, expected]),
    [
      ['metadata labels pod-security.kubernetes.io/enforce', 'Baseline', 'level'],
      ['metadata labels pod-security.kubernetes.io/enforce-version', 'v1.30.2', 'version'],
      ['metadata labels pod-security.kubernetes.io/audit', 'all', 'level'],
      ['metadata labels pod-security.kubernetes.io/warn', '', 'level'],
    ],
  );
});

test('warn follows a stricter enforce level where no label sets it, and audit never does', () => {
  const pinned = {
    'pod-security.kubernetes.io/enforce': 'baseline',
    'pod-security.kubernetes.io/enforce-version': 'v1.28',
  };
  assert.deepEqual(mode(read(pinned), 'warn'), ['baseline', 28]);
  assert.deepEqual(mode(read(pinned), 'audit'), ['privileged', 'latest']);
  const ownVersion = { ...pinned, 'pod-security.kubernetes.io/warn-version': 'v1.37' };
  assert.deepEqual(mode(read(ownVersion), 'warn'), ['baseline', 37]);
  const ownLevel = { ...pinned, 'pod-security.kubernetes.io/warn': 'privileged' };
  assert.deepEqual(mode(read(ownLevel), 'warn'), ['privileged', 'latest']);
  const invalid = { 'pod-security.kubernetes.io/enforce': 'strict' };
  assert.deepEqual(mode(read(invalid), 'warn'), ['privileged', 'latest']);
});

test('what cannot be known stays open', () => {
  const templated = read({
    'pod-security.kubernetes.io/enforce': UNKNOWN,
    'pod-security.kubernetes.io/audit': 'baseline',
  });
  assert.deepEqual(mode(templated, 'enforce'), [undefined, 'latest']);
  assert.deepEqual(mode(templated, 'audit'), ['baseline', 'latest']);
  assert.deepEqual(mode(templated, 'warn'), [undefined, undefined]);
  assert.deepEqual(templated.problems, []);
  const wrongType = read({ 'pod-security.kubernetes.io/enforce-version': 1.3 });
  assert.deepEqual(mode(wrongType, 'enforce'), ['privileged', undefined]);
  const open = read({ 'pod-security.kubernetes.io/enforce': 'restricted' }, true);
  assert.deepEqual(mode(open, 'enforce'), ['restricted', undefined]);
  assert.deepEqual(mode(open, 'warn'), [undefined, undefined]);
  assert.deepEqual(mode(read(UNKNOWN), 'enforce'), [undefined, undefined]);
});
