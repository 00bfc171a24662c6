import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { NETWORK_POLICY, typesAreDefaulted } from '../../resources/networkPolicy.ts';
import type { Value } from '../../resources/value.ts';

export default defineRule({
  id: 'network-policy-types-missing',
  title: 'Network policy that leaves its directions implied',
  family: 'network-policy',
  severity: 'medium',
  why: 'Without policyTypes the directions follow from the rules: Ingress always, Egress only while an egress rule exists. An empty egress list, meant to deny, then restricts nothing, and whoever gets into the pod can connect to anywhere.',
  kinds: [NETWORK_POLICY],
  standards: {},
  aliases: {},
  recommended: true,
  fix: 'safe',

  *check(resource) {
    if (typesAreDefaulted(resource) !== true) return;
    const spec = resource.root.at('spec');
    if (spec.hasUnknown) return;
    const message = messageOf(spec, resource.name ?? '');
    if (message === undefined) return;
    const at = spec.at('policyTypes');
    // With egress rules these are what the API server assumes anyway.
    const safe = spec.at('egress').items().length > 0;
    yield {
      at,
      message,
      fixes: [{ title: 'Set policyTypes to Ingress and Egress', safe, edits: [set(at, ['Ingress', 'Egress'])] }],
    };
  },
});

function messageOf(spec: Value, name: string): string | undefined {
  const egress = spec.at('egress');
  if (egress.isList) {
    if (egress.items().length === 0) {
      return 'Without policyTypes an empty egress list has no effect: outgoing traffic stays open. Set policyTypes to Ingress and Egress.';
    }
    return spec.at('ingress').isAbsent
      ? 'Without policyTypes this policy also denies all incoming traffic, and without its egress rules it would not restrict outgoing traffic. Name the directions in policyTypes.'
      : 'Without policyTypes outgoing traffic is restricted only while there is an egress rule. Set policyTypes to Ingress and Egress.';
  }
  return egress.isAbsent && namesBothDirections(name) && spec.at('ingress').items().length === 0
    ? 'The name promises to deny everything, but without policyTypes only incoming traffic is denied. Set policyTypes to Ingress and Egress.'
    : undefined;
}

/** `deny-all`, `default-deny`: but not `default-deny-ingress`. */
function namesBothDirections(name: string): boolean {
  return (
    /(^|-)(deny-all|default-deny|deny-by-default|deny-everything)(-|$)/u.test(name) &&
    !/ingress|incoming|inbound/u.test(name)
  );
}
