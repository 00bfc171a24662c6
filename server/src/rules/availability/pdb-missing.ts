import { defineRule } from '../../engine/rule.ts';
import { parseLabelSelector } from '../../resources/labelSelector.ts';
import { neighbours } from '../neighbours.ts';
import { ownReplicas } from './replicas.ts';

export default defineRule({
  id: 'pdb-missing',
  title: 'No disruption budget',
  family: 'availability',
  severity: 'low',
  why: 'When nodes are drained, for a kernel fix for example, all pods of a workload may be evicted at the same moment. A budget keeps enough of them running, so that patching nodes is nothing to be put off.',
  kinds: ['apps/Deployment', 'apps/StatefulSet'],
  reads: ['policy/PodDisruptionBudget'],
  standards: {},
  aliases: {
    polaris: ['missingPodDisruptionBudget'],
    'kube-score': ['deployment-has-poddisruptionbudget', 'statefulset-has-poddisruptionbudget'],
    kics: ['b23e9b98', '1db3a5a5'],
  },
  recommended: false,
  fix: null,

  *check(resource, { lookup }) {
    const replicas = ownReplicas(resource);
    // A budget for a single pod would only block the drain.
    if (replicas === undefined || replicas < 2) return;
    const labels = resource.root.at('spec', 'template', 'metadata', 'labels');
    const budgets = neighbours(resource, 'policy/PodDisruptionBudget', lookup);
    if (budgets === undefined) return;
    const isCovered = budgets.some((budget) => {
      const { selector } = parseLabelSelector(budget.root.at('spec', 'selector').raw, budget.root.scope);
      return selector?.matches(labels.raw, labels.scope) !== false;
    });
    if (isCovered || labels.isUnknown) return;
    yield {
      at: resource.root.at('metadata', 'name'),
      message: `Draining nodes may stop ${replicas === 2 ? 'both' : `all ${replicas}`} pods of the ${resource.kind} at once. Add a PodDisruptionBudget with maxUnavailable: 1 that selects them.`,
    };
  },
});
