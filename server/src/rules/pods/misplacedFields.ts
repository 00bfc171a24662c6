import type { EditValue } from '../../documents/edit.ts';
import { remove, set, type FixEdit } from '../../engine/fix.ts';
import { isBuiltInWorkload, type Pod } from '../../resources/pod.ts';
import type { Value } from '../../resources/value.ts';

/** A field at a place where the API has none of its name. */
export interface MisplacedField {
  readonly at: Value;
  /** Where it stands, for the start of a sentence. */
  readonly place: string;
  /** Where it belongs. */
  readonly target: string;
  /** Moves it there; none where that would overwrite something or is not clear. */
  readonly edits: readonly FixEdit[];
}

/** Fields that only the security context of a container has (core/v1 SecurityContext, not PodSecurityContext). */
const OF_CONTAINER = ['allowPrivilegeEscalation', 'capabilities', 'privileged', 'procMount', 'readOnlyRootFilesystem'];

/** Fields that only the security context of a pod has. */
const OF_POD = ['fsGroup', 'fsGroupChangePolicy', 'supplementalGroups', 'supplementalGroupsPolicy', 'sysctls'];

/** Fields of both. */
const SHARED = [
  'appArmorProfile',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'seLinuxOptions',
  'seccompProfile',
  'windowsOptions',
];

/** Settings of security contexts that stand where the API drops them. */
export function* misplacedIn(pod: Pod): Generator<MisplacedField> {
  const ofContainers = 'the securityContext of each container';
  const ofContainer = 'the securityContext of the container';
  const ofPod = 'the securityContext of the pod';
  for (const at of present(pod.securityContext, OF_CONTAINER)) {
    yield { at, place: 'The securityContext of a pod', target: ofContainers, edits: moveToContainers(pod, at) };
  }
  for (const container of pod.containers) {
    for (const at of present(container.securityContext, OF_POD)) {
      yield {
        at,
        place: 'The securityContext of a container',
        target: ofPod,
        edits: move(at, pod.securityContext.at(at.key)),
      };
    }
    for (const at of present(container.root, [...OF_CONTAINER, ...SHARED])) {
      yield { at, place: 'A container', target: ofContainer, edits: move(at, container.securityContext.at(at.key)) };
    }
    for (const at of present(container.at('resources'), ['securityContext'])) {
      yield {
        at,
        place: 'The field resources of a container',
        target: 'the container',
        edits: move(at, container.securityContext),
      };
    }
  }
  // A custom resource may well have fields of these names above or beside its pod.
  if (!isBuiltInWorkload(pod.resource.type)) return;
  for (const at of present(pod.spec, [...OF_POD, ...SHARED])) {
    yield { at, place: 'The spec of a pod', target: ofPod, edits: move(at, pod.securityContext.at(at.key)) };
  }
  for (const at of present(pod.spec, OF_CONTAINER)) {
    yield { at, place: 'The spec of a pod', target: ofContainers, edits: moveToContainers(pod, at) };
  }
  for (let holder = pod.spec.parent; holder; holder = holder.parent) {
    const place = holder.parent ? `The ${String(holder.key)} of a ${pod.resource.kind}` : `A ${pod.resource.kind}`;
    for (const at of present(holder, ['securityContext'])) {
      yield { at, place, target: 'the spec of the pod', edits: move(at, pod.securityContext) };
    }
  }
}

function present(holder: Value, fields: readonly string[]): Value[] {
  return fields.map((field) => holder.at(field)).filter((value) => value.isPresent);
}

function move(from: Value, to: Value): FixEdit[] {
  return to.isAbsent && !from.hasUnknown ? [set(to, from.raw as EditValue), remove(from)] : [];
}

/** Containers that say it themselves keep what they say. */
function moveToContainers(pod: Pod, from: Value): FixEdit[] {
  const targets = pod.containers.map(({ securityContext }) => securityContext.at(from.key));
  if (from.hasUnknown || targets.some((target) => target.isUnknown)) return [];
  return [
    ...targets.filter((target) => target.isAbsent).map((target) => set(target, from.raw as EditValue)),
    remove(from),
  ];
}
