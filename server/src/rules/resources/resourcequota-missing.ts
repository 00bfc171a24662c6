import { defineRule } from '../../engine/rule.ts';
import { isSystemNamespace } from './systemNamespaces.ts';

export default defineRule({
  id: 'resourcequota-missing',
  title: 'Namespace without a quota',
  family: 'container-resources',
  severity: 'low',
  why: 'Without a quota, whoever may create pods in one namespace can use up the nodes of all of them, and whoever may create any object can fill etcd until the API server stops. A quota keeps the damage inside the namespace.',
  kinds: ['Namespace'],
  reads: ['ResourceQuota', 'workload'],
  standards: {},
  aliases: { trivy: ['KSV-0040'], kics: ['48a5beba'] },
  recommended: false,
  fix: null,

  *check(resource, { lookup }) {
    const name = resource.name;
    if (name === undefined || isSystemNamespace(name)) return;
    const workloads = lookup('workload', { namespace: name }).resources;
    if (workloads === undefined || workloads.length === 0) return;
    const quotas = lookup('ResourceQuota', { namespace: name }).resources;
    if (quotas === undefined || quotas.length > 0) return;
    yield {
      at: resource.root.at('metadata', 'name'),
      message: `Workloads in namespace ${name} may use up the whole cluster. Add a ResourceQuota for its CPU, memory and number of objects.`,
    };
  },
});
