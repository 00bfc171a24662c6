import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { closest, editDistance } from '../../server/src/resources/closest.ts';

test('counts insertions, deletions, replacements and swaps', () => {
  assert.equal(editDistance('enforce', 'enforce'), 0);
  assert.equal(editDistance('enforce', 'enforced'), 1);
  assert.equal(editDistance('enforce', 'enfore'), 1);
  assert.equal(editDistance('enforce', 'enforcf'), 1);
  assert.equal(editDistance('enforce', 'enfroce'), 1);
  assert.equal(editDistance('', 'abc'), 3);
  assert.equal(editDistance('warn', 'audit'), 5);
});

test('a distance is symmetric, none only between equals, and at most the longer length', () => {
  const word = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const distance = editDistance(a, b);
      assert.equal(distance, editDistance(b, a));
      assert.equal(distance === 0, a === b);
      assert.ok(distance <= Math.max(a.length, b.length) && distance >= Math.abs(a.length - b.length));
    }),
  );
});

test('finds the nearest candidate, whatever the case, within the distance', () => {
  assert.equal(closest('Storefrnot', ['cart', 'storefront', 'storefronts']), 'storefront');
  assert.equal(closest('orders', ['cart', 'web']), undefined);
  assert.equal(closest('restrictions', ['restricted'], 3), undefined);
  assert.equal(closest('restrictet', ['baseline', 'restricted'], 1), 'restricted');
  assert.equal(closest('web', []), undefined);
});
