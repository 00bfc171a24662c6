import { set, type Fix } from '../../engine/fix.ts';
import { defineRule, type Problem } from '../../engine/rule.ts';
import { closest } from '../../resources/closest.ts';
import type { Pod } from '../../resources/pod.ts';
import type { Value } from '../../resources/value.ts';
import { targetsOf } from './targets.ts';

export default defineRule({
  id: 'service-target-port-invalid',
  title: 'Target port that does not exist',
  family: 'network-exposure',
  severity: 'low',
  why: 'A Service whose target port no container has sends its clients nowhere. What is in front of the pods, such as an authenticating proxy, is then often taken out of the way until somebody finds the misspelt name.',
  kinds: ['Service'],
  reads: ['workload'],
  standards: {},
  aliases: { 'kube-linter': ['invalid-target-ports'], 'kube-score': ['container-ports-check'] },
  recommended: true,
  fix: 'safe',

  *check(resource, { lookup }) {
    let pods: readonly Pod[] | undefined;
    for (const port of resource.root.at('spec', 'ports').items()) {
      const at = port.at('targetPort');
      const name = at.string;
      if (name === undefined) continue;
      if (!isPortName(name)) {
        yield problemOfName(at, name);
        continue;
      }
      pods ??= targetsOf(resource, lookup) ?? [];
      const named = pods.map((pod) => portNames(pod, port.at('protocol')));
      if (named.length === 0 || named.some((names) => names === undefined || names.includes(name))) continue;
      const existing = new Set(named.flatMap((names) => names ?? []));
      const [pod] = pods;
      yield {
        at,
        message: `No container of ${pod?.resource.label ?? 'the pods'} has a port named "${name}". Use ${existing.size > 0 ? `one of its ports: ${[...existing].join(', ')}` : 'the number of the port, or name it in the container'}.`,
        fixes: fixesOf(at, name, existing),
      };
    }
  },
});

/** A name of a port (IANA service name, as in apimachinery `IsValidPortName`). */
function isPortName(name: string): boolean {
  return name.length <= 15 && /^(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/u.test(name) && /[a-z]/u.test(name);
}

function problemOfName(at: Value, name: string): Problem {
  const number = /^\d+$/u.test(name) ? Number(name) : 0;
  if (number >= 1 && number <= 65535) {
    return {
      at,
      message: `In quotes, ${name} is the name of a port, and names need a letter: the API server refuses it. Write the number without quotes.`,
      fixes: [{ title: `Change to the number ${number}`, safe: true, edits: [set(at, number)] }],
    };
  }
  return {
    at,
    message: `"${name}" cannot be the name of a port: at most 15 lower case letters, digits and single dashes, with a letter among them.`,
  };
}

/** Names of the ports that receive traffic; undefined when some cannot be known. */
function portNames(pod: Pod, protocol: Value): string[] | undefined {
  if (pod.spec.at('containers').isUnknown || pod.spec.scope.open) return undefined;
  const names: string[] = [];
  for (const container of pod.longRunningContainers) {
    const ports = container.at('ports');
    if (container.root.isUnknown || ports.hasUnknown || ports.isUnknown) return undefined;
    for (const port of ports.items()) {
      const name = port.at('name').string;
      if (name !== undefined && protocolOf(port.at('protocol')) === protocolOf(protocol)) names.push(name);
    }
  }
  return names;
}

function protocolOf(at: Value): string {
  return at.string ?? 'TCP';
}

function fixesOf(at: Value, name: string, existing: ReadonlySet<string>): Fix[] {
  const near = closest(name, existing) ?? (existing.size === 1 ? [...existing][0] : undefined);
  if (near === undefined) return [];
  return [{ title: `Change to ${near}`, safe: false, edits: [set(at, near)] }];
}
