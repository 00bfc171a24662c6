import { blockAllows, blockIsEverything, parseIpBlock, type IpBlock } from './ipBlock.ts';
import type { Address } from './cidr.ts';
import { parseLabelSelector } from './labelSelector.ts';
import type { Resource } from './resource.ts';
import { Selector } from './selector.ts';
import type { Scope, Value } from './value.ts';

/**
 * What a NetworkPolicy means, as networking.k8s.io/v1 defines it. Policies only ever add: a pod that no policy isolates
 * in a direction may talk to everyone in it, a pod that some policy isolates only to whom one of its policies allows.
 * Every question answers `undefined` where the answer cannot be known.
 */
export type Direction = 'ingress' | 'egress';

export const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];
export const NETWORK_POLICY = 'networking.k8s.io/NetworkPolicy';

export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** One rule of a direction: whoever is one of the peers, on one of the ports. */
export interface PolicyRule {
  readonly at: Value;
  /** `any` when the list is missing or empty; undefined when it cannot be known. */
  readonly peers: readonly PolicyPeer[] | 'any' | undefined;
  /** `any` when the list is missing or empty; undefined when it cannot be known. */
  readonly ports: readonly PolicyPort[] | 'any' | undefined;
}

/**
 * - pods: pods with these labels, in the policy's own namespace, or in those that `namespaces` selects
 * - block: addresses
 * - invalid: the API server refuses it
 */
export type PolicyPeer =
  | { readonly at: Value; readonly kind: 'pods'; readonly pods: Selector; readonly namespaces: Selector | 'own' }
  | { readonly at: Value; readonly kind: 'block'; readonly block: IpBlock }
  | { readonly at: Value; readonly kind: 'invalid' }
  | { readonly at: Value; readonly kind: 'unknown' };

export interface PolicyPort {
  readonly at: Value;
  /** TCP where none is written; undefined when it cannot be known. */
  readonly protocol: string | undefined;
  /** No port is written, which means every port of the protocol. */
  readonly isEveryPort: boolean;
  /** A text is the name of a port of the pods on the receiving side; undefined also when it cannot be known. */
  readonly port: number | string | undefined;
  /** The last port of a range that starts at `port`. */
  readonly endPort: number | undefined;
}

/** A pod on the other side of a connection. */
export interface PeerPod {
  readonly inOwnNamespace: boolean | undefined;
  /** Labels of the pod and of its namespace, as plain data; an open scope says that there may be more. */
  readonly labels: unknown;
  readonly labelsScope?: Scope;
  readonly namespaceLabels: unknown;
  readonly namespaceLabelsScope?: Scope;
}

/** Whose traffic the policy is about: pods of its own namespace. Without `podSelector` it is every one of them. */
export function targetOf(policy: Resource): Selector {
  return selectorAt(policy.root.at('spec', 'podSelector')) ?? Selector.NOTHING;
}

/** The policy is about pods with these `metadata.labels` (of its namespace). */
export function selectsPod(policy: Resource, labels: Value): boolean | undefined {
  return targetOf(policy).matches(labels.isUnknown ? undefined : labels.raw, labels.isUnknown ? OPEN : labels.scope);
}

/**
 * Pods that the policy is about are isolated in this direction. Where `policyTypes` is missing or empty, that is Ingress,
 * and Egress if there are egress rules (`SetDefaults_NetworkPolicy`): `egress: []` isolates nothing then.
 */
export function isolates(policy: Resource, direction: Direction): boolean | undefined {
  const spec = policy.root.at('spec');
  const types = spec.at('policyTypes');
  const listed = types.strings().includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  if (listed) return true;
  if (types.isUnknown || (types.isList && types.hasUnknown)) return undefined;
  if (types.isList && types.items().length > 0) return false;
  if (!types.isAbsent && !types.isList) return undefined;
  if (direction === 'ingress') return true;
  const rules = spec.at('egress');
  if (rules.isAbsent) return false;
  return rules.isList ? rules.items().length > 0 : undefined;
}

/** The directions are not written and follow from the rules. */
export function typesAreDefaulted(policy: Resource): boolean | undefined {
  const types = policy.root.at('spec', 'policyTypes');
  if (types.isAbsent) return true;
  return types.isList ? types.items().length === 0 : undefined;
}

/** The rules of a direction as they are written, whether or not the policy isolates in it; undefined when unknown. */
export function rulesOf(policy: Resource, direction: Direction): PolicyRule[] | undefined {
  const rules = policy.root.at('spec', direction);
  if (rules.isAbsent) return [];
  return rules.isList ? rules.items().map((at) => readRule(at, direction)) : undefined;
}

/** The rules that take effect: none where the policy does not isolate in the direction. */
export function effectiveRules(policy: Resource, direction: Direction): PolicyRule[] | undefined {
  const isolated = isolates(policy, direction);
  if (isolated === undefined) return undefined;
  return isolated ? rulesOf(policy, direction) : [];
}

/** A rule of this direction lets everyone through, on every port: beside it no other policy has an effect. */
export function allowsEverything(policy: Resource, direction: Direction): boolean | undefined {
  const rules = effectiveRules(policy, direction);
  if (rules === undefined) return undefined;
  return anyOf(rules.map(ruleAllowsEverything));
}

/** Isolated in this direction without an exception. */
export function deniesEverything(policy: Resource, direction: Direction): boolean | undefined {
  const isolated = isolates(policy, direction);
  if (isolated !== true) return isolated;
  const rules = rulesOf(policy, direction);
  return rules === undefined ? undefined : rules.length === 0;
}

export function ruleAllowsEverything({ peers, ports }: PolicyRule): boolean | undefined {
  const everyone = peers === undefined ? undefined : peers === 'any';
  const everyPort = ports === undefined ? undefined : ports === 'any';
  return allOf([everyone, everyPort]);
}

/** The peers that are listed: none where everyone is one, or where they cannot be known. */
export function listedPeers({ peers }: PolicyRule): readonly PolicyPeer[] {
  return peers === undefined || peers === 'any' ? [] : peers;
}

/** Pods of every namespace are a peer: `namespaceSelector: {}` with no narrower `podSelector`. */
export function peerIsEveryPod(peer: PolicyPeer): boolean | undefined {
  if (peer.kind === 'unknown') return undefined;
  if (peer.kind !== 'pods' || peer.namespaces === 'own') return false;
  return allOf([peer.namespaces.isEverything, peer.pods.isEverything]);
}

/** Every address of a family is a peer. */
export function peerIsEveryAddress(peer: PolicyPeer): boolean | undefined {
  if (peer.kind === 'unknown') return undefined;
  return peer.kind === 'block' && blockIsEverything(peer.block);
}

export function peerIncludesPod(peer: PolicyPeer, pod: PeerPod): boolean | undefined {
  if (peer.kind === 'unknown') return undefined;
  // Whether an address range covers a pod depends on the network plugin and on the cluster's ranges.
  if (peer.kind === 'block') return undefined;
  if (peer.kind === 'invalid') return false;
  const inNamespace =
    peer.namespaces === 'own'
      ? pod.inOwnNamespace
      : peer.namespaces.matches(pod.namespaceLabels, pod.namespaceLabelsScope);
  return allOf([inNamespace, peer.pods.matches(pod.labels, pod.labelsScope)]);
}

export function peerIncludesAddress(peer: PolicyPeer, address: Address): boolean | undefined {
  if (peer.kind === 'unknown') return undefined;
  return peer.kind === 'block' && blockAllows(peer.block, address);
}

/** The rule covers this numbered port of the receiving side. A named port may stand for any number. */
export function ruleAllowsPort({ ports }: PolicyRule, protocol: Protocol, port: number): boolean | undefined {
  if (ports === undefined || ports === 'any') return ports === 'any' ? true : undefined;
  return anyOf(ports.map((one) => portIncludes(one, protocol, port)));
}

function portIncludes(one: PolicyPort, protocol: Protocol, port: number): boolean | undefined {
  const sameProtocol = one.protocol === undefined ? undefined : one.protocol === protocol;
  if (sameProtocol === false) return false;
  if (one.isEveryPort) return sameProtocol;
  if (typeof one.port !== 'number') return undefined;
  return one.port <= port && port <= (one.endPort ?? one.port) ? sameProtocol : false;
}

function readRule(at: Value, direction: Direction): PolicyRule {
  return {
    at,
    peers: readList(at.at(direction === 'ingress' ? 'from' : 'to'), readPeer),
    ports: readList(at.at('ports'), readPort),
  };
}

function readList<T>(list: Value, read: (item: Value) => T): T[] | 'any' | undefined {
  if (list.isAbsent) return 'any';
  if (!list.isList) return undefined;
  const items = list.items();
  return items.length === 0 ? 'any' : items.map(read);
}

/** Only a selector that is there counts: null is like missing, `{}` selects everything. */
function readPeer(at: Value): PolicyPeer {
  const block = at.at('ipBlock');
  const pods = at.at('podSelector');
  const namespaces = at.at('namespaceSelector');
  if (at.isUnknown) return { at, kind: 'unknown' };
  if (block.isPresent) {
    const parsed = parseIpBlock(block.raw, block.scope).block;
    const alone = !pods.isPresent && !namespaces.isPresent;
    return alone && parsed ? { at, kind: 'block', block: parsed } : { at, kind: 'invalid' };
  }
  if (!pods.isPresent && !namespaces.isPresent) {
    return { at, kind: [block, pods, namespaces].some((one) => one.isUnknown) ? 'unknown' : 'invalid' };
  }
  const podSelector = selectorAt(pods);
  const namespaceSelector = namespaces.isAbsent ? 'own' : selectorAt(namespaces);
  return podSelector && namespaceSelector
    ? { at, kind: 'pods', pods: podSelector, namespaces: namespaceSelector }
    : { at, kind: 'invalid' };
}

function readPort(at: Value): PolicyPort {
  const port = at.at('port');
  const protocol = at.at('protocol');
  return {
    at,
    protocol: protocol.isAbsent ? 'TCP' : protocol.string,
    isEveryPort: port.isAbsent,
    port: port.number ?? port.string,
    endPort: at.at('endPort').number,
  };
}

/** Missing selects everything here; undefined for a selector that the API server refuses. */
function selectorAt(at: Value): Selector | undefined {
  if (at.isAbsent) return Selector.EVERYTHING;
  return at.isUnknown ? Selector.UNKNOWN : parseLabelSelector(at.raw, at.scope).selector;
}

function anyOf(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function allOf(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

const OPEN: Scope = { open: true };
