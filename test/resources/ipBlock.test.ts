import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { UNKNOWN } from '../../server/src/documents/unknown.ts';
import { parseAddress, parseCidr } from '../../server/src/resources/cidr.ts';
import {
  allowedRanges,
  blockAllows,
  blockIsEverything,
  blockReaches,
  parseIpBlock,
} from '../../server/src/resources/ipBlock.ts';
import type { IpBlock } from '../../server/src/resources/ipBlock.ts';

function block(raw: unknown, open = false): IpBlock {
  const parsed = parseIpBlock(raw, { open });
  return parsed.block ?? assert.fail(parsed.error);
}

const address = (text: string) => parseAddress(text) ?? assert.fail(text);
const cidr = (text: string) => parseCidr(text) ?? assert.fail(text);

test('exceptions must be smaller ranges inside', () => {
  for (const raw of [
    {},
    { cidr: '10.0.0.0' },
    { cidr: 10 },
    { cidr: '10.0.0.0/8', except: '10.1.0.0/16' },
    { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] },
    { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] },
    { cidr: '10.0.0.0/8', except: ['0.0.0.0/0'] },
    { cidr: '10.0.0.0/8', except: ['::/64'] },
    { cidr: '10.0.0.0/8', except: [null] },
    { cidr: '010.0.0.0/8' },
    undefined,
    null,
    [],
    '10.0.0.0/8',
  ]) {
    assert.equal(typeof parseIpBlock(raw).error, 'string', JSON.stringify(raw));
  }
  assert.deepEqual(block({ cidr: '10.0.0.0/8', except: null }).except, []);
});

test('the metadata address, with and without its exception', () => {
  const metadata = cidr('169.254.169.254/32');
  const reaches = (...except: string[]) => blockReaches(block({ cidr: '0.0.0.0/0', except }), metadata);
  assert.equal(reaches(), true);
  assert.equal(reaches('169.254.169.254/32'), false);
  assert.equal(reaches('169.254.0.0/16'), false);
  assert.equal(reaches('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'), true);
  assert.equal(blockReaches(block({ cidr: '10.0.0.0/8' }), metadata), false);
  assert.equal(blockReaches(block({ cidr: '::/0' }), metadata), false);
  // Two halves leave nothing.
  assert.equal(reaches('0.0.0.0/1', '128.0.0.0/1'), false);
  assert.deepEqual(allowedRanges(block({ cidr: '0.0.0.0/0', except: ['0.0.0.0/1', '128.0.0.0/1'] })), []);
});

test('what is unknown', () => {
  const open = block({ cidr: '0.0.0.0/0' }, true);
  assert.deepEqual([blockIsEverything(open), blockAllows(open, address('1.2.3.4'))], [undefined, undefined]);
  assert.deepEqual(
    [blockIsEverything(block({ cidr: '0.0.0.0/0' })), blockIsEverything(block({ cidr: '10.0.0.0/8' }, true))],
    [true, false],
  );
  const partly = block({ cidr: '10.0.0.0/8', except: ['10.1.0.0/16', UNKNOWN] });
  assert.deepEqual(
    ['10.1.2.3', '10.2.0.0', '11.0.0.0'].map((text) => blockAllows(partly, address(text))),
    [false, undefined, false],
  );
  for (const raw of [UNKNOWN, { cidr: UNKNOWN }]) {
    assert.deepEqual([blockIsEverything(block(raw)), blockAllows(block(raw), address('::1'))], [undefined, undefined]);
  }
  assert.equal(blockAllows(block({ cidr: UNKNOWN, except: ['10.0.0.0/8'] }), address('10.1.2.3')), false);
});

test('the allowed addresses of a small block are counted one by one', () => {
  const inner = fc.record({ start: fc.integer({ min: 0, max: 15 }), prefixLength: fc.integer({ min: 29, max: 32 }) });
  const target = fc.record({ start: fc.integer({ min: 0, max: 31 }), prefixLength: fc.integer({ min: 26, max: 32 }) });
  fc.assert(
    fc.property(fc.array(inner, { maxLength: 5 }), target, (except, { start, prefixLength }) => {
      const texts = except.map((item) => `10.0.0.${item.start}/${item.prefixLength}`);
      const small = block({ cidr: '10.0.0.0/28', except: texts });
      const isExcepted = (host: number) =>
        except.some((item) => host >> (32 - item.prefixLength) === item.start >> (32 - item.prefixLength));
      const hosts = Array.from({ length: 32 }, (_, host) => host);
      const allowed = hosts.filter((host) => host < 16 && !isExcepted(host));
      assert.deepEqual(
        hosts.filter((host) => blockAllows(small, address(`10.0.0.${host}`))),
        allowed,
      );
      const size = allowedRanges(small).reduce((sum, { first, last }) => sum + Number(last - first) + 1, 0);
      assert.equal(size, allowed.length);
      const wanted = allowed.some((host) => host >> (32 - prefixLength) === start >> (32 - prefixLength));
      assert.equal(blockReaches(small, cidr(`10.0.0.${start}/${prefixLength}`)), wanted);
    }),
  );
});
