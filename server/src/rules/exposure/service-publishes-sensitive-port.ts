import type { Lookup } from '../../engine/lookup.ts';
import { defineRule, type Problem } from '../../engine/rule.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Value } from '../../resources/value.ts';
import { neighbours } from '../neighbours.ts';
import { backendsOf, INGRESS_TYPES } from './ingresses.ts';
import { isPublicLoadBalancer } from './loadBalancers.ts';
import { SENSITIVE_PORTS, sensitivePort } from './sensitivePorts.ts';

export default defineRule({
  id: 'service-publishes-sensitive-port',
  title: 'Administration or database port outside of the cluster',
  family: 'network-exposure',
  severity: 'high',
  why: 'Databases, caches, debuggers and the APIs of nodes trust whoever reaches their port, or ask for a password that can be guessed at leisure. Scanners look for exactly these ports, and automated attacks follow minutes after they open.',
  kinds: ['Service', ...INGRESS_TYPES],
  reads: ['Service'],
  standards: { mitre: ['Initial access: Exposed sensitive interfaces'] },
  aliases: { kubescape: ['C-0021', 'C-0256'] },
  recommended: true,
  fix: null,
  options: {
    allowed: {
      type: 'string[]',
      default: [],
      description: 'Port numbers that may be published, such as 22 for a Git server.',
    },
  },

  *check(resource, { lookup, options }) {
    yield* resource.type === 'Service'
      ? checkService(resource, options.allowed)
      : checkIngress(resource, options.allowed, lookup);
  },
});

function* checkService(service: Resource, allowed: readonly string[]): Generator<Problem> {
  const onNodes = service.root.at('spec', 'type').is('NodePort');
  if (!onNodes && isPublicLoadBalancer(service) !== true) return;
  const outside = onNodes ? 'on every node' : 'to the internet';
  for (const port of service.root.at('spec', 'ports').items()) {
    const found = sensitivePort(port, allowed);
    if (found === undefined) continue;
    const [at, what] = found;
    yield {
      at,
      message: `This publishes ${what} (port ${String(at.raw)}) ${outside}. Keep it inside of the cluster with type ClusterIP, or restrict the clients to known addresses.`,
    };
  }
}

/** An Ingress speaks HTTP: of these ports, those whose programs do. */
const HTTP_PORTS: ReadonlySet<number> = new Set([2375, 2376, 2379, 6443, 9200, 9229, 10250]);

function* checkIngress(ingress: Resource, allowed: readonly string[], lookup: Lookup): Generator<Problem> {
  for (const { name, port } of backendsOf(ingress)) {
    const number = targetNumber(ingress, name, port, lookup);
    const what = number !== undefined && HTTP_PORTS.has(number) ? SENSITIVE_PORTS.get(number) : undefined;
    if (what === undefined || allowed.includes(String(number))) continue;
    yield {
      at: port,
      message: `This path publishes ${what} (port ${number} of Service ${name.string ?? ''}) through the Ingress. Put what clients need of it behind an application that authenticates them.`,
    };
  }
}

/** The port of the pods behind a backend, when the Service is known; else the number that the backend names. */
function targetNumber(ingress: Resource, name: Value, port: Value, lookup: Lookup): number | undefined {
  const service = neighbours(ingress, 'Service', lookup)?.find(
    (one) => one.name !== undefined && one.name === name.string,
  );
  const found = service?.root
    .at('spec', 'ports')
    .items()
    .find((one) => one.at(port.number === undefined ? 'name' : 'port').raw === port.raw);
  return found?.at('targetPort').number ?? found?.at('port').number ?? port.number;
}
