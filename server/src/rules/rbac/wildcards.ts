import { isBuiltInGroup } from '../../resources/apiResources.ts';
import { namedObjects, type Grant, type PolicyRule } from '../../resources/rbac.ts';
import type { Value } from '../../resources/value.ts';

export type WildcardRuleId =
  | 'rbac-wildcard-all'
  | 'rbac-wildcard-verbs'
  | 'rbac-wildcard-resources'
  | 'rbac-wildcard-includes-secrets'
  | 'rbac-wildcard-api-groups';

/** Which rule reports which wildcard of an entry. */
export interface Wildcard {
  readonly ruleId: WildcardRuleId;
  readonly at: Value;
}

/**
 * The wildcards of one entry, each with the one rule that reports it. This is where it is decided who speaks when
 * several rules could, so that one cause is one finding:
 *
 * - `*` in verbs, resources and API groups together is `all`, and nothing else.
 * - `*` in resources is `includes-secrets` when the entry only reads, in the core group; otherwise `resources`.
 *   `apiGroups` of such an entry are not reported on their own: naming the resources decides them as well.
 * - `*` in verbs is `verbs`, and `*` in API groups `api-groups`.
 * - An entry limited to named objects has none, and neither has one about custom resources alone, whose author knows
 *   them all (unless the option asks for it). Scaling everything, `*` + `/scale`, is what an autoscaler is for.
 */
export function wildcardsOf(rule: PolicyRule, customResources = false): Wildcard[] {
  if (rule.resources.length === 0 || Array.isArray(namedObjects(rule))) return [];
  if (!customResources && !rule.groups.some(({ string }) => string === '*' || isBuiltInGroup(string ?? ''))) return [];
  const verbs = rule.verbs.find((item) => item.is('*'));
  const groups = rule.groups.find((item) => item.is('*'));
  const resources = rule.resources.find((item) => item.is('*'));
  if (verbs && groups && resources) return [{ ruleId: 'rbac-wildcard-all', at: resources }];
  const found: Wildcard[] = [];
  if (verbs) found.push({ ruleId: 'rbac-wildcard-verbs', at: verbs });
  if (resources) {
    found.push({
      ruleId: readsSecrets(rule) ? 'rbac-wildcard-includes-secrets' : 'rbac-wildcard-resources',
      at: resources,
    });
    return found;
  }
  const subresources = rule.resources.filter(isSubresourceWildcard);
  found.push(...subresources.map((at): Wildcard => ({ ruleId: 'rbac-wildcard-resources', at })));
  if (groups && !rule.resources.every((item) => isSubresourceWildcard(item) || item.is('*/scale'))) {
    found.push({ ruleId: 'rbac-wildcard-api-groups', at: groups });
  }
  return found;
}

/** A wildcard of the entry is reported already, and it is what the grant rests on: the same cause. */
export function isReportedAsWildcard(rule: PolicyRule, { target }: Grant): boolean {
  return wildcardsOf(rule).some(({ ruleId, at }) => {
    if (ruleId === 'rbac-wildcard-api-groups') return false;
    // Anything but a bare `*` is a `*` + `/subresource` among the resources.
    return at.is('*') || at.key === target.key;
  });
}

function isSubresourceWildcard(item: Value): boolean {
  return item.string !== undefined && /^\*\/[^*]+$/u.test(item.string) && !item.is('*/scale');
}

/** The entry is meant for looking only, and thereby for every Secret. */
function readsSecrets({ root, groups, verbs }: PolicyRule): boolean {
  return (
    groups.some((item) => item.is('*') || item.is('')) &&
    verbs.length > 0 &&
    verbs.length === root.at('verbs').items().length &&
    verbs.every(({ string }) => string !== undefined && READING.has(string))
  );
}

const READING = new Set(['get', 'list', 'watch']);
