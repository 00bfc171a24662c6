import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseSelectorText } from '../../server/src/resources/labelSelectorText.ts';

test('texts, in one normal form', () => {
  const cases: [string, string][] = [
    ['', ''],
    [' \t', ''],
    ['a', 'a'],
    ['!a', '!a'],
    ['! a', '!a'],
    ['a=b', 'a=b'],
    ['a == b', 'a=b'],
    ['a!=b', 'a!=b'],
    ['a=', 'a='],
    ['a=,b', 'a=,b'],
    ['a in (y, x,x)', 'a in (x,y)'],
    ['a in (x)', 'a=x'],
    ['a notin (x,y)', 'a notin (x,y)'],
    ['a in ()', 'a='],
    ['a in (,x)', 'a in (,x)'],
    ['a in (x,)', 'a in (,x)'],
    ['a>3,b<10', 'a>3,b<10'],
    ['in in (in)', 'in=in'],
    ['notin', 'notin'],
    ['app.kubernetes.io/name=web,tier in (a,b),!debug', 'app.kubernetes.io/name=web,tier in (a,b),!debug'],
  ];
  for (const [text, normal] of cases) {
    const parsed = parseSelectorText(text);
    assert.equal(parsed.selector?.toString() ?? parsed.error, normal, text);
  }
  assert.equal(parseSelectorText('').selector?.isEverything, true);
});

test('what kubectl refuses', () => {
  for (const text of [
    ',',
    'a,',
    ',a',
    'a,,b',
    '!',
    '!!a',
    'a b',
    'a=b c',
    'a===b',
    'a in b',
    'a in (b',
    'a in b)',
    'a in (b c)',
    'a in (=)',
    'a notin',
    '!a=b',
    '!a in (b)',
    'a>',
    'a>x',
    'a>99999999999999999999',
    'a=b=c',
    'a=é',
    '-a',
    'a/b/c',
    '(a)',
    'a\0,b',
  ]) {
    assert.equal(typeof parseSelectorText(text).error, 'string', text);
  }
});

test('comparisons need numbers', () => {
  const { selector } = parseSelectorText('size>3,size<10');
  const cases: [Record<string, string>, boolean][] = [
    [{ size: '4' }, true],
    [{ size: '3' }, false],
    [{ size: '10' }, false],
    [{ size: 'big' }, false],
    [{ size: '99999999999999999999' }, false],
    [{}, false],
  ];
  for (const [labels, expected] of cases) assert.equal(selector?.matches(labels), expected, JSON.stringify(labels));
});

test('the normal form reads back with the same meaning', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    'x',
    ' ',
    ',',
    '=',
    '!=',
    '!',
    ' in ',
    ' notin ',
    '(',
    ')',
    '(x,y)',
    '1',
    '>',
    '<',
  );
  const labels = fc.dictionary(fc.constantFrom('a', 'b', 'x'), fc.constantFrom('x', 'y', '', '1', '2'));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), labels, (pieces, object) => {
      const { selector } = parseSelectorText(pieces.join(''));
      if (!selector) return;
      const again = parseSelectorText(selector.toString()).selector;
      assert.equal(again?.toString(), selector.toString());
      assert.equal(again.matches(object), selector.matches(object));
    }),
    { numRuns: 1000 },
  );
});
