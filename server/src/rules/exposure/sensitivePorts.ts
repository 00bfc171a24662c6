import type { Resource } from '../../resources/resource.ts';
import type { Value } from '../../resources/value.ts';

/** What usually listens on a port, by its number. */
export const SENSITIVE_PORTS: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [2375, 'the Docker API'],
  [2376, 'the Docker API'],
  [2379, 'etcd'],
  [2380, 'etcd'],
  [3306, 'MySQL'],
  [5005, 'the Java debugger'],
  [5432, 'PostgreSQL'],
  [6379, 'Redis'],
  [6443, 'the Kubernetes API'],
  [9200, 'Elasticsearch'],
  [9229, 'the Node.js debugger'],
  [10250, 'the kubelet API'],
  [11211, 'memcached'],
  [27017, 'MongoDB'],
]);

/**
 * The number that gives a port of a Service away, its own or that of the pods behind it, and what listens there.
 *
 * @param allowed Numbers that may be published all the same.
 */
export function sensitivePort(port: Value, allowed: readonly string[] = []): [Value, string] | undefined {
  for (const at of [port.at('port'), port.at('targetPort')]) {
    const what = SENSITIVE_PORTS.get(at.number ?? 0);
    if (what !== undefined && !allowed.includes(String(at.number))) return [at, what];
  }
  return undefined;
}

/** `service-publishes-sensitive-port` speaks of the Service, and the rules about its type have nothing to add. */
export function hasSensitivePort(service: Resource): boolean {
  const ports = service.root.at('spec', 'ports').items();
  return ports.some((port) => sensitivePort(port) !== undefined);
}
