import type { Value } from '../value.ts';
import type { Found } from './violation.ts';

/** A pod or the template of one, as the checks read it. */
export interface PodInput {
  readonly metadata: Value;
  readonly spec: Value;
  /** Every container (init, regular, ephemeral), when they have been collected; violations then name these very maps. */
  readonly containers?: readonly { readonly root: Value }[];
  /**
   * Judge the pod as it stands. Otherwise as the API server hands it to the admission plugin: it makes a volume that
   * names no source an `emptyDir`, which no level forbids.
   */
  readonly verbatim?: boolean;
}

/** A way to look for violations in a pod. */
export type Find = (pod: PodInput, found: Found) => void;

/** Every container, in the order in which the API server's messages name them. */
export function containersIn(pod: PodInput, found: Found): readonly Value[] {
  let containers = collected.get(pod.spec);
  if (!containers) collected.set(pod.spec, (containers = collectContainers(pod)));
  if (!containers.complete) found.undecided = true;
  return containers.values;
}

interface Containers {
  readonly values: readonly Value[];
  /** False when a list cannot be read, which may hold a container that violates the check. */
  readonly complete: boolean;
}

/** Most checks ask, and a value never changes. */
const collected = new WeakMap<Value, Containers>();

function collectContainers(pod: PodInput): Containers {
  const lists = ['initContainers', 'containers', 'ephemeralContainers'].map((key) => pod.spec.at(key));
  return {
    values: pod.containers?.map(({ root }) => root) ?? lists.flatMap((list) => list.items()),
    complete: lists.every((list) => list.isList || list.isAbsent),
  };
}

/** The pod's security context, then each container's. */
export function visitSecurityContexts(
  pod: PodInput,
  found: Found,
  visit: (securityContext: Value, container: Value | undefined) => void,
): void {
  visit(pod.spec.at('securityContext'), undefined);
  for (const container of containersIn(pod, found)) visit(container.at('securityContext'), container);
}

/**
 * From policy version 1.35, checks about users and /proc let pods pass whose `hostUsers` is false: root in a user
 * namespace is nobody on the node (KEP-127).
 */
export function unlessInUserNamespace(find: Find): Find {
  return (pod, found) => {
    const hostUsers = found.boolean(pod.spec.at('hostUsers'));
    if (hostUsers === false) return;
    if (!found.undecided) return find(pod, found);
    // It may be excused: nothing can be said of a pod that would fail, and one that passes does so either way.
    found.undecided = false;
    find(pod, found);
    found.undecided ||= found.violations.length > 0;
    found.violations.length = 0;
  };
}

/**
 * From policy version 1.25, checks that demand Linux settings let pods pass whose `spec.os.name` is `windows`
 * (KEP-2802); a node selector does not count.
 */
export function unlessWindows(find: Find): Find {
  return (pod, found) => {
    const os = found.string(pod.spec.at('os', 'name'));
    if (os === 'windows') return;
    if (!found.undecided) return find(pod, found);
    // On Windows nothing is demanded, but the API refuses these fields there, so that a bad value stays bad.
    found.undecided = false;
    find(pod, found);
    const explicit = found.violations.filter(({ missing }) => !missing);
    found.undecided ||= explicit.length < found.violations.length;
    found.violations.splice(0, found.violations.length, ...explicit);
  };
}
