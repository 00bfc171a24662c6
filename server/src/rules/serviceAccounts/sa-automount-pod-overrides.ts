import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { ACCOUNT_READS, accountsOf, isBound } from './accounts.ts';

export default defineRule({
  id: 'sa-automount-pod-overrides',
  title: 'Pod overrides the account and mounts the token',
  family: 'service-accounts',
  severity: 'medium',
  why: 'The account keeps its token out of pods, and this pod takes it all the same. Whoever reviews the account believes that no token is out there, while one lies in every container of this workload.',
  kinds: 'workload',
  reads: ACCOUNT_READS,
  standards: {},
  aliases: {},
  recommended: false,
  fix: 'unsafe',

  *check(resource, { lookup }) {
    for (const pod of resource.pods) {
      const own = pod.spec.at('automountServiceAccountToken');
      if (!own.is(true)) continue;
      const accounts = accountsOf(pod, lookup) ?? [];
      const [account] = accounts;
      if (account === undefined || isBound(pod, lookup) !== false) continue;
      if (!accounts.every(({ root }) => root.at('automountServiceAccountToken').is(false))) continue;
      yield {
        at: own,
        message: `${account.label} keeps its token out of pods, but this mounts it all the same, and no binding here gives the account any right. Remove this line, or say in a suppression why it stays.`,
        fixes: [{ title: 'Remove automountServiceAccountToken', safe: false, edits: [remove(own)] }],
        related: [
          { resource: account, at: account.root.at('automountServiceAccountToken'), message: 'The account says false' },
        ],
      };
    }
  },
});
