import { Placeholder } from '../../documents/edit.ts';
import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Resource } from '../../resources/resource.ts';
import { NAMESPACED_KINDS } from './namespacedKinds.ts';

export default defineRule({
  id: 'namespace-default-used',
  title: 'Object in the namespace default',
  family: 'namespace',
  severity: 'low',
  why: 'Everything that names no namespace ends up in default, next to what belongs to others. Roles, quotas, network policies and Pod Security apply to whole namespaces, so that one broken application there stands close to all the rest.',
  kinds: NAMESPACED_KINDS,
  standards: { cis: ['1.11-1.12:5.6.4', '1.10:5.7.4'] },
  aliases: {
    'kube-linter': ['use-namespace'],
    kubescape: ['C-0061', 'C-0212'],
    checkov: ['CKV_K8S_21'],
    trivy: ['KSV-0110'],
    kics: ['611ab018'],
  },
  recommended: true,
  fix: 'unsafe',
  options: {
    missing: {
      type: 'boolean',
      default: false,
      description:
        'Also report objects that name no namespace. Leave it off where Helm, Kustomize, Argo CD or Flux set the namespace.',
    },
  },

  *check(resource, { options }) {
    const at = resource.root.at('metadata', 'namespace');
    const missing = at.isAbsent || at.is('');
    if (isClustersOwn(resource) || !(at.is('default') || (missing && options.missing))) return;
    yield {
      at,
      message: missing
        ? 'This object names no namespace and goes to default, unless a tool sets it. Name a namespace of its own.'
        : 'This object is in the namespace default, which everything shares. Give the application a namespace of its own.',
      fixes: [{ title: 'Name a namespace', safe: false, edits: [set(at, new Placeholder('namespace'))] }],
    };
  },
});

/** Objects that the cluster itself keeps in default. */
function isClustersOwn({ kind, name }: Resource): boolean {
  if (kind === 'Service') return name === 'kubernetes';
  if (kind === 'ServiceAccount') return name === 'default';
  return kind === 'ConfigMap' && name === 'kube-root-ca.crt';
}
