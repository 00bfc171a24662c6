import { Placeholder } from '../../documents/edit.ts';
import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { CLUSTER_ROLE, covers, namedObjects, type Grant, type PolicyRule } from '../../resources/rbac.ts';
import { judgedRules, removalFix } from './roles.ts';
import { isReportedAsWildcard } from './wildcards.ts';

const GROUP = 'certificates.k8s.io';
/** Its certificates are accepted as logins of the API server, with any user name in them. */
const CLIENT_SIGNERS = ['kubernetes.io/kube-apiserver-client', 'kubernetes.io/*'];

/**
 * Approving needs both: update of the approval, and the verb approve on the signer (Kubernetes' CertificateApproval
 * admission plugin). The signer is where it can be limited, so the approval is reported only where the role says
 * nothing about signers.
 */
export default defineRule({
  id: 'rbac-csr-approve',
  title: 'Role approves certificate requests of any signer',
  family: 'rbac',
  severity: 'high',
  why: 'Whoever approves or signs requests of the signer for API clients makes certificates with any user name and any group but system:masters in them. They are logins that no RBAC change revokes and that work until they expire.',
  // All of these are cluster-scoped, so a Role cannot grant them.
  kinds: [CLUSTER_ROLE],
  standards: { cis: ['1.10-1.12:5.1.11'] },
  aliases: { kubescape: ['C-0280'], checkov: ['CKV_K8S_156'] },
  recommended: true,
  fix: 'unsafe',

  *check(role) {
    const rules = judgedRules(role);
    const decidesSigners = rules.some((rule) => signerGrant(rule) !== undefined);
    for (const rule of rules) {
      const signer = signerGrant(rule);
      if (signer !== undefined && isAnySigner(rule) && !isReportedAsWildcard(rule, signer)) {
        const alone = rule.resources.length === 1 && !rule.root.at('resourceNames').isPresent;
        yield {
          at: signer.target,
          message: `This rule allows ${signer.verb.string ?? ''} on the signer that makes logins for the API server, under any user name. Name the signers in resourceNames, without kube-apiserver-client.`,
          fixes: alone
            ? [
                {
                  title: 'Limit this rule to named signers',
                  safe: false,
                  edits: [set(rule.root.at('resourceNames'), [new Placeholder('example.com/signer')])],
                },
                removalFix(rule, signer.target),
              ]
            : [removalFix(rule, signer.target)],
        };
      }
      const approval = approvalGrant(rule);
      if (approval === undefined || decidesSigners || isReportedAsWildcard(rule, approval)) continue;
      yield {
        at: approval.target,
        message:
          'This rule approves certificate requests, and no rule of the role limits it to signers. Add one with the verb approve on signers and the signers in resourceNames, or remove it.',
        fixes: [removalFix(rule, approval.target)],
      };
    }
  },
});

function signerGrant(rule: PolicyRule): Grant | undefined {
  return firstGrant(rule, ['approve', 'sign'], 'signers', '');
}

function approvalGrant(rule: PolicyRule): Grant | undefined {
  return firstGrant(rule, ['update', 'patch'], 'certificatesigningrequests', 'approval');
}

function firstGrant(
  rule: PolicyRule,
  verbs: readonly string[],
  resource: string,
  subresource: string,
): Grant | undefined {
  for (const verb of verbs) {
    const grant = covers(rule, { verb, group: GROUP, resource, subresource });
    if (grant !== undefined) return grant;
  }
  return undefined;
}

function isAnySigner(rule: PolicyRule): boolean {
  const names = namedObjects(rule);
  return names === undefined || (names !== 'unknown' && CLIENT_SIGNERS.some((signer) => names.includes(signer)));
}
