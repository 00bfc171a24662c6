import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  isDnsLabel,
  isDnsSubdomain,
  parseServiceAccountGroup,
  parseServiceAccountUser,
  serviceAccountGroups,
  serviceAccountUser,
} from '../../server/src/resources/names.ts';
import { validLabelKey, validLabelValue } from '../../server/src/resources/labels.ts';

const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);

test('DNS labels and subdomains', () => {
  const cases: [string, boolean, boolean][] = [
    ['web', true, true],
    ['web-1', true, true],
    ['a.b', false, true],
    ['-web', false, false],
    ['web-', false, false],
    ['a..b', false, false],
    ['Web', false, false],
    ['', false, false],
    ['x'.repeat(63), true, true],
    ['x'.repeat(64), false, true],
    ['x'.repeat(253), false, true],
    ['x'.repeat(254), false, false],
    ['web\n', false, false],
    ['wéb', false, false],
  ];
  for (const [text, asLabel, asSubdomain] of cases) {
    assert.deepEqual([isDnsLabel(text), isDnsSubdomain(text)], [asLabel, asSubdomain], text);
  }
});

test('label keys and values', () => {
  const keys: [string, boolean][] = [
    ['app', true],
    ['app.kubernetes.io/name', true],
    ['example.com/My_Name', true],
    [`${'x'.repeat(253)}/${'n'.repeat(63)}`, true],
    [`${'x'.repeat(254)}/n`, false],
    ['n'.repeat(64), false],
    ['Example.com/name', false],
    ['/name', false],
    ['a/', false],
    ['a/b/c', false],
    ['', false],
    ['_a', false],
  ];
  for (const [key, valid] of keys) assert.equal(validLabelKey(key), valid, key);
  const values: [string, boolean][] = [
    ['', true],
    ['A_b.c-d', true],
    ['v'.repeat(63), true],
    ['v'.repeat(64), false],
    ['a b', false],
    ['-a', false],
    ['a/b', false],
  ];
  for (const [value, valid] of values) assert.equal(validLabelValue(value), valid, value);
});

test('a service account user reads back as it was written', () => {
  fc.assert(
    fc.property(label, fc.array(label, { minLength: 1, maxLength: 3 }), (namespace, parts) => {
      const account = { namespace, name: parts.join('.') };
      assert.deepEqual(parseServiceAccountUser(serviceAccountUser(account)), account);
    }),
  );
});

test('other users are no service accounts', () => {
  for (const user of [
    'alice',
    'system:serviceaccount:default',
    'system:serviceaccount:default:',
    'system:serviceaccount::default',
    'system:serviceaccount:a:b:c',
    'system:serviceaccount:a.b:c',
    'system:serviceaccounts:default:app',
    'System:serviceaccount:default:app',
  ]) {
    assert.equal(parseServiceAccountUser(user), undefined, user);
  }
});

test('the groups of a service account', () => {
  const groups = serviceAccountGroups('shop');
  assert.deepEqual(groups, ['system:serviceaccounts', 'system:serviceaccounts:shop', 'system:authenticated']);
  assert.deepEqual(groups.map(parseServiceAccountGroup), [undefined, 'shop', undefined]);
  assert.equal(parseServiceAccountGroup('system:serviceaccounts:Shop'), undefined);
});
