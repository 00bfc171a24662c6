import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Resource } from '../../resources/resource.ts';
import { accountName } from './accounts.ts';

const SYSTEM_NAMESPACES = /^kube-/u;

export default defineRule({
  id: 'sa-default-automount',
  title: 'Default service account hands out its token',
  family: 'service-accounts',
  severity: 'medium',
  why: 'Pods that name no account run as default, and unless it says otherwise each of them carries its token. One careless binding to default then arms every such pod of the namespace, those of other teams too.',
  kinds: ['ServiceAccount', 'Namespace'],
  reads: ['ServiceAccount', 'workload'],
  standards: { cis: ['1.10-1.12:5.1.5'] },
  aliases: { kubescape: ['C-0189', 'C-0225', 'C-0239'], checkov: ['CKV_K8S_41'] },
  recommended: false,
  fix: 'unsafe',

  *check(resource, { lookup }) {
    if (resource.kind === 'ServiceAccount') {
      const at = resource.root.at('automountServiceAccountToken');
      if (resource.name !== 'default' || SYSTEM_NAMESPACES.test(resource.namespace ?? '')) return;
      if (!at.isAbsent && !at.is(true)) return;
      yield {
        at,
        message:
          'Every pod of the namespace that names no account gets the token of this one. Set automountServiceAccountToken to false.',
        fixes: [{ title: 'Set automountServiceAccountToken to false', safe: false, edits: [set(at, false)] }],
      };
      return;
    }
    const { name } = resource;
    if (name === undefined || SYSTEM_NAMESPACES.test(name)) return;
    const accounts = lookup('ServiceAccount', { namespace: name, name: 'default' }).resources;
    const workloads = lookup('workload', { namespace: name }).resources;
    if (accounts === undefined || accounts.length > 0 || workloads === undefined) return;
    const user = workloads.find(usesDefaultToken);
    if (user === undefined) return;
    yield {
      at: resource.root.at('metadata', 'name'),
      message: `Pods here run as the default service account (${user.label}), and nothing keeps its token out of them. Add a ServiceAccount default with automountServiceAccountToken false.`,
      related: [
        { resource: user, at: user.root.at('metadata', 'name'), message: 'Runs as the default service account' },
      ],
    };
  },
});

function usesDefaultToken(workload: Resource): boolean {
  return workload.pods.some(
    (pod) => accountName(pod) === 'default' && pod.spec.at('automountServiceAccountToken').isAbsent,
  );
}
