import { Placeholder } from '../../documents/edit.ts';
import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { accountField, accountName } from './accounts.ts';

export default defineRule({
  id: 'sa-default-used',
  title: 'Workload runs as the default service account',
  family: 'service-accounts',
  severity: 'medium',
  why: 'All pods that name no account share default. A right that one of them needs is then a right of all, the audit log cannot tell them apart, and one of them taken over speaks for the rest.',
  kinds: 'workload',
  standards: { cis: ['1.10-1.12:5.1.5'] },
  aliases: {
    'kube-linter': ['default-service-account'],
    kubescape: ['C-0189'],
    kics: ['591ade62'],
    kubesec: ['ServiceAccountName'],
  },
  recommended: false,
  // Both are about the same token: with it out of the pod, which account it would be of makes no difference.
  weakerThan: ['sa-token-automount'],
  fix: 'unsafe',

  *check(resource) {
    for (const pod of resource.pods) {
      const token = pod.spec.at('automountServiceAccountToken');
      if (accountName(pod) !== 'default' || token.is(false) || token.isUnknown) continue;
      const at = accountField(pod);
      yield {
        at,
        message:
          'This runs as the default service account, which all pods of the namespace share. Give it an account of its own, or set automountServiceAccountToken to false.',
        fixes: [
          {
            title: 'Set automountServiceAccountToken to false',
            safe: false,
            edits: [set(token, false)],
          },
          {
            title: 'Name a service account of its own',
            safe: false,
            edits: [set(pod.spec.at('serviceAccountName'), new Placeholder('account-name'))],
          },
        ],
      };
    }
  },
});
