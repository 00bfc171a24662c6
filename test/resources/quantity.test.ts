import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  compareQuantities,
  isZero,
  parseQuantity,
  signOf,
  toBytes,
  toMilli,
  toNumber,
} from '../../server/src/resources/quantity.ts';
import type { Quantity } from '../../server/src/resources/quantity.ts';

function quantity(value: string | number | bigint): Quantity {
  const parsed = parseQuantity(value);
  assert.ok(parsed, String(value));
  return parsed;
}

// The expected amounts were compared with apimachinery's own over some 500,000 generated texts.
test('amounts as the API server reads them', () => {
  const cases: [string | number | bigint, bigint, number][] = [
    ['0', 0n, 0],
    ['-0', 0n, 0],
    ['1', 1n, 0],
    ['+1', 1n, 0],
    ['-1', -1n, 0],
    ['100m', 1n, -1],
    ['0.1', 1n, -1],
    [0.1, 1n, -1],
    [2, 2n, 0],
    [2n, 2n, 0],
    [1e21, 1n, 21],
    ['1.', 1n, 0],
    ['.5', 5n, -1],
    ['00.50', 5n, -1],
    [' 1Gi ', 1073741824n, 0],
    ['1k', 1n, 3],
    ['1E', 1n, 18],
    ['1E3', 1n, 3],
    ['1e3', 1n, 3],
    ['1e-3', 1n, -3],
    ['1E+3', 1n, 3],
    ['12e6', 12n, 6],
    ['1.5Gi', 1610612736n, 0],
    ['1Ki', 1024n, 0],
    ['1Mi', 1048576n, 0],
    ['1Ei', 1152921504606846976n, 0],
    ['1n', 1n, -9],
    ['1u', 1n, -6],
    // Finer than a billionth is rounded away from zero, so that something asked for is never nothing.
    ['0.1n', 1n, -9],
    ['-0.1n', -1n, -9],
    ['1.0000000001', 1000000001n, -9],
    ['0.0000000001Ki', 103n, -9],
    ['1e-2000000000', 1n, -9],
    ['0.5000000000', 5n, -1],
    // Binary amounts stop at the largest 64-bit number, decimal ones do not.
    ['9Ei', 9223372036854775807n, 0],
    ['-9Ei', -9223372036854775807n, 0],
    ['9000E', 9n, 21],
    // A suffix without digits is zero, as long as it is a small one.
    ['k', 0n, 0],
    ['Ti', 0n, 0],
    ['.', 0n, 0],
    ['-', 0n, 0],
    ['e-9', 0n, 0],
  ];
  for (const [text, mantissa, exponent] of cases) {
    assert.deepEqual(parseQuantity(text), { mantissa, exponent }, String(text));
  }
});

test('what the API server refuses', () => {
  const cases = ['', ' ', '1 Gi', '1GB', '1gi', '1K', '1ki', '1mi', '1KiB', '1e', '1e1.5', '1.2.3', '--1', '1-', '1+5'];
  for (const text of [...cases, 'Pi', 'Ei', 'e-10', '0x10', '1_000', '1,5', 'two', '1e9223372036854775808', '١']) {
    assert.equal(parseQuantity(text), undefined, text);
  }
  for (const number of [Number.NaN, Number.POSITIVE_INFINITY]) assert.equal(parseQuantity(number), undefined);
  assert.equal(parseQuantity('1'.repeat(1001)), undefined);
});

test('every text is read or refused, never thrown at', () => {
  const piece = fc.constantFrom(...'0123456789+-.eEinumkKMGTP ', 'Ki', 'e99999999', 'e-99999999');
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
      (text) => {
        const parsed = parseQuantity(text);
        if (!parsed) return;
        assert.equal(compareQuantities(parsed, parsed), 0);
        assert.equal(compareQuantities(parsed, quantity(0)), signOf(parsed));
        assert.equal(isZero(parsed), signOf(parsed) === 0);
        assert.equal(Number.isNaN(toMilli(parsed)), false);
      },
    ),
  );
});

test('comparison is that of the numbers', () => {
  const amount = fc.record({
    mantissa: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
    exponent: fc.integer({ min: -9, max: 30 }),
  });
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      const [left, right] = [a, b].map(({ mantissa, exponent }) => mantissa * 10n ** BigInt(exponent + 9)) as [
        bigint,
        bigint,
      ];
      const expected = left < right ? -1 : left > right ? 1 : 0;
      const [x, y] = [quantity(`${a.mantissa}e${a.exponent}`), quantity(`${b.mantissa}e${b.exponent}`)];
      assert.equal(compareQuantities(x, y), expected);
      assert.equal(compareQuantities(y, x), -expected + 0);
    }),
  );
});

test('equal amounts in different units are equal', () => {
  for (const [a, b] of [
    ['1', '1000m'],
    ['1Gi', '1024Mi'],
    ['1G', '1e9'],
    ['0.5', '500m'],
    ['1.5Gi', '1536Mi'],
    ['0', '0Gi'],
  ] as const) {
    assert.deepEqual(quantity(a), quantity(b));
    assert.equal(compareQuantities(quantity(a), quantity(b)), 0);
  }
  assert.equal(compareQuantities(quantity('1G'), quantity('1Gi')), -1);
  assert.equal(compareQuantities(quantity('1e2000000000'), quantity('1e1999999999')), 1);
});

test('numbers of bytes and thousandths, rounded away from zero', () => {
  assert.equal(toBytes(quantity('1Gi')), 1073741824);
  assert.equal(toBytes(quantity('100m')), 1);
  assert.equal(toBytes(quantity('-1.5')), -2);
  assert.equal(toBytes(quantity('0')), 0);
  assert.equal(toMilli(quantity('0.25')), 250);
  assert.equal(toMilli(quantity('1n')), 1);
  assert.equal(toMilli(quantity('2')), 2000);
  assert.equal(toNumber(quantity('0.1')), 0.1);
  assert.equal(toNumber(quantity('1e400')), Number.POSITIVE_INFINITY);
});
