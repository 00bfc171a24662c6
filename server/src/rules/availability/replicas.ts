import type { Lookup } from '../../engine/lookup.ts';
import type { Resource } from '../../resources/resource.ts';
import { neighbours } from '../neighbours.ts';

/** What decides the number of pods of a workload: types to look up, with the field that names the workload. */
export const SCALERS = ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'] as const;

/** Something else sets the number of pods. Undefined when it cannot be known. */
export function isScaled(resource: Resource, lookup: Lookup): boolean | undefined {
  for (const type of SCALERS) {
    const scalers = neighbours(resource, type, lookup);
    if (scalers === undefined) return undefined;
    const mine = scalers.some((scaler) => {
      const target = scaler.root.at('spec', 'scaleTargetRef');
      const kind = target.at('kind');
      return target.at('name').is(resource.name ?? '') && (kind.isAbsent || kind.isUnknown || kind.is(resource.kind));
    });
    if (mine) return true;
  }
  return false;
}

/** The number of pods that the workload itself asks for: 1 when it says nothing; undefined when it cannot be known. */
export function ownReplicas(resource: Resource): number | undefined {
  const replicas = resource.root.at('spec', 'replicas');
  return replicas.isAbsent ? 1 : replicas.number;
}
