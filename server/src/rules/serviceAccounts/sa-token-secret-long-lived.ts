import { defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'sa-token-secret-long-lived',
  title: 'Service account token that never expires',
  family: 'service-accounts',
  severity: 'high',
  why: 'A Secret of this type holds a token that is valid until somebody deletes it. A copy from a backup, a build log or a laptop works years later from anywhere, bound to no pod and no audience.',
  kinds: ['Secret'],
  standards: { cis: ['1.10-1.12:3.1.2'] },
  aliases: {},
  recommended: true,
  fix: null,

  *check(secret) {
    const at = secret.root.at('type');
    if (!at.is('kubernetes.io/service-account-token')) return;
    const account = secret.root.at('metadata', 'annotations', 'kubernetes.io/service-account.name').string;
    yield {
      at,
      message: `This Secret holds a token${account === undefined ? '' : ` of "${account}"`} that never expires. Delete it; use kubectl create token, or a projected serviceAccountToken volume with an expiry.`,
    };
  },
});
