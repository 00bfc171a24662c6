import type { Resource } from '../../resources/resource.ts';
import type { Value } from '../../resources/value.ts';

/** The id with which containers run, once for each value that sets it. */
export interface EffectiveId {
  /** The value; where nothing sets it, the missing one of the container. */
  readonly at: Value;
  /** `container "web"`, or `pod` for a value that the pod sets. */
  readonly owner: string;
  /** Undefined when neither container nor pod sets it. */
  readonly id: number | undefined;
}

/**
 * The user or group ids that take effect in the pods of a resource. Not those of Windows, which has none, nor of pods
 * in a user namespace, where they are mapped to ids that nobody else has.
 */
export function* effectiveIds(resource: Resource, field: 'runAsUser' | 'runAsGroup'): Generator<EffectiveId> {
  for (const pod of resource.pods) {
    if (pod.isWindows || pod.spec.at('hostUsers').is(false)) continue;
    let toldOfPod = false;
    for (const container of pod.containers) {
      const { value, from } = container.effective(field);
      if (!value.isAbsent && value.number === undefined) continue;
      if (from === 'pod' && toldOfPod) continue;
      toldOfPod ||= from === 'pod';
      yield { at: value, owner: from === 'pod' ? 'pod' : container.label, id: value.number };
    }
  }
}
