import { defineRule } from '../../engine/rule.ts';
import { givesDefault } from '../../resources/limitRange.ts';
import { isSystemNamespace } from './systemNamespaces.ts';

export default defineRule({
  id: 'limitrange-missing',
  title: 'Namespace without default limits',
  family: 'container-resources',
  severity: 'low',
  why: 'One forgotten limit lets a container take the memory of a whole node. A LimitRange gives every container of the namespace a limit and a request that it does not set itself, also those that somebody creates by hand.',
  kinds: ['Namespace'],
  reads: ['LimitRange', 'workload'],
  standards: {},
  aliases: { kubescape: ['C-0009'], trivy: ['KSV-0039'], kics: ['4a20ebac'] },
  recommended: false,
  fix: null,

  *check(resource, { lookup }) {
    const name = resource.name;
    if (name === undefined || isSystemNamespace(name)) return;
    const workloads = lookup('workload', { namespace: name }).resources;
    if (workloads === undefined || workloads.length === 0) return;
    const limitRanges = lookup('LimitRange', { namespace: name }).resources;
    if (limitRanges === undefined || limitRanges.some(givesSomething)) return;
    yield {
      at: resource.root.at('metadata', 'name'),
      message: `Containers in namespace ${name} that set no limits get none. Add a LimitRange with default and defaultRequest for type Container.`,
    };
  },
});

function givesSomething(limitRange: Parameters<typeof givesDefault>[0]): boolean {
  return ['memory', 'cpu', 'ephemeral-storage'].some((name) => givesDefault(limitRange, 'requests', name) !== false);
}
