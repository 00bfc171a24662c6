import { set } from '../../engine/fix.ts';
import type { Lookup } from '../../engine/lookup.ts';
import { defineRule } from '../../engine/rule.ts';
import { parseServiceSelector } from '../../resources/labelSelector.ts';
import type { Pod } from '../../resources/pod.ts';
import { neighbours } from '../neighbours.ts';
import { longRunningPods, servingContainers } from './longRunning.ts';
import { probeTemplate } from './probeTemplate.ts';

export default defineRule({
  id: 'probe-readiness-missing',
  title: 'Service sends requests to a container that may not be ready',
  family: 'availability',
  severity: 'low',
  why: 'Without a readiness probe a pod gets requests from the moment it starts, and goes on getting them when it can no longer answer. Whoever can overload one pod then takes a share of the whole service down with it.',
  kinds: 'workload',
  reads: ['Service'],
  standards: {},
  aliases: {
    'kube-linter': ['no-readiness-probe'],
    kubescape: ['C-0018'],
    polaris: ['readinessProbeMissing'],
    'kube-score': ['pod-probes'],
    checkov: ['CKV_K8S_9'],
    kics: ['a659f3b5'],
  },
  recommended: false,
  fix: 'unsafe',

  *check(resource, { lookup }) {
    for (const pod of longRunningPods(resource)) {
      const unprobed = servingContainers(pod).filter((container) => container.at('readinessProbe').isAbsent);
      const service = unprobed.length === 0 ? undefined : serviceOf(pod, lookup);
      if (service === undefined) continue;
      for (const container of unprobed) {
        const at = container.at('readinessProbe');
        yield {
          at,
          message: `The Service ${service} sends requests to the ${container.label} before it can answer them. Add a readinessProbe.`,
          fixes: [
            { title: 'Add a readiness probe', safe: false, edits: [set(at, probeTemplate(container, '/ready'))] },
          ],
        };
      }
    }
  },
});

/** The name of a Service that selects the pod. */
function serviceOf(pod: Pod, lookup: Lookup): string | undefined {
  const labels = pod.metadata.at('labels');
  return neighbours(pod.resource, 'Service', lookup)?.find((service) => {
    const selector = parseServiceSelector(service.root.at('spec', 'selector').raw, service.root.scope).selector;
    return selector?.matches(labels.raw, labels.scope) === true;
  })?.name;
}
