import { set, type Fix } from '../../engine/fix.ts';
import type { Lookup } from '../../engine/lookup.ts';
import { defineRule, type Problem } from '../../engine/rule.ts';
import { closest } from '../../resources/closest.ts';
import { POD_MAKERS } from '../../resources/podMakers.ts';
import type { Resource } from '../../resources/resource.ts';
import { isSystemNamespace } from '../../resources/systemNamespaces.ts';
import type { Value } from '../../resources/value.ts';
import { hasPodMakers, neighbours, possibleNeighbours } from '../neighbours.ts';
import { backendsOf, INGRESS_TYPES, type Backend } from './ingresses.ts';

export default defineRule({
  id: 'ingress-dangling-backend',
  title: 'Ingress to a Service that does not exist',
  family: 'network-exposure',
  severity: 'low',
  why: 'A public path that leads to a missing Service waits for its owner: whoever may create a Service of that name in the namespace gets the requests of the host, cookies and all.',
  kinds: INGRESS_TYPES,
  reads: ['Service', ...POD_MAKERS],
  standards: {},
  aliases: { 'kube-linter': ['dangling-ingress'], kubescape: ['C-0298'], 'kube-score': ['ingress-targets-service'] },
  recommended: true,
  fix: 'unsafe',

  *check(resource, { lookup }) {
    for (const backend of backendsOf(resource)) yield* checkBackend(resource, backend, lookup);
  },
});

function* checkBackend(ingress: Resource, { name, port }: Backend, lookup: Lookup): Generator<Problem> {
  // Actions of the AWS Load Balancer Controller look like Services.
  if (name.string === undefined || port.is('use-annotation')) return;
  const possible = possibleNeighbours(ingress, 'Service', lookup);
  if (possible === undefined) return;
  const named = possible.filter((service) => service.name === name.string);
  if (named.length > 0) {
    const missing = named.every((service) => lacksPort(service, port));
    if (missing) yield problemOfPort(named[0] as Resource, name.string, port);
    return;
  }
  // The cluster puts Services there that no manifest of a workspace shows.
  if (isSystemNamespace(ingress.namespace) || name.is('kubernetes')) return;
  const here = neighbours(ingress, 'Service', lookup) ?? [];
  if (here.length === 0 || possible.some((service) => service.name === undefined)) return;
  if (hasPodMakers(ingress, lookup) !== false) return;
  const near = closest(
    name.string,
    here.flatMap((service) => service.name ?? []),
  );
  yield {
    at: name,
    message: `No manifest of this namespace has a Service named ${name.string}. Name one that exists, or remove the path.`,
    fixes: near === undefined ? [] : [changeTo(name, near)],
  };
}

/** The Service certainly has no such port. One of type ExternalName needs none. */
function lacksPort(service: Resource, port: Value): boolean {
  const ports = service.root.at('spec', 'ports');
  if (service.root.at('spec', 'type').is('ExternalName') || !port.isPresent) return false;
  if (!ports.isList || ports.hasUnknown || service.root.scope.open) return false;
  return !ports.items().some((one) => one.at(port.number === undefined ? 'name' : 'port').raw === port.raw);
}

function problemOfPort(service: Resource, name: string, port: Value): Problem {
  const ports = service.root.at('spec', 'ports').items();
  const only = ports.length === 1 ? ports[0]?.at(port.number === undefined ? 'name' : 'port').raw : undefined;
  const written = String(port.raw);
  return {
    at: port,
    message: `Service ${name} has no port ${port.number === undefined ? `named "${written}"` : written}. Use one of its ports.`,
    related: [{ resource: service, at: service.root.at('spec', 'ports'), message: `The ports of Service ${name}.` }],
    fixes: typeof only === 'string' || typeof only === 'number' ? [changeTo(port, only)] : [],
  };
}

function changeTo(at: Value, value: string | number): Fix {
  return { title: `Change to ${value}`, safe: false, edits: [set(at, value)] };
}
