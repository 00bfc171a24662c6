import type { Lookup } from '../../engine/lookup.ts';
import { parseServiceSelector } from '../../resources/labelSelector.ts';
import type { Pod } from '../../resources/pod.ts';
import type { Resource } from '../../resources/resource.ts';
import { Selector } from '../../resources/selector.ts';
import { possibleNeighbours } from '../neighbours.ts';

/** Whose pods a Service sends its traffic to. Selects nothing where it has no selector, or is a name of DNS only. */
export function selectorOf(service: Resource): Selector {
  if (service.root.at('spec', 'type').is('ExternalName')) return Selector.NOTHING;
  const at = service.root.at('spec', 'selector');
  return (at.isUnknown ? Selector.UNKNOWN : parseServiceSelector(at.raw, at.scope).selector) ?? Selector.NOTHING;
}

/** The selector matches the pod's labels; undefined when that cannot be known. */
export function selects(selector: Selector, pod: Pod): boolean | undefined {
  const labels = pod.metadata.at('labels');
  if (selector.isNothing) return false;
  return labels.isUnknown ? undefined : selector.matches(labels.raw, labels.scope);
}

/** Every pod that a Service certainly selects; undefined when there may be others, or none is known. */
export function targetsOf(service: Resource, lookup: Lookup): readonly Pod[] | undefined {
  const selector = selectorOf(service);
  if (selector.isNothing) return undefined;
  const workloads = possibleNeighbours(service, 'workload', lookup);
  if (workloads === undefined) return undefined;
  const found: Pod[] = [];
  for (const { pods } of workloads) {
    for (const pod of pods) {
      const selected = selects(selector, pod);
      if (selected === undefined) return undefined;
      if (selected) found.push(pod);
    }
  }
  return found.length === 0 ? undefined : found;
}
