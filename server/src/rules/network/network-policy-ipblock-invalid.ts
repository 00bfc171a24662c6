import { set, type Fix } from '../../engine/fix.ts';
import { defineRule, type Problem } from '../../engine/rule.ts';
import {
  cidrOf,
  containsCidr,
  formatCidr,
  hasHostBits,
  parseAddress,
  parseCidr,
  type Cidr,
} from '../../resources/cidr.ts';
import { DIRECTIONS, NETWORK_POLICY } from '../../resources/networkPolicy.ts';
import type { Value } from '../../resources/value.ts';

export default defineRule({
  id: 'network-policy-ipblock-invalid',
  title: 'Address block that is not what it seems',
  family: 'network-policy',
  severity: 'medium',
  why: 'The API server refuses a policy with a broken address block, so the one before it stays in force, or none at all. A block with bits after its prefix is accepted and covers more than the one address that its author had in mind.',
  kinds: [NETWORK_POLICY],
  standards: {},
  aliases: {},
  recommended: true,
  fix: 'safe',

  *check(resource) {
    for (const direction of DIRECTIONS) {
      for (const rule of resource.root.at('spec', direction).items()) {
        for (const peer of rule.at(direction === 'ingress' ? 'from' : 'to').items())
          yield* checkBlock(peer.at('ipBlock'));
      }
    }
  },
});

function* checkBlock(block: Value): Generator<Problem> {
  const cidr = block.at('cidr');
  const outer = parseCidr(cidr.string ?? '');
  yield* checkRange(cidr, outer);
  for (const except of block.at('except').items()) {
    const inner = parseCidr(except.string ?? '');
    if (inner === undefined || outer === undefined) {
      yield* checkRange(except, inner);
    } else if (inner.family !== outer.family) {
      yield {
        at: except,
        message: `${except.string ?? ''} is an IPv${inner.family} range, and ${cidr.string ?? ''} an IPv${outer.family} one. Write one ipBlock for each address family.`,
      };
    } else if (!containsCidr(outer, inner) || inner.prefixLength === outer.prefixLength) {
      yield {
        at: except,
        message: `${except.string ?? ''} is not a smaller range within ${cidr.string ?? ''}, so the API server refuses the policy. Except only parts of cidr.`,
      };
    } else {
      yield* checkRange(except, inner);
    }
  }
}

function* checkRange(at: Value, range: Cidr | undefined): Generator<Problem> {
  const text = at.string;
  if (text === undefined) return;
  if (range === undefined) {
    const address = parseAddress(text);
    yield {
      at,
      message: `"${text}" is not an address range, so the API server refuses the policy. Write it as ADDRESS/LENGTH, such as 192.0.2.0/24.`,
      fixes: address ? [replaceBy(at, formatCidr(cidrOf(address)), false)] : [],
    };
  } else if (hasHostBits(range)) {
    const meant = formatCidr(range);
    const single = formatCidr({ ...range, prefixLength: range.family === 4 ? 32 : 128 });
    yield {
      at,
      message: `${text} means all of ${meant}: bits after the prefix do not count. Write ${meant}, or ${single} if one address is meant.`,
      // The same range, only written plainly.
      fixes: [replaceBy(at, meant, true), replaceBy(at, single, false)],
    };
  }
}

function replaceBy(at: Value, text: string, safe: boolean): Fix {
  return { title: `Change to ${text}`, safe, edits: [set(at, text)] };
}
