import type { Fix } from '../../engine/fix.ts';
import { set } from '../../engine/fix.ts';
import { defineRule, type Rule, type RuleMetadata } from '../../engine/rule.ts';
import { Placeholder } from '../../documents/edit.ts';
import {
  covers,
  namedObjects,
  NAMELESS_VERBS,
  ROLE,
  worksInNamespace,
  type Grant,
  type PolicyRule,
} from '../../resources/rbac.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Value } from '../../resources/value.ts';
import { enumerate, judgedRules, reachOf, removalFix, ROLES } from './roles.ts';
import { isReportedAsWildcard } from './wildcards.ts';

/** A rule of the form "a role grants X". */
export interface GrantRow extends Pick<
  RuleMetadata,
  'id' | 'title' | 'severity' | 'why' | 'standards' | 'aliases' | 'recommended' | 'fix'
> {
  /** Judged types of roles, where not both. */
  readonly kinds?: readonly string[];
  /** Any of these verbs is enough. */
  readonly verbs: readonly string[];
  /** On any of these: `resource.group` or `resource/subresource.group`; no dot for the core group. */
  readonly targets: readonly string[];
  /** Which item is to blame. */
  readonly at: 'verb' | 'resource';
  /**
   * What `resourceNames` changes: `limits`: an entry about named objects is fine, unless it names one of
   * {@link dangerousNames}; `ignored`: it is no better.
   */
  readonly names: 'limits' | 'ignored';
  readonly dangerousNames?: readonly string[];
  /** The harm as a gerund phrase, for the messages of wildcards that include it. */
  readonly power: string;
  /** The message after its subject: `This rule allows get on secrets: ` + the rest. */
  readonly advice: string;
  readonly fixes?: 'remove' | 'name' | ((match: GrantMatch) => readonly Fix[]);
  /** Ids of rows that say more: where one of them reports an entry, this one does not. */
  readonly saidBetterBy?: readonly string[];
}

/** What of one entry of a role grants the power of a row. */
export interface GrantMatch {
  readonly rule: PolicyRule;
  readonly at: Value;
  /** The verbs and resources of the row that the entry has, as a person would name them. */
  readonly verbs: readonly string[];
  readonly resources: readonly string[];
}

/** @param table All rows, among them those that say more than this one. */
export function grantRule(row: GrantRow, table: readonly GrantRow[]): Rule {
  const better = table.filter(({ id }) => row.saidBetterBy?.includes(id));
  const { id, title, severity, why, standards, aliases, recommended, fix } = row;
  return defineRule({
    ...{ id, title, severity, why, standards, aliases, recommended, fix },
    family: 'rbac',
    kinds: row.kinds ?? ROLES,
    *check(role) {
      for (const rule of judgedRules(role)) {
        const match = matchGrant(row, rule, role);
        if (match === undefined || better.some((other) => grantsOf(other, rule, role).length > 0)) continue;
        const what = `${enumerate(match.verbs)} on ${enumerate(match.resources)}`;
        yield {
          at: match.at,
          message: `This rule allows ${what}${reachOf(role)}: ${row.advice}`,
          fixes: fixesOf(row, match),
        };
      }
    },
  });
}

/** What of the entry grants the power, unless only a wildcard does that is reported as such. */
function matchGrant(row: GrantRow, rule: PolicyRule, role: Resource): GrantMatch | undefined {
  const grants = grantsOf(row, rule, role).filter((grant) => !isReportedAsWildcard(rule, grant));
  const [first] = grants;
  if (first === undefined) return undefined;
  return {
    rule,
    at: row.at === 'verb' ? first.verb : first.target,
    verbs: [...new Set(grants.map(({ verb }) => verb.string ?? ''))],
    resources: [...new Set(grants.map(({ target }) => target.string ?? ''))],
  };
}

/** The entry grants the power through this wildcard. */
export function includesPower(row: GrantRow, rule: PolicyRule, role: Resource, wildcard: Value): boolean {
  if (!(row.kinds ?? ROLES).includes(role.type)) return false;
  return grantsOf(row, rule, role).some(({ target }) => wildcard.is('*') || target.key === wildcard.key);
}

function grantsOf(row: GrantRow, rule: PolicyRule, role: Resource): Grant[] {
  const verbs = row.verbs.filter((verb) => rule.verbs.some((item) => item.is(verb) || item.is('*')));
  if (verbs.length === 0) return [];
  const found: Grant[] = [];
  for (const target of row.targets) {
    const [path = '', ...group] = target.split('.');
    const [resource = '', subresource = ''] = path.split('/');
    for (const verb of verbs) {
      const request = { verb, group: group.join('.'), resource, subresource };
      if (role.type === ROLE && worksInNamespace(request) === false) continue;
      if (row.names === 'limits' && isLimited(row, rule, verb, subresource)) continue;
      const grant = covers(rule, request);
      if (grant) found.push(grant);
    }
  }
  return found;
}

/** The entry is about named objects only, or that is not known. An empty name is that of requests without one. */
function isLimited({ dangerousNames }: GrantRow, rule: PolicyRule, verb: string, subresource: string): boolean {
  const names = namedObjects(rule);
  if (names === undefined) return false;
  if (names === 'unknown') return true;
  if (dangerousNames?.some((name) => names.includes(name))) return false;
  return !(names.includes('') && subresource === '' && NAMELESS_VERBS.has(verb));
}

function fixesOf({ fixes }: GrantRow, match: GrantMatch): readonly Fix[] {
  if (typeof fixes === 'function') return fixes(match);
  if (fixes === 'remove') return [removalFix(match.rule, match.at)];
  return fixes === 'name' ? namingFixes(match) : [];
}

/** `resourceNames` holds for every resource and verb of an entry, so it helps only where all of them can be named. */
function namingFixes({ rule, at }: GrantMatch): Fix[] {
  const nameless = rule.verbs.some(({ string }) => NAMELESS_VERBS.has(string ?? ''));
  const subresourcesOnly = rule.resources.every(({ string }) => string?.includes('/') === true);
  if (nameless && !subresourcesOnly) return [];
  if (rule.resources.length !== 1 || rule.root.at('resourceNames').isPresent) return [];
  const names = [new Placeholder('name')];
  return [
    { title: 'Limit this rule to named objects', safe: false, edits: [set(rule.root.at('resourceNames'), names)] },
    removalFix(rule, at),
  ];
}
