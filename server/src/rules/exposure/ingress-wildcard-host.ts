import { Placeholder } from '../../documents/edit.ts';
import { set } from '../../engine/fix.ts';
import { defineRule, type Problem } from '../../engine/rule.ts';
import type { Resource } from '../../resources/resource.ts';
import { INGRESS_TYPES, isAcmeSolver, isCloudIngress } from './ingresses.ts';

const GATEWAY = 'gateway.networking.k8s.io/Gateway';

export default defineRule({
  id: 'ingress-wildcard-host',
  title: 'Rule for every host',
  family: 'network-exposure',
  severity: 'medium',
  why: 'A rule without a host answers for every name that points to the controller, also for those of other teams that are not claimed yet, and for direct calls of its address. On a Gateway that is open to all namespaces any team can claim the hosts of another.',
  kinds: [...INGRESS_TYPES, GATEWAY],
  standards: {},
  aliases: {},
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    yield* resource.type === GATEWAY ? checkGateway(resource) : checkIngress(resource);
  },
});

function* checkIngress(ingress: Resource): Generator<Problem> {
  // A load balancer made for this Ingress has no other hosts.
  if (isAcmeSolver(ingress) || isCloudIngress(ingress)) return;
  for (const rule of ingress.root.at('spec', 'rules').items()) {
    const host = rule.at('host');
    if (!host.isAbsent && !host.is('') && !host.is('*')) continue;
    yield {
      at: host,
      message: 'This rule answers for every host that reaches the controller. Name the host that it is for.',
      fixes: [{ title: 'Name the host', safe: false, edits: [set(host, HOST)] }],
    };
  }
}

function* checkGateway(gateway: Resource): Generator<Problem> {
  for (const listener of gateway.root.at('spec', 'listeners').items()) {
    const hostname = listener.at('hostname');
    if (!hostname.isAbsent && !hostname.is('') && !hostname.is('*')) continue;
    if (!listener.at('allowedRoutes', 'namespaces', 'from').is('All')) continue;
    // Protocols below HTTP and TLS know no host.
    if (!/^(HTTP|HTTPS|TLS)$/u.test(listener.at('protocol').string ?? '')) continue;
    yield {
      at: hostname,
      message:
        'Routes of every namespace may claim any host on this listener. Name its hostname, or allow only selected namespaces.',
      fixes: [{ title: 'Name the host', safe: false, edits: [set(hostname, HOST)] }],
    };
  }
}

const HOST = new Placeholder('host.example.com');
