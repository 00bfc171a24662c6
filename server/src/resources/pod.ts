import { containersOf, type Container } from './container.ts';
import type { Resource } from './resource.ts';
import type { Value } from './value.ts';

/** A pod, or the template of one. */
export class Pod {
  readonly resource: Resource;
  /** The map that holds `metadata` and `spec`. */
  readonly root: Value;
  readonly spec: Value;
  readonly metadata: Value;
  #containers: readonly Container[] | undefined;

  constructor(resource: Resource, root: Value) {
    this.resource = resource;
    this.root = root;
    this.spec = root.at('spec');
    this.metadata = root.at('metadata');
  }

  /** Every container of every kind, once, in the order of the API: init (with native sidecars), regular, ephemeral. */
  get containers(): readonly Container[] {
    return (this.#containers ??= containersOf(this));
  }

  /** Containers that run for as long as the pod does: regular ones and native sidecars (KEP-753). */
  get longRunningContainers(): readonly Container[] {
    return this.containers.filter(({ role }) => role === 'regular' || role === 'sidecar');
  }

  get securityContext(): Value {
    return this.spec.at('securityContext');
  }

  /**
   * The operating system of the nodes it can run on, as far as the pod says: `spec.os.name` or the well-known node
   * label. Pod Security admission looks at `spec.os.name` alone; see `podSecurity/`.
   */
  get os(): 'linux' | 'windows' | undefined {
    const named = this.spec.at('os', 'name').string ?? this.spec.at('nodeSelector', 'kubernetes.io/os').string;
    return named === 'linux' || named === 'windows' ? named : undefined;
  }

  get isWindows(): boolean {
    return this.os === 'windows';
  }

  /** The pod ends by itself (a Job's), so probes and disruption budgets make no sense for it. */
  get runsToCompletion(): boolean {
    const policy = this.spec.at('restartPolicy').string;
    return policy === 'Never' || policy === 'OnFailure';
  }
}

/** Where each built-in kind keeps its pod (the object itself, for a Pod). */
const BUILT_IN: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  PodTemplate: ['template'],
  ReplicationController: ['spec', 'template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'extensions/Deployment': ['spec', 'template'],
  'extensions/DaemonSet': ['spec', 'template'],
  'extensions/ReplicaSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

/** Groups whose objects talk about pods without being one: policies and their patterns, definitions, API types. */
const NOT_EMBEDDING = new Set([
  'apiextensions.k8s.io',
  'admissionregistration.k8s.io',
  'kyverno.io',
  'policies.kyverno.io',
  'templates.gatekeeper.sh',
  'constraints.gatekeeper.sh',
  'mutations.gatekeeper.sh',
  'kustomize.config.k8s.io',
  'kustomize.toolkit.fluxcd.io',
  'helm.toolkit.fluxcd.io',
]);

/** Types of the built-in kinds that are or make pods, for rules that look at them and at something else. */
export const BUILT_IN_WORKLOADS: readonly string[] = Object.keys(BUILT_IN);

const MAXIMUM_DEPTH = 8;

export function isBuiltInWorkload(type: string): boolean {
  return Object.hasOwn(BUILT_IN, type);
}

/** A custom resource of this group may have a pod template within. */
export function mayEmbedPods(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io') ? !NOT_EMBEDDING.has(group) : EMBEDDING_K8S_IO.has(group);
}

/** `k8s.io` groups with pod templates that are custom resources (JobSet, LeaderWorkerSet). */
const EMBEDDING_K8S_IO = new Set(['jobset.x-k8s.io', 'leaderworkerset.x-k8s.io', 'kueue.x-k8s.io']);

export function findPods(resource: Resource): Pod[] {
  const known = Object.hasOwn(BUILT_IN, resource.type) ? BUILT_IN[resource.type] : undefined;
  if (known) {
    const root = resource.root.at(...known);
    return root.at('spec').isMap ? [new Pod(resource, root)] : [];
  }
  if (!mayEmbedPods(resource.group)) return [];
  const pods: Pod[] = [];
  collectTemplates(resource, resource.root.at('spec'), MAXIMUM_DEPTH, pods);
  return pods;
}

/** A pod template in a custom resource is a map `template` or `podTemplate` whose `spec.containers` is a list. */
function collectTemplates(resource: Resource, value: Value, depth: number, pods: Pod[]): void {
  if (depth === 0) return;
  for (const item of value.items()) collectTemplates(resource, item, depth - 1, pods);
  for (const [key, child] of value.entries()) {
    if ((key === 'template' || key === 'podTemplate') && child.at('spec', 'containers').isList) {
      pods.push(new Pod(resource, child));
    } else {
      collectTemplates(resource, child, depth - 1, pods);
    }
  }
}
