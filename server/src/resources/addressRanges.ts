import { containsCidr, overlaps, parseCidr } from './cidr.ts';
import type { Cidr } from './cidr.ts';

/** Addresses for use inside organisations: RFC 1918, and unique local IPv6 (RFC 4193). */
export const PRIVATE_RANGES: readonly Cidr[] = ranges('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7');

/** The machine itself: RFC 1122, RFC 4291. */
export const LOOPBACK_RANGES: readonly Cidr[] = ranges('127.0.0.0/8', '::1/128');

/** Reachable only on the same link: RFC 3927, RFC 4291. */
export const LINK_LOCAL_RANGES: readonly Cidr[] = ranges('169.254.0.0/16', 'fe80::/10');

/**
 * Where a cloud answers a node's questions about itself, its credentials included: the address that AWS, Azure, Google
 * Cloud and many others share, and that of AWS for IPv6.
 */
export const METADATA_ADDRESSES: readonly Cidr[] = ranges('169.254.169.254/32', 'fd00:ec2::254/128');

/** The whole range lies within one of the others. */
export function isWithin(cidr: Cidr, others: readonly Cidr[]): boolean {
  return others.some((other) => containsCidr(other, cidr));
}

/** Some address of the range lies within one of the others. */
export function touches(cidr: Cidr, others: readonly Cidr[]): boolean {
  return others.some((other) => overlaps(cidr, other));
}

function ranges(...texts: string[]): Cidr[] {
  return texts.flatMap((text) => parseCidr(text) ?? []);
}
