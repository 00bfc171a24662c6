import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  LINK_LOCAL_RANGES,
  LOOPBACK_RANGES,
  METADATA_ADDRESSES,
  PRIVATE_RANGES,
  isWithin,
  touches,
} from '../../server/src/resources/addressRanges.ts';
import {
  boundsOf,
  containsAddress,
  containsCidr,
  formatAddress,
  formatCidr,
  hasHostBits,
  isEverything,
  overlaps,
  parseAddress,
  parseCidr,
} from '../../server/src/resources/cidr.ts';
import type { Cidr } from '../../server/src/resources/cidr.ts';

function cidr(text: string): Cidr {
  return parseCidr(text) ?? assert.fail(text);
}

const ipv4 = fc.record({ family: fc.constant(4 as const), value: fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }) });
// Groups of zeros are common in IPv6 and decide its shortest form.
const ipv6 = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), { minLength: 8, maxLength: 8 })
  .map((groups) => ({
    family: 6 as const,
    value: groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n),
  }));
const range = fc
  .oneof(fc.tuple(ipv4, fc.integer({ min: 0, max: 32 })), fc.tuple(ipv6, fc.integer({ min: 0, max: 128 })))
  .map(([{ family, value }, prefixLength]): Cidr => ({ family, address: value, prefixLength }));

test('addresses, in their canonical form', () => {
  const cases: [string, string][] = [
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
    ['::10.0.0.1', '::a00:1'],
    ['1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:102:304'],
    ['10:0:0:100:0:0:0:1', '10:0:0:100::1'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
  ];
  for (const [text, canonical] of cases)
    assert.equal(formatAddress(parseAddress(text) ?? assert.fail(text)), canonical, text);
});

test('what is no address', () => {
  for (const text of [
    '',
    '1',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '010.0.0.1',
    '1.2.3.04',
    '1.2.3.4%eth0',
    '1.2.3.-4',
    '1..3.4',
    ' 1.2.3.4',
    '0x1.2.3.4',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '::1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7:8:9.9',
    '12345::',
    'g::',
    '1.2.3.4::',
    '::01.2.3.4',
    'fe80::1%',
    '[::1]',
  ]) {
    assert.equal(parseAddress(text), undefined, text);
  }
});

test('what is no range', () => {
  for (const text of [
    '',
    '/',
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0.0/+8',
    '10.0.0.0/8 ',
    '10.0.0/8',
    '::/129',
    'fe80::%a/64',
    '10.0.0.0/8/8',
    '10.0.0.0/255.0.0.0',
  ]) {
    assert.equal(parseCidr(text), undefined, text);
  }
});

test('canonical text reads back as the same', () => {
  fc.assert(
    fc.property(range, (wanted) => {
      const address = { family: wanted.family, value: wanted.address };
      assert.deepEqual(parseAddress(formatAddress(address)), address);
      const again = cidr(formatCidr(wanted));
      assert.deepEqual(boundsOf(again), boundsOf(wanted));
      assert.equal(hasHostBits(again), false);
    }),
  );
});

test('containment and overlap are those of the bounds', () => {
  const pair = fc.oneof(
    fc.tuple(range, range),
    // Neighbours, so that containment is common.
    fc.tuple(range, fc.nat(), fc.nat()).map(([one, length, flip]): [Cidr, Cidr] => {
      const bits = one.family === 4 ? 32 : 128;
      return [one, { ...one, address: one.address ^ (1n << BigInt(flip % bits)), prefixLength: length % (bits + 1) }];
    }),
  );
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const [x, y] = [boundsOf(a), boundsOf(b)];
      const sameFamily = a.family === b.family;
      assert.equal(overlaps(a, b), sameFamily && x.first <= y.last && y.first <= x.last);
      assert.equal(containsCidr(a, b), sameFamily && x.first <= y.first && y.last <= x.last);
      const inside = sameFamily && x.first <= b.address && b.address <= x.last;
      assert.equal(containsAddress(a, { family: b.family, value: b.address }), inside);
    }),
    { numRuns: 1000 },
  );
});

test('families are apart, and an IPv4-mapped address is IPv6', () => {
  assert.equal(overlaps(cidr('0.0.0.0/0'), cidr('::/0')), false);
  assert.equal(containsAddress(cidr('10.0.0.0/8'), parseAddress('::ffff:10.0.0.1') ?? assert.fail()), false);
  assert.equal(containsAddress(cidr('fe80::/10'), parseAddress('fe80::1%eth0') ?? assert.fail()), false);
});

test('everything, and bits that do not count', () => {
  assert.deepEqual(
    ['0.0.0.0/0', '::/0', '1.2.3.4/0', '0.0.0.0/1'].map((text) => isEverything(cidr(text))),
    [true, true, true, false],
  );
  assert.deepEqual(
    ['10.0.0.0/8', '10.1.0.0/8', '10.1.2.3/32'].map((text) => hasHostBits(cidr(text))),
    [false, true, false],
  );
  assert.equal(formatCidr(cidr('10.1.2.3/8')), '10.0.0.0/8');
});

test('known ranges', () => {
  const within = (text: string) =>
    [PRIVATE_RANGES, LOOPBACK_RANGES, LINK_LOCAL_RANGES, METADATA_ADDRESSES].map((ranges) =>
      isWithin(cidr(text), ranges),
    );
  assert.deepEqual(within('172.31.0.0/16'), [true, false, false, false]);
  assert.deepEqual(within('172.32.0.0/16'), [false, false, false, false]);
  assert.deepEqual(within('172.0.0.0/8'), [false, false, false, false]);
  assert.deepEqual(within('fd12::/48'), [true, false, false, false]);
  assert.deepEqual(within('127.0.0.1/32'), [false, true, false, false]);
  assert.deepEqual(within('::1/128'), [false, true, false, false]);
  assert.deepEqual(within('169.254.169.254/32'), [false, false, true, true]);
  assert.deepEqual(within('fd00:ec2::254/128'), [true, false, false, true]);
  assert.equal(touches(cidr('0.0.0.0/0'), METADATA_ADDRESSES), true);
  assert.equal(touches(cidr('10.0.0.0/8'), METADATA_ADDRESSES), false);
  assert.deepEqual(
    [PRIVATE_RANGES, LOOPBACK_RANGES, LINK_LOCAL_RANGES, METADATA_ADDRESSES].map((ranges) => ranges.length),
    [4, 2, 2, 2],
  );
});
