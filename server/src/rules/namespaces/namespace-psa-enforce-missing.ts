import { set, type Fix } from '../../engine/fix.ts';
import type { Lookup } from '../../engine/lookup.ts';
import { defineRule } from '../../engine/rule.ts';
import { labelOf } from '../../resources/podSecurity/labels.ts';
import type { Resource } from '../../resources/resource.ts';
import { isSystemNamespace } from '../../resources/systemNamespaces.ts';
import {
  hasPodPolicies,
  highestLevel,
  labelsOf,
  POD_POLICIES,
  POD_SECURITY_CONFIGURATIONS,
  podSecurityDefaults,
} from './podPolicies.ts';

export default defineRule({
  id: 'namespace-psa-enforce-missing',
  title: 'Namespace without Pod Security',
  family: 'namespace',
  severity: 'high',
  why: 'Without the label the API server accepts any pod in the namespace, unless the cluster was set up otherwise. Whoever may create pods there starts a privileged one, mounts the disk of the node, and owns the node.',
  kinds: ['Namespace'],
  reads: ['workload', ...POD_SECURITY_CONFIGURATIONS, ...POD_POLICIES],
  standards: { cis: ['1.10-1.12:5.2.1', '1.12:5.2.2-5.2.12', '1.10-1.11:5.2.2-5.2.13'] },
  aliases: {
    kubescape: [
      'C-0192',
      'C-0193',
      'C-0194',
      'C-0195',
      'C-0196',
      'C-0197',
      'C-0198',
      'C-0199',
      'C-0200',
      'C-0201',
      'C-0202',
      'C-0203',
      'C-0204',
    ],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, { lookup }) {
    const labels = labelsOf(resource);
    const enforce = labels.at(labelOf('enforce', 'level'));
    // An empty or a null label is a mistake of its own: namespace-psa-label-invalid.
    if (enforce.raw !== undefined || !enforce.isAbsent || isExempt(resource.name)) return;
    const defaults = podSecurityDefaults(lookup);
    if (defaults !== undefined && defaults.policy.enforce.level !== 'privileged') return;
    // In a single file the missing label is all there is to see, and reason enough.
    if (hasPodPolicies(lookup) === true) return;
    yield {
      at: enforce,
      message: `Nothing restricts which pods may run in this namespace. Set the label ${labelOf('enforce', 'level')}, to restricted where its pods allow that.`,
      fixes: fixesOf(resource, lookup),
    };
  },
});

/** OpenShift sets the labels of its namespaces itself. */
function isExempt(name: string | undefined): boolean {
  return isSystemNamespace(name) || name?.startsWith('openshift-') === true;
}

/** The strictest level that refuses none of the workloads that are known; what is stricter is only warned of. */
function fixesOf(namespace: Resource, lookup: Lookup): Fix[] {
  const workloads = lookup('workload', { namespace: namespace.name ?? '' }).resources ?? [];
  const highest = workloads.length === 0 ? 'baseline' : highestLevel(workloads);
  const levels =
    highest === 'restricted' ? (['restricted', 'baseline'] as const) : (['baseline', 'restricted'] as const);
  const labels = labelsOf(namespace);
  return levels.map((level) => ({
    title: level === 'restricted' ? 'Enforce restricted' : 'Enforce baseline, and warn of what restricted would refuse',
    safe: false,
    edits: [
      set(labels.at(labelOf('enforce', 'level')), level),
      ...[labelOf('enforce', 'version'), labelOf('audit', 'level'), labelOf('warn', 'level')]
        .filter((key) => labels.at(key).raw === undefined)
        .map((key) => set(labels.at(key), key.endsWith('-version') ? 'latest' : 'restricted')),
    ],
  }));
}
