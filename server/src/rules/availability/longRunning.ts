import type { Container } from '../../resources/container.ts';
import type { Pod } from '../../resources/pod.ts';
import type { Resource } from '../../resources/resource.ts';

/** The pods of a resource that run until somebody stops them: not those of Jobs, nor others that end by themselves. */
export function longRunningPods(resource: Resource): readonly Pod[] {
  if (resource.group === 'batch') return [];
  return resource.pods.filter((pod) => !pod.runsToCompletion && !pod.spec.at('restartPolicy').isUnknown);
}

/**
 * The regular containers of a pod that serve: those that declare ports, or all where none does. A helper without a port
 * has nothing that could be probed.
 */
export function servingContainers(pod: Pod): readonly Container[] {
  const regular = pod.containers.filter(({ role }) => role === 'regular');
  const withPorts = regular.filter((container) => container.at('ports').items().length > 0);
  return withPorts.length > 0 ? withPorts : regular;
}
