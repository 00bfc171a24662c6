import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UNKNOWN } from '../../server/src/documents/unknown.ts';
import { parseAddress } from '../../server/src/resources/cidr.ts';
import {
  allowsEverything,
  deniesEverything,
  DIRECTIONS,
  effectiveRules,
  isolates,
  peerIncludesAddress,
  peerIncludesPod,
  peerIsEveryAddress,
  peerIsEveryPod,
  ruleAllowsPort,
  rulesOf,
  selectsPod,
  typesAreDefaulted,
  type PolicyPeer,
  type PolicyRule,
} from '../../server/src/resources/networkPolicy.ts';
import { Resource } from '../../server/src/resources/resource.ts';
import { Value } from '../../server/src/resources/value.ts';

const ADDRESS = { uri: 'file:///policy.yaml', document: 0 };

function policy(spec: unknown, open = false): Resource {
  const raw = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p' }, spec };
  return new Resource('networking.k8s.io/v1', 'NetworkPolicy', raw, { open }, ADDRESS, []);
}

function selects(podSelector: unknown, labels: unknown, open = false): boolean | undefined {
  return selectsPod(policy({ podSelector }), Value.root({ labels }, { open }).at('labels'));
}

function isolated(spec: unknown, open = false): (boolean | undefined)[] {
  return DIRECTIONS.map((direction) => isolates(policy(spec, open), direction));
}

function rule(raw: unknown, open = false): PolicyRule {
  return rulesOf(policy({ ingress: [raw] }, open), 'ingress')?.[0] ?? assert.fail('no rule');
}

function peer(raw: unknown, open = false): PolicyPeer {
  const { peers } = rule({ from: [raw] }, open);
  return (Array.isArray(peers) ? (peers as PolicyPeer[])[0] : undefined) ?? assert.fail('no peer');
}

test('an empty, a null and a missing pod selector select every pod', () => {
  for (const selector of [{}, null, undefined, { matchLabels: {} }, { matchExpressions: [] }]) {
    assert.equal(selects(selector, { app: 'web' }), true);
    assert.equal(selects(selector, undefined), true);
  }
});

test('all labels and expressions must match', () => {
  const selector = {
    matchLabels: { app: 'web' },
    matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['test'] }],
  };
  assert.equal(selects(selector, { app: 'web' }), true);
  assert.equal(selects(selector, { app: 'web', tier: 'test' }), false);
  assert.equal(selects(selector, { tier: 'front' }), false);
  assert.equal(selects(selector, undefined), false);
});

test('whether a pod is selected is unknown where its labels or the selector are', () => {
  assert.equal(selects({ matchLabels: { app: 'web' } }, UNKNOWN), undefined);
  assert.equal(selects({ matchLabels: { app: UNKNOWN } }, { app: 'web' }), undefined);
  assert.equal(selects({ matchLabels: { app: UNKNOWN } }, {}), false);
  assert.equal(selects({ matchLabels: { app: 'web' } }, {}, true), undefined);
  assert.equal(selects(UNKNOWN, { app: 'web' }), undefined);
  assert.equal(selects({}, UNKNOWN), true);
});

test('a selector that the API server refuses selects nothing', () => {
  assert.equal(selects({ matchExpressions: [{ key: 'a', operator: 'Is' }] }, { a: '' }), false);
  assert.equal(selects('web', { app: 'web' }), false);
});

test('without policyTypes Ingress is isolated, and Egress if there are egress rules', () => {
  for (const policyTypes of [undefined, null, []]) {
    assert.deepEqual(isolated({ policyTypes }), [true, false]);
    assert.deepEqual(isolated({ policyTypes, egress: [] }), [true, false]);
    assert.deepEqual(isolated({ policyTypes, egress: null }), [true, false]);
    assert.deepEqual(isolated({ policyTypes, egress: [{}] }), [true, true]);
    assert.deepEqual(isolated({ policyTypes, ingress: [] }), [true, false]);
    assert.equal(typesAreDefaulted(policy({ policyTypes })), true);
  }
});

test('policyTypes decide alone when they are written', () => {
  assert.deepEqual(isolated({ policyTypes: ['Egress'], ingress: [{}] }), [false, true]);
  assert.deepEqual(isolated({ policyTypes: ['Ingress'], egress: [{}] }), [true, false]);
  assert.deepEqual(isolated({ policyTypes: ['Ingress', 'Egress'] }), [true, true]);
  assert.deepEqual(isolated({ policyTypes: ['ingress'] }), [false, false]);
  assert.equal(typesAreDefaulted(policy({ policyTypes: ['Egress'] })), false);
});

test('isolation is unknown where something that decides it is', () => {
  assert.deepEqual(isolated({ policyTypes: UNKNOWN }), [undefined, undefined]);
  assert.deepEqual(isolated({ policyTypes: ['Egress', UNKNOWN] }), [undefined, true]);
  assert.deepEqual(isolated({ policyTypes: 'Egress' }), [undefined, undefined]);
  assert.deepEqual(isolated({ egress: UNKNOWN }), [true, undefined]);
  assert.deepEqual(isolated({}, true), [undefined, undefined]);
});

test('no rule denies everything, an empty rule allows everything', () => {
  const answers = (ingress: unknown): unknown[] => {
    const one = policy({ policyTypes: ['Ingress'], ingress });
    return [deniesEverything(one, 'ingress'), allowsEverything(one, 'ingress')];
  };
  assert.deepEqual(answers(undefined), [true, false]);
  assert.deepEqual(answers([]), [true, false]);
  assert.deepEqual(answers([{}]), [false, true]);
  assert.deepEqual(answers([null]), [false, true]);
  assert.deepEqual(answers([{ from: [], ports: null }]), [false, true]);
  assert.deepEqual(answers([{ from: [{ podSelector: {} }] }]), [false, false]);
  assert.deepEqual(answers([{ ports: [{ port: 80 }] }]), [false, false]);
  assert.deepEqual(answers([{ from: UNKNOWN }]), [false, undefined]);
  assert.deepEqual(answers([{ from: UNKNOWN }, {}]), [false, true]);
  assert.deepEqual(answers(UNKNOWN), [undefined, undefined]);
});

test('rules of a direction in which the policy does not isolate have no effect', () => {
  const one = policy({ policyTypes: ['Egress'], ingress: [{}] });
  assert.deepEqual(effectiveRules(one, 'ingress'), []);
  assert.equal(rulesOf(one, 'ingress')?.length, 1);
  assert.equal(allowsEverything(one, 'ingress'), false);
  assert.equal(deniesEverything(one, 'ingress'), false);
  assert.equal(deniesEverything(one, 'egress'), true);
});

test('a pod selector alone means pods of the own namespace', () => {
  const own = peer({ podSelector: { matchLabels: { app: 'web' } } });
  const pod = { labels: { app: 'web' }, namespaceLabels: { team: 'a' } };
  assert.equal(peerIncludesPod(own, { ...pod, inOwnNamespace: true }), true);
  assert.equal(peerIncludesPod(own, { ...pod, inOwnNamespace: false }), false);
  assert.equal(peerIncludesPod(own, { ...pod, inOwnNamespace: undefined }), undefined);
  assert.equal(peerIncludesPod(own, { ...pod, labels: {}, inOwnNamespace: true }), false);
});

test('a namespace selector means all pods there, with a pod selector those pods there', () => {
  const pod = { labels: { app: 'web' }, namespaceLabels: { team: 'a' }, inOwnNamespace: false };
  const namespaceSelector = { matchLabels: { team: 'a' } };
  assert.equal(peerIncludesPod(peer({ namespaceSelector }), pod), true);
  assert.equal(peerIncludesPod(peer({ namespaceSelector, podSelector: {} }), pod), true);
  assert.equal(peerIncludesPod(peer({ namespaceSelector, podSelector: { matchLabels: { app: 'db' } } }), pod), false);
  assert.equal(peerIncludesPod(peer({ namespaceSelector }), { ...pod, namespaceLabels: {} }), false);
  assert.equal(
    peerIncludesPod(peer({ namespaceSelector }), { ...pod, namespaceLabels: {}, namespaceLabelsScope: { open: true } }),
    undefined,
  );
});

test('null counts as missing in a peer, and a peer of nothing is refused', () => {
  assert.equal(peerIsEveryPod(peer({ namespaceSelector: {}, podSelector: null })), true);
  assert.equal(peerIsEveryPod(peer({ namespaceSelector: null, podSelector: {} })), false);
  assert.equal(peer({}).kind, 'invalid');
  assert.equal(peer({}, true).kind, 'unknown');
  assert.equal(peer(UNKNOWN).kind, 'unknown');
  assert.equal(peer({ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }).kind, 'invalid');
  assert.equal(peer({ ipBlock: { cidr: '10.0.0.0' } }).kind, 'invalid');
});

test('pods of every namespace are a peer only with empty selectors', () => {
  assert.equal(peerIsEveryPod(peer({ namespaceSelector: {}, podSelector: {} })), true);
  assert.equal(peerIsEveryPod(peer({ namespaceSelector: {}, podSelector: { matchLabels: { a: 'b' } } })), false);
  assert.equal(peerIsEveryPod(peer({ namespaceSelector: { matchLabels: { a: 'b' } } })), false);
  assert.equal(peerIsEveryPod(peer({ namespaceSelector: UNKNOWN })), undefined);
  assert.equal(peerIsEveryPod(peer({ ipBlock: { cidr: '0.0.0.0/0' } })), false);
});

test('a block is a peer by its addresses', () => {
  const address = parseAddress('169.254.169.254') ?? assert.fail();
  const all = peer({ ipBlock: { cidr: '0.0.0.0/0' } });
  assert.equal(peerIsEveryAddress(all), true);
  assert.equal(peerIncludesAddress(all, address), true);
  const some = peer({ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } });
  assert.equal(peerIsEveryAddress(some), false);
  assert.equal(peerIncludesAddress(some, address), false);
  assert.equal(peerIsEveryAddress(peer({ ipBlock: { cidr: UNKNOWN } })), undefined);
  assert.equal(peerIsEveryAddress(peer({ podSelector: {} })), false);
  assert.equal(
    peerIncludesPod(all, { inOwnNamespace: true, labels: {}, namespaceLabels: {} }),
    undefined,
    'whether a block covers pods is up to the network plugin',
  );
});

test('ports: TCP by default, ranges, names, and none for every port', () => {
  const allows = (ports: unknown, protocol: 'TCP' | 'UDP', port: number): boolean | undefined =>
    ruleAllowsPort(rule({ ports }), protocol, port);
  assert.equal(allows(undefined, 'UDP', 53), true);
  assert.equal(allows([], 'UDP', 53), true);
  assert.equal(allows([{ port: 53 }], 'TCP', 53), true);
  assert.equal(allows([{ port: 53 }], 'UDP', 53), false);
  assert.equal(allows([{ protocol: 'UDP' }], 'UDP', 53), true);
  assert.equal(allows([{ protocol: 'UDP' }], 'TCP', 53), false);
  assert.equal(allows([{ port: 50, endPort: 60 }], 'TCP', 60), true);
  assert.equal(allows([{ port: 50, endPort: 60 }], 'TCP', 61), false);
  assert.equal(allows([{ port: 'dns' }], 'TCP', 53), undefined);
  assert.equal(allows([{ port: 'dns' }], 'UDP', 53), false);
  assert.equal(allows([{ port: UNKNOWN }, { port: 53 }], 'TCP', 53), true);
  assert.equal(allows(UNKNOWN, 'TCP', 53), undefined);
});
