import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { UNKNOWN } from '../../server/src/documents/unknown.ts';
import {
  parseLabelSelector,
  parseMapSelector,
  parseServiceSelector,
} from '../../server/src/resources/labelSelector.ts';
import { Selector } from '../../server/src/resources/selector.ts';
import type { ParsedSelector } from '../../server/src/resources/selector.ts';

const OPEN = { open: true };

function valid(parsed: ParsedSelector): Selector {
  return parsed.selector ?? assert.fail(parsed.error);
}

test('a missing selector matches nothing, an empty one everything', () => {
  for (const raw of [undefined, null]) {
    const selector = valid(parseLabelSelector(raw));
    assert.deepEqual(
      [selector.matches({}), selector.matches({ a: 'b' }), selector.isEverything, selector.isNothing],
      [false, false, false, true],
    );
  }
  for (const raw of [{}, { matchLabels: {} }, { matchLabels: null, matchExpressions: [] }]) {
    const selector = valid(parseLabelSelector(raw));
    assert.deepEqual(
      [selector.matches({}), selector.matches(undefined), selector.matches({ a: 'b' }), selector.isEverything],
      [true, true, true, true],
    );
  }
});

test('a map selector that is missing or empty matches everything, that of a Service nothing', () => {
  for (const raw of [undefined, null, {}]) {
    assert.equal(valid(parseMapSelector(raw)).isEverything, true);
    assert.equal(valid(parseServiceSelector(raw)).matches({ a: 'b' }), false);
  }
  assert.equal(valid(parseServiceSelector({ a: 'b' })).matches({ a: 'b', c: 'd' }), true);
  assert.equal(valid(parseServiceSelector({ a: 'b' })).matches({ a: 'c' }), false);
});

test('operators', () => {
  const matches = (operator: string, values: string[] | undefined, labels: Record<string, string>) =>
    valid(parseLabelSelector({ matchExpressions: [{ key: 'a', operator, values }] })).matches(labels);
  const cases: [string, string[] | undefined, Record<string, string>, boolean][] = [
    ['In', ['x', 'y'], { a: 'y' }, true],
    ['In', ['x'], { a: 'y' }, false],
    ['In', ['x'], {}, false],
    ['In', [''], {}, false],
    ['In', [''], { a: '' }, true],
    ['NotIn', ['x'], { a: 'y' }, true],
    ['NotIn', ['x'], { a: 'x' }, false],
    // An object without the label is meant, too.
    ['NotIn', ['x'], {}, true],
    ['Exists', undefined, { a: '' }, true],
    ['Exists', [], {}, false],
    ['DoesNotExist', undefined, { a: '' }, false],
    ['DoesNotExist', undefined, { b: '' }, true],
    // Names that every JavaScript object inherits are no labels.
    ['Exists', undefined, { constructor: 'x' }, false],
  ];
  for (const [operator, values, labels, expected] of cases) {
    assert.equal(
      matches(operator, values, labels),
      expected,
      `${operator} ${values?.join()} ${JSON.stringify(labels)}`,
    );
  }
  assert.equal(
    valid(parseLabelSelector({ matchExpressions: [{ key: 'constructor', operator: 'Exists' }] })).matches({}),
    false,
  );
});

test('all requirements must hold', () => {
  const selector = valid(
    parseLabelSelector({
      matchLabels: { app: 'web' },
      matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['b', 'a'] }],
    }),
  );
  assert.equal(selector.matches({ app: 'web' }), true);
  assert.equal(selector.matches({ app: 'web', tier: 'a' }), false);
  assert.equal(selector.matches({ tier: 'c' }), false);
  assert.equal(selector.isEverything, false);
  for (const none of [{}, undefined, null]) assert.equal(selector.matches(none), false);
  assert.equal(String(selector), 'app=web,tier notin (a,b)');
});

test('what the API server refuses, with the reason', () => {
  const expression = (fields: object) => ({
    matchExpressions: [{ key: 'a', operator: 'In', values: ['x'], ...fields }],
  });
  const cases: [unknown, RegExp][] = [
    ['app=web', /must be a map/],
    [[], /must be a map/],
    [{ matchLabels: [] }, /matchLabels must be a map/],
    [{ matchLabels: { a: 1 } }, /"a" must be a string/],
    [{ matchLabels: { 'a b': 'x' } }, /"a b" is not a label key/],
    [{ matchLabels: { a: 'x y' } }, /"x y" is not a label value/],
    [{ matchExpressions: {} }, /must be a list/],
    [{ matchExpressions: ['a'] }, /must be a map/],
    [{ matchExpressions: [{}] }, /operator must be/],
    [expression({ key: undefined }), /"" is not a label key/],
    [expression({ key: 1 }), /key must be a string/],
    [expression({ operator: 'in' }), /operator must be one of/],
    [expression({ operator: 'Gt', values: ['1'] }), /operator must be one of/],
    [expression({ values: [] }), /In needs values/],
    [expression({ values: 'x' }), /list of strings/],
    [expression({ values: [1] }), /list of strings/],
    [expression({ operator: 'Exists' }), /Exists takes no values/],
  ];
  for (const [raw, reason] of cases) assert.match(parseLabelSelector(raw).error ?? 'accepted', reason);
});

test('what a null says', () => {
  const selector = valid(parseLabelSelector({ matchLabels: { a: null } }));
  assert.equal(selector.matches({ a: '' }), true);
  assert.equal(selector.matches({ a: null }), true);
  assert.equal(selector.matches({ a: 'x' }), false);
  // In a patch, null takes a label away.
  const patch = valid(parseLabelSelector({ matchLabels: { a: null } }, OPEN));
  assert.equal(patch.matches({ a: 'x' }), undefined);
  assert.equal(valid(parseLabelSelector({ matchLabels: { a: 'x' } })).matches({ a: null }, OPEN), undefined);
});

test('nothing is concluded from what is unknown, unless the rest decides', () => {
  const unknownValue = valid(parseLabelSelector({ matchLabels: { a: UNKNOWN } }));
  assert.deepEqual(
    [unknownValue.matches({ a: 'x' }), unknownValue.matches({ b: 'x' }), unknownValue.isEverything],
    [undefined, false, false],
  );
  for (const raw of [UNKNOWN, { matchLabels: UNKNOWN }, { matchExpressions: [UNKNOWN] }]) {
    const selector = valid(parseLabelSelector(raw));
    assert.deepEqual([selector.matches({}), selector.isEverything], [undefined, undefined]);
  }
  const partly = valid(parseLabelSelector({ matchLabels: { a: 'x' }, matchExpressions: UNKNOWN }));
  assert.deepEqual([partly.matches({ a: 'x' }), partly.matches({}), partly.isEverything], [undefined, false, false]);
  const list = valid(parseLabelSelector({ matchExpressions: [{ key: 'a', operator: 'In', values: ['x', UNKNOWN] }] }));
  assert.deepEqual([list.matches({ a: 'x' }), list.matches({ a: 'y' }), list.matches({})], [true, undefined, false]);
  assert.equal(valid(parseServiceSelector(UNKNOWN)).matches({}), undefined);
  const bound = new Selector([{ key: 'a', operator: 'Gt', values: [UNKNOWN] }], false);
  assert.deepEqual(
    [bound.matches({ a: '1' }), bound.matches({ a: 'x' }), bound.matches({})],
    [undefined, false, false],
  );
  assert.equal(String(partly), 'a=x,?');
});

test('what may still be added keeps an answer open', () => {
  assert.equal(valid(parseLabelSelector(undefined, OPEN)).matches({}), undefined);
  assert.equal(valid(parseLabelSelector({}, OPEN)).isEverything, undefined);
  assert.equal(valid(parseServiceSelector(undefined, OPEN)).matches({}), undefined);
  const selector = valid(parseLabelSelector({ matchLabels: { a: 'x' } }));
  assert.equal(selector.matches({}, OPEN), undefined);
  assert.equal(selector.matches(undefined, OPEN), undefined);
  assert.equal(selector.matches({ a: 'y' }, OPEN), false);
  assert.equal(selector.matches(UNKNOWN), undefined);
  assert.equal(selector.matches({ a: UNKNOWN }), undefined);
});

const key = fc.constantFrom('a', 'b', 'c');
const value = fc.constantFrom('x', 'y', '');
const labels = fc.dictionary(key, value, { maxKeys: 3 });
const expression = fc.oneof(
  fc.record({ key, operator: fc.constantFrom('In', 'NotIn'), values: fc.array(value, { minLength: 1, maxLength: 3 }) }),
  fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
);
const labelSelector = fc.record({ matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 3 }) });

test('hiding a part of selector or labels never turns an answer round', () => {
  fc.assert(
    fc.property(labelSelector, labels, fc.infiniteStream(fc.boolean()), (raw, object, choices) => {
      const hide = (part: unknown): unknown => {
        if (choices.next().value && choices.next().value && choices.next().value) return UNKNOWN;
        if (Array.isArray(part)) return part.map(hide);
        if (typeof part !== 'object' || part === null) return part;
        return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, hide(inner)]));
      };
      const answer = valid(parseLabelSelector(raw)).matches(object);
      assert.equal(typeof answer, 'boolean');
      const guarded = valid(parseLabelSelector(hide(raw))).matches(hide(object));
      assert.ok(guarded === undefined || guarded === answer);
    }),
  );
});

test('leaving out a part that may still be added never turns an answer round', () => {
  fc.assert(
    fc.property(labelSelector, labels, fc.array(key), (raw, object, hidden) => {
      const some = (map: Record<string, string>) =>
        Object.fromEntries(Object.entries(map).filter(([name]) => !hidden.some((one) => one === name)));
      const answer = valid(parseLabelSelector(raw)).matches(object);
      const patch = { matchLabels: some(raw.matchLabels), matchExpressions: raw.matchExpressions };
      const guarded = valid(parseLabelSelector(patch, OPEN)).matches(some(object), OPEN);
      assert.ok(guarded === undefined || guarded === answer);
    }),
  );
});

test('any data is read or refused', () => {
  const anything = fc.anything({ withBigInt: true, withNullPrototype: true });
  const near = fc.record({
    matchLabels: anything,
    matchExpressions: fc.oneof(anything, fc.array(fc.record({ key: anything, operator: anything, values: anything }))),
  });
  fc.assert(
    fc.property(fc.oneof(anything, near), anything, (raw, object) => {
      const { selector, error } = parseLabelSelector(raw);
      assert.equal(selector === undefined, typeof error === 'string');
      assert.ok([true, false, undefined].includes(selector?.matches(object)));
    }),
  );
});
