import { append } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { DIRECTIONS, isolates, NETWORK_POLICY } from '../../resources/networkPolicy.ts';

export default defineRule({
  id: 'network-policy-types-mismatch',
  title: 'Network policy rules that are ignored',
  family: 'network-policy',
  severity: 'high',
  why: 'Rules for a direction that policyTypes does not list have no effect at all: nothing is restricted in it, and no error says so. The list of allowed peers that a reviewer approved is open to everyone.',
  kinds: [NETWORK_POLICY],
  standards: {},
  aliases: {},
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    const spec = resource.root.at('spec');
    for (const direction of DIRECTIONS) {
      const rules = spec.at(direction);
      if (rules.items().length === 0 || isolates(resource, direction) !== false) continue;
      const type = direction === 'ingress' ? 'Ingress' : 'Egress';
      yield {
        at: rules,
        key: true,
        message: `These ${direction} rules have no effect, because policyTypes does not list ${type}. Add ${type}, or remove the rules.`,
        fixes: [{ title: `Add ${type} to policyTypes`, safe: false, edits: [append(spec.at('policyTypes'), type)] }],
      };
    }
  },
});
