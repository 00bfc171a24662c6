import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { ROLES } from './roles.ts';
import { wildcardMatches } from './wildcardRule.ts';

/** What the built-in role `view` shows of the core group: no Secrets, and no proxies. */
const VIEWED = [
  'configmaps',
  'endpoints',
  'events',
  'limitranges',
  'namespaces',
  'persistentvolumeclaims',
  'pods',
  'pods/log',
  'pods/status',
  'replicationcontrollers',
  'resourcequotas',
  'serviceaccounts',
  'services',
];

export default defineRule({
  id: 'rbac-wildcard-includes-secrets',
  title: 'Role for viewing shows every Secret',
  family: 'rbac',
  severity: 'high',
  why: 'Reading everything sounds harmless, but Secrets are among it, so an account for dashboards or support can take the identity of every application. get also opens proxies to pods and nodes. The built-in role view leaves these out on purpose.',
  kinds: ROLES,
  standards: { cis: ['1.10-1.12:5.1.2', '1.10-1.12:5.1.3'] },
  aliases: {},
  recommended: true,
  fix: 'unsafe',

  *check(role) {
    for (const { rule, at } of wildcardMatches('rbac-wildcard-includes-secrets', role)) {
      const coreOnly = rule.groups.every((item) => item.is(''));
      yield {
        at,
        message:
          'This rule only reads, but all resources include Secrets and proxies to pods. Bind the built-in ClusterRole view, or list the resources without secrets.',
        fixes: coreOnly
          ? [
              {
                title: 'List what the role view shows of the core group',
                safe: false,
                edits: [set(rule.root.at('resources'), VIEWED)],
              },
            ]
          : [],
      };
    }
  },
});
