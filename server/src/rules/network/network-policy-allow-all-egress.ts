import { append, set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { effectiveRules, NETWORK_POLICY, ruleAllowsEverything } from '../../resources/networkPolicy.ts';
import { DNS_RULE } from './dnsRule.ts';

export default defineRule({
  id: 'network-policy-allow-all-egress',
  title: 'Network policy that allows all outgoing traffic',
  family: 'network-policy',
  severity: 'medium',
  why: 'Policies only ever add. A rule that lets pods connect to anywhere cancels every stricter policy for them: stolen data leaves unhindered, tools come in from the internet, and the metadata service of the cloud hands out the credentials of the node.',
  kinds: [NETWORK_POLICY],
  standards: {},
  aliases: { trivy: ['KSV-0038'] },
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    for (const rule of effectiveRules(resource, 'egress') ?? []) {
      if (ruleAllowsEverything(rule) !== true) continue;
      const own = [{ podSelector: {} }];
      yield {
        at: rule.at,
        message:
          'This rule allows connections to everywhere on every port. Name the allowed peers in to, and the ports (an empty list of rules denies everything).',
        fixes: [
          {
            title: 'Allow only DNS and pods of the same namespace',
            safe: false,
            edits: [
              rule.at.isMap ? set(rule.at.at('to'), own) : set(rule.at, { to: own }),
              append(resource.root.at('spec', 'egress'), DNS_RULE),
            ],
          },
        ],
      };
    }
  },
});
