import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  LATEST_KNOWN_MINOR,
  compareKubernetesVersions,
  formatKubernetesVersion,
  isAtLeast,
  parseKubernetesVersion,
} from '../../server/src/resources/version.ts';

test('what people and clusters write', () => {
  const expected = { major: 1, minor: 31 };
  for (const text of ['1.31', 'v1.31', '1.31.2', 'v1.31.2', 'v1.31.2-gke.1001000', 'v1.31.2+k3s1', 'v1.31.0-rc.1+x']) {
    assert.deepEqual(parseKubernetesVersion(text), expected, text);
  }
  assert.deepEqual(parseKubernetesVersion('latest'), { major: 1, minor: LATEST_KNOWN_MINOR });
});

test('what is no version', () => {
  for (const text of [
    '',
    '1',
    'v1',
    '1.',
    '1.031',
    '01.31',
    '1.31.',
    '1.31.02',
    'V1.31',
    ' 1.31',
    '1.31 ',
    'Latest',
    '1.31-x',
    '1.12345',
  ]) {
    assert.equal(parseKubernetesVersion(text), undefined, text);
  }
});

test('versions compare by number, not by text', () => {
  const number = fc.integer({ min: 0, max: 120 });
  const version = fc.tuple(number, number).map(([major, minor]) => ({ major, minor }));
  fc.assert(
    fc.property(version, version, (a, b) => {
      assert.deepEqual(parseKubernetesVersion(formatKubernetesVersion(a)), a);
      const expected = Math.sign(a.major * 1000 + a.minor - (b.major * 1000 + b.minor));
      assert.equal(Math.sign(compareKubernetesVersions(a, b)), expected);
    }),
  );
  assert.equal(isAtLeast({ major: 1, minor: 9 }, 10), false);
  assert.equal(isAtLeast({ major: 1, minor: 10 }, 10), true);
  assert.equal(isAtLeast({ major: 2, minor: 0 }, 10), true);
});
