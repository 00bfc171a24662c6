import type { OptionValues } from '../../engine/rule.ts';
import type { PolicyRule } from '../../resources/rbac.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Value } from '../../resources/value.ts';
import { includesPower } from './grantRule.ts';
import { GRANTS } from './grants.ts';
import { judgedRules } from './roles.ts';
import { wildcardsOf, type WildcardRuleId } from './wildcards.ts';

/** The option that the wildcard rules share. */
export const CUSTOM_RESOURCES = {
  customResources: {
    type: 'boolean',
    default: false,
    description: 'Also report wildcards in rules about custom resources alone.',
  },
} as const;

/** One wildcard that a rule reports. */
export interface WildcardMatch {
  readonly rule: PolicyRule;
  readonly at: Value;
  /** `, reading every Secret included`, or empty when nothing that is known to be dangerous is. */
  readonly including: string;
}

/** What the wildcard rule of this id has to report of a role. */
export function wildcardMatches(
  ruleId: WildcardRuleId,
  role: Resource,
  options: OptionValues<typeof CUSTOM_RESOURCES> = { customResources: false },
): WildcardMatch[] {
  return judgedRules(role).flatMap((rule) =>
    wildcardsOf(rule, options.customResources)
      .filter((wildcard) => wildcard.ruleId === ruleId)
      .map(({ at }) => {
        const worst = GRANTS.find((row) => includesPower(row, rule, role, at));
        return { rule, at, including: worst === undefined ? '' : `, ${worst.power} included` };
      }),
  );
}
