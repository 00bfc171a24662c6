import type { Pod } from './pod.ts';
import type { Value } from './value.ts';

/**
 * - regular: `containers`
 * - init: `initContainers`, ends before the regular ones start
 * - sidecar: `initContainers` with `restartPolicy: Always` (KEP-753)
 * - ephemeral: `ephemeralContainers` (KEP-277)
 */
export type ContainerRole = 'regular' | 'init' | 'sidecar' | 'ephemeral';

/** The fields that a container takes from the pod's `securityContext` when it does not set them itself. */
export type InheritedField =
  | 'runAsUser'
  | 'runAsGroup'
  | 'runAsNonRoot'
  | 'seccompProfile'
  | 'appArmorProfile'
  | 'seLinuxOptions'
  | 'windowsOptions';

/** A value that takes effect, and who set it. From `default` it is absent, at the container's own path. */
export interface Effective {
  readonly value: Value;
  readonly from: 'container' | 'pod' | 'default';
}

export class Container {
  readonly pod: Pod;
  readonly role: ContainerRole;
  /** The container's map. */
  readonly root: Value;

  constructor(pod: Pod, role: ContainerRole, root: Value) {
    this.pod = pod;
    this.role = role;
    this.root = root;
  }

  get name(): string | undefined {
    return this.root.at('name').string;
  }

  /** How a person names it: `container "web"`, `init container "migrate"`. */
  get label(): string {
    const role =
      this.role === 'regular' ? 'container' : this.role === 'sidecar' ? 'sidecar container' : `${this.role} container`;
    return this.name === undefined ? role : `${role} "${this.name}"`;
  }

  at(...keys: (string | number)[]): Value {
    return this.root.at(...keys);
  }

  get securityContext(): Value {
    return this.root.at('securityContext');
  }

  /** The value that the kubelet applies: the container's, else the pod's, else the default of the server. */
  effective(field: InheritedField): Effective {
    const own = this.securityContext.at(field);
    if (!own.isAbsent) return { value: own, from: 'container' };
    const shared = this.pod.securityContext.at(field);
    if (!shared.isAbsent) return { value: shared, from: 'pod' };
    return { value: own, from: 'default' };
  }
}

export function containersOf(pod: Pod): Container[] {
  return [
    ...pod.spec
      .at('initContainers')
      .items()
      .map((root) => new Container(pod, initRole(root), root)),
    ...pod.spec
      .at('containers')
      .items()
      .map((root) => new Container(pod, 'regular', root)),
    ...pod.spec
      .at('ephemeralContainers')
      .items()
      .map((root) => new Container(pod, 'ephemeral', root)),
  ];
}

function initRole(root: Value): ContainerRole {
  return root.at('restartPolicy').is('Always') ? 'sidecar' : 'init';
}
