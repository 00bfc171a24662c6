/**
 * An IP address. IPv4-mapped IPv6 (`::ffff:10.0.0.1`) stays IPv6, as in Go's net/netip: it is in no IPv4 range.
 */
export interface Address {
  readonly family: 4 | 6;
  /** 32 bits for IPv4, 128 for IPv6. */
  readonly value: bigint;
  /** The scope of a link-local IPv6 address (`eth0` in `fe80::1%eth0`). */
  readonly zone?: string;
}

/** A range of addresses that share their first bits. */
export interface Cidr {
  readonly family: 4 | 6;
  /** The address as written, of which only the first `prefixLength` bits count. */
  readonly address: bigint;
  readonly prefixLength: number;
}

/**
 * Reads an address as strictly as Go's `netip.ParseAddr`: four decimal octets without leading zeros (which some read as
 * octal), or RFC 4291 text. `undefined` for anything else.
 */
export function parseAddress(text: string): Address | undefined {
  const percent = text.indexOf('%');
  const zone = percent < 0 ? undefined : text.slice(percent + 1);
  const bare = percent < 0 ? text : text.slice(0, percent);
  if (!bare.includes(':')) {
    const value = zone === undefined ? parseIpv4(bare) : undefined;
    return value === undefined ? undefined : { family: 4, value };
  }
  const value = zone === '' ? undefined : parseIpv6(bare);
  return value === undefined ? undefined : { family: 6, value, ...(zone === undefined ? {} : { zone }) };
}

/** Reads `ADDRESS/LENGTH` as strictly as Go's `netip.ParsePrefix`; bits after the prefix are kept but do not count. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.lastIndexOf('/');
  const length = text.slice(slash + 1);
  const address = slash < 0 ? undefined : parseAddress(text.slice(0, slash));
  if (!address || address.zone !== undefined || !/^(?:0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const prefixLength = Number(length);
  return prefixLength > BITS[address.family]
    ? undefined
    : { family: address.family, address: address.value, prefixLength };
}

/** The range that holds one address only. */
export function cidrOf({ family, value }: Address): Cidr {
  return { family, address: value, prefixLength: BITS[family] };
}

/** The first and the last address. */
export function boundsOf({ family, address, prefixLength }: Cidr): { first: bigint; last: bigint } {
  const free = BigInt(BITS[family] - prefixLength);
  const first = (address >> free) << free;
  return { first, last: first + (1n << free) - 1n };
}

/** The address is in the range. One with a zone is in none, since a range says nothing of zones. */
export function containsAddress(cidr: Cidr, address: Address): boolean {
  return address.zone === undefined && containsCidr(cidr, cidrOf(address));
}

/** Every address of `inner` is in `outer`. */
export function containsCidr(outer: Cidr, inner: Cidr): boolean {
  return outer.prefixLength <= inner.prefixLength && overlaps(outer, inner);
}

/** Some address is in both ranges. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  if (a.family !== b.family) return false;
  const free = BigInt(BITS[a.family] - Math.min(a.prefixLength, b.prefixLength));
  return a.address >> free === b.address >> free;
}

/** `0.0.0.0/0` or `::/0`: every address of its family. */
export function isEverything({ prefixLength }: Cidr): boolean {
  return prefixLength === 0;
}

/** Bits are set after the prefix (`10.1.2.3/8`), so that it is unclear whether the range or one address is meant. */
export function hasHostBits(cidr: Cidr): boolean {
  return boundsOf(cidr).first !== cidr.address;
}

/** The address in its canonical form (RFC 5952). */
export function formatAddress({ family, value, zone }: Address): string {
  return family === 4 ? formatIpv4(value) : formatIpv6(value) + (zone === undefined ? '' : `%${zone}`);
}

/** The range in its canonical form, without the bits that do not count. */
export function formatCidr(cidr: Cidr): string {
  return `${formatAddress({ family: cidr.family, value: boundsOf(cidr).first })}/${cidr.prefixLength}`;
}

const BITS = { 4: 32, 6: 128 } as const;
const OCTET = /^(?:0|[1-9]\d{0,2})$/;

function parseIpv4(text: string): bigint | undefined {
  const octets = text.split('.', 5);
  if (octets.length !== 4 || !octets.every((octet) => OCTET.test(octet) && Number(octet) <= 255)) return undefined;
  return octets.reduce((value, octet) => (value << 8n) | BigInt(octet), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const gap = text.indexOf('::');
  if (gap < 0) {
    const groups = parseGroups(text);
    return groups?.length === 8 ? join(groups) : undefined;
  }
  const head = text.slice(0, gap);
  const left = head.includes('.') ? undefined : parseGroups(head);
  const right = parseGroups(text.slice(gap + 2));
  // The gap stands for one group of zeros at least.
  if (!left || !right || left.length + right.length > 7) return undefined;
  return join([...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right]);
}

/** Groups of 16 bits; the last two may be written as an IPv4 address. */
function parseGroups(text: string): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':', 9);
  const tail = parts.at(-1)?.includes('.') ? parts.pop() : undefined;
  const ipv4 = tail === undefined ? undefined : parseIpv4(tail);
  if (tail !== undefined && ipv4 === undefined) return undefined;
  if (!parts.every((part) => /^[0-9a-fA-F]{1,4}$/.test(part))) return undefined;
  const groups = parts.map((part) => Number.parseInt(part, 16));
  if (ipv4 !== undefined) groups.push(Number(ipv4 >> 16n), Number(ipv4 & 0xffffn));
  return groups;
}

function join(groups: readonly number[]): bigint {
  return groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}

function formatIpv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
}

function formatIpv6(value: bigint): string {
  if (value >> 32n === 0xffffn) return `::ffff:${formatIpv4(value & 0xffffffffn)}`;
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  const text = groups.join(':');
  // The first of the longest runs of two or more zero groups is left out.
  const runs = text.match(/\b0(?::0)+\b/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return text;
  const start = text.search(new RegExp(`\\b${longest}\\b`));
  return `${text.slice(0, start).replace(/:$/, '')}::${text.slice(start + longest.length).replace(/^:/, '')}`;
}
