import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { ACCOUNT_READS, accountName, accountsOf, bringsOwnToken, isBound } from './accounts.ts';

/**
 * The pod's own value decides, then the account's, then true (the service account admission plugin). Silent where a
 * binding shows that the account talks to the API, and where the account is kept elsewhere with whatever it says.
 */
export default defineRule({
  id: 'sa-token-automount',
  title: 'Service account token mounted without need',
  family: 'service-accounts',
  severity: 'medium',
  why: 'The token in every container lets whoever breaks into it talk to the API server as the account: look around, use every right that is ever bound to it or to all accounts, and try known holes of the API. Most applications never use it.',
  kinds: 'workload',
  reads: ACCOUNT_READS,
  standards: {
    cis: ['1.10-1.12:5.1.6'],
    nsa: true,
    mitre: ['Credential access: Access container service account'],
  },
  aliases: {
    kubescape: ['C-0034', 'C-0053', 'C-0190', 'C-0261'],
    polaris: ['automountServiceAccountToken'],
    checkov: ['CKV_K8S_38'],
    trivy: ['KSV-0036'],
    kics: ['48471392'],
    kubesec: ['AutomountServiceAccountToken'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, { lookup }) {
    for (const pod of resource.pods) {
      const own = pod.spec.at('automountServiceAccountToken');
      const name = accountName(pod);
      if (name === undefined || !(own.isAbsent || own.is(true)) || bringsOwnToken(pod)) continue;
      const accounts = accountsOf(pod, lookup);
      if (accounts === undefined || (accounts.length === 0 && own.isAbsent && name !== 'default')) continue;
      const shared = accounts.map(({ root }) => root.at('automountServiceAccountToken'));
      if (shared.some((value) => !value.isAbsent && !value.is(true))) continue;
      if (isBound(pod, lookup) !== false) continue;
      const which = name === 'default' ? 'the default service account' : `service account "${name}"`;
      yield {
        at: own,
        message: `Every container gets a token of ${which}, and no binding here gives that account any right. Set automountServiceAccountToken to false unless it calls the API server.`,
        fixes: [{ title: 'Set automountServiceAccountToken to false', safe: false, edits: [set(own, false)] }],
      };
    }
  },
});
