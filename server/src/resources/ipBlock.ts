import { UNKNOWN } from '../documents/unknown.ts';
import { boundsOf, cidrOf, containsCidr, isEverything, overlaps, parseCidr } from './cidr.ts';
import type { Address, Cidr } from './cidr.ts';

/** The `ipBlock` of a network policy's peer: a range, less some ranges inside it. */
export interface IpBlock {
  /** `undefined` when it cannot be known. */
  readonly cidr: Cidr | undefined;
  readonly except: readonly Cidr[];
  /** There may be more exceptions than are known. */
  readonly hasUnknownExcept: boolean;
}

/** A block, or why the API server would refuse it. */
export type ParsedIpBlock =
  { readonly block: IpBlock; readonly error?: never } | { readonly block?: never; readonly error: string };

/**
 * Reads an `ipBlock` from plain data (networking.k8s.io/v1 `ValidateIPBlock`): an exception must lie inside the range and
 * be smaller. Leading zeros, which older API servers accept, count as an error.
 */
export function parseIpBlock(raw: unknown, scope: { readonly open: boolean } = { open: false }): ParsedIpBlock {
  if (raw === UNKNOWN) return { block: { cidr: undefined, except: [], hasUnknownExcept: true } };
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { error: 'an ipBlock must be a map' };
  const fields = raw as Record<string, unknown>;
  const missing = scope.open ? UNKNOWN : undefined;
  const cidr = range(fields['cidr'] ?? missing);
  if (typeof cidr === 'string') return { error: cidr };
  const list = fields['except'] ?? missing ?? [];
  if (list !== UNKNOWN && !Array.isArray(list)) return { error: 'except must be a list' };

  const items: unknown[] = list === UNKNOWN ? [UNKNOWN] : list;
  const except: Cidr[] = [];
  for (const item of items) {
    const inner = range(item);
    if (typeof inner === 'string') return { error: inner };
    if (inner && cidr && !isStrictlyInside(inner, cidr))
      return { error: `"${String(item)}" must be a smaller range inside cidr` };
    if (inner) except.push(inner);
  }
  return { block: { cidr, except, hasUnknownExcept: items.includes(UNKNOWN) } };
}

/** The address is allowed; `undefined` when it cannot be known. */
export function blockAllows(block: IpBlock, address: Address): boolean | undefined {
  return address.zone === undefined ? blockReaches(block, cidrOf(address)) : false;
}

/** Some address of the range is allowed, for example that of a cloud's metadata service. */
export function blockReaches(block: IpBlock, target: Cidr): boolean | undefined {
  if (!block.cidr) return block.except.some((except) => containsCidr(except, target)) ? false : undefined;
  if (!overlaps(block.cidr, target)) return false;
  const { first, last } = boundsOf(block.cidr.prefixLength > target.prefixLength ? block.cidr : target);
  const isReached = allowedRanges(block).some((range) => range.first <= last && first <= range.last);
  return isReached && block.hasUnknownExcept ? undefined : isReached;
}

/** Every address of a family is allowed. */
export function blockIsEverything(block: IpBlock): boolean | undefined {
  if (block.except.length > 0 || (block.cidr && !isEverything(block.cidr))) return false;
  return block.cidr && !block.hasUnknownExcept ? true : undefined;
}

/**
 * The allowed addresses as ranges from first to last, in order, of the family of the block's `cidr`; as far as the
 * exceptions are known. Several blocks together can allow everything although none does alone.
 */
export function allowedRanges({ cidr, except }: IpBlock): { first: bigint; last: bigint }[] {
  if (!cidr) return [];
  const { first, last } = boundsOf(cidr);
  const gaps = except.map(boundsOf).sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const allowed: { first: bigint; last: bigint }[] = [];
  let next = first;
  for (const gap of gaps) {
    if (gap.first > next) allowed.push({ first: next, last: gap.first - 1n });
    if (gap.last >= next) next = gap.last + 1n;
  }
  if (next <= last) allowed.push({ first: next, last });
  return allowed;
}

function isStrictlyInside(inner: Cidr, outer: Cidr): boolean {
  return inner.prefixLength > outer.prefixLength && containsCidr(outer, inner);
}

/** A known range, `undefined` for an unknown one, or why it is none. */
function range(raw: unknown): Cidr | undefined | string {
  if (raw === UNKNOWN) return undefined;
  const cidr = typeof raw === 'string' ? parseCidr(raw) : undefined;
  return cidr ?? `${typeof raw === 'string' ? `"${raw}"` : 'a value'} is not an address range`;
}
