import { append, remove, set, type Fix } from '../../engine/fix.ts';
import type { Problem } from '../../engine/rule.ts';
import { apiResources, apiResourcesMeantBy, isBuiltInGroup, type ApiResource } from '../../resources/apiResources.ts';
import { ROLE, worksInNamespace, type PolicyRule } from '../../resources/rbac.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Value } from '../../resources/value.ts';
import { enumerate } from './roles.ts';

/**
 * Why items of a rule match no request, or not those that were meant. Each function looks at one list; the authorizer
 * compares strings, so a wrong word is no error to it, only a right that is never there.
 */

/** Verbs that people write, and what Kubernetes calls it. */
const MEANT_VERBS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    read: ['get', 'list', 'watch'],
    view: ['get', 'list', 'watch'],
    write: ['create', 'update', 'patch'],
    edit: ['update', 'patch'],
    modify: ['update', 'patch'],
    apply: ['create', 'patch'],
    post: ['create'],
    add: ['create'],
    put: ['update'],
    remove: ['delete'],
    lists: ['list'],
    gets: ['get'],
    all: ['*'],
  }),
);
const VERBS = [
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'bind',
  'escalate',
  'impersonate',
];

/** Verbs that no request has. Unknown words stay: extension API servers and admission may ask for any. */
export function* verbProblems(rule: PolicyRule): Iterable<Problem> {
  if (rule.resources.length === 0) return;
  for (const at of rule.verbs) {
    const verb = at.string ?? '';
    const lower = verb.toLowerCase();
    const meant = VERBS.includes(lower) && lower !== verb ? [lower] : MEANT_VERBS.get(lower);
    if (meant === undefined) continue;
    const [only] = meant;
    const one = meant.length === 1 && only !== undefined && only !== '*';
    yield {
      at,
      message: `No request has the verb ${verb}, so this item allows nothing. Write ${enumerate(meant)}.`,
      fixes: one ? [replacement(rule, 'verbs', at, only)] : [],
    };
  }
}

/** API groups written with a version, or `core` for the empty one. */
export function* groupProblems(rule: PolicyRule): Iterable<Problem> {
  for (const at of rule.groups) {
    const group = at.string ?? '';
    const [before = '', version = ''] = group.split('/');
    const meant =
      group === 'core' || group === 'v1' || group === 'core/v1' ? '' : /^v\d/u.test(version) ? before : undefined;
    if (meant === undefined) continue;
    yield {
      at,
      message: `There is no API group ${group}, so this item covers nothing. Write ${meant === '' ? '"" for the core group' : `${meant}, without the version`}.`,
      fixes: [replacement(rule, 'apiGroups', at, meant)],
    };
  }
}

/** Resources that no request has, or not in these groups, or not for a Role. */
export function* resourceProblems(rule: PolicyRule, role: Resource, all: readonly PolicyRule[]): Iterable<Problem> {
  const groups = rule.groups.map(({ string }) => string ?? '');
  const anyGroup = groups.includes('*');
  // Custom groups may have a resource of any name, so only with Kubernetes' own is it known what there is.
  const allKnown = groups.length > 0 && groups.every((group) => isBuiltInGroup(group) || LEGACY_GROUPS.has(group));
  const complete = rule.groups.length === rule.root.at('apiGroups').items().length;
  const missing = new Set<string>();
  for (const at of rule.resources) {
    const written = at.string ?? '';
    const [name = '', subresource] = written.split('/');
    if (subresource === '*') {
      yield {
        at,
        message: `RBAC has no wildcard in ${written}: it matches no subresource at all. Name the subresources, such as ${name === '*' ? 'pods' : name}/status.`,
      };
      continue;
    }
    if (name === '*' || name === '' || !complete) continue;
    const known = apiResources(name);
    if (known.length === 0) {
      if (allKnown || anyGroup) yield* misspelt(rule, at, groups, subresource);
      continue;
    }
    const here = known.filter(({ group }) => anyGroup || groups.includes(group));
    if (here.length === 0) {
      if (allKnown && !grantedElsewhere(all, rule, known)) yield wrongGroup(rule, at, known, missing);
    } else if (role.type === ROLE && allKnown) {
      yield* clusterScoped(rule, at, here);
    }
  }
}

/** Nothing is served there any more. */
const LEGACY_GROUPS = new Set(['extensions']);

function* misspelt(rule: PolicyRule, at: Value, groups: readonly string[], subresource?: string): Iterable<Problem> {
  const written = at.string ?? '';
  const meant = apiResourcesMeantBy(written.split('/')[0] ?? '').find(
    ({ group }) => groups.includes('*') || groups.includes(group),
  );
  if (meant === undefined) return;
  const plural = subresource === undefined ? meant.plural : `${meant.plural}/${subresource}`;
  yield {
    at,
    message: `Roles name resources in lower case and plural: ${written} matches nothing. Write ${plural}.`,
    fixes: [replacement(rule, 'resources', at, plural)],
  };
}

function grantedElsewhere(all: readonly PolicyRule[], rule: PolicyRule, known: readonly ApiResource[]): boolean {
  return all.some(
    (other) =>
      other !== rule &&
      known.some(
        ({ group, plural }) =>
          other.groups.some((item) => item.is(group) || item.is('*')) &&
          other.resources.some((item) => item.is('*') || item.string?.split('/')[0] === plural),
      ),
  );
}

/** @param missing Groups that the fix of an earlier item adds already. */
function wrongGroup(rule: PolicyRule, at: Value, known: readonly ApiResource[], missing: Set<string>): Problem {
  const name = at.string ?? '';
  const right = known[0]?.group ?? '';
  const groups = rule.root.at('apiGroups');
  const only = rule.groups.length === 1 && rule.resources.length === 1 ? rule.groups[0] : undefined;
  const where = right === '' ? 'the core group ""' : right;
  const added = missing.has(right);
  missing.add(right);
  const fix =
    only === undefined
      ? { title: `Add ${where} to apiGroups`, safe: false, edits: [append(groups, right)] }
      : { title: `Change the API group to ${right === '' ? '""' : right}`, safe: false, edits: [set(only, right)] };
  return {
    at,
    message: `${name} is in ${where}, which this rule does not list, so this item allows nothing. Correct apiGroups.`,
    fixes: added ? [] : [fix],
  };
}

/** In a namespace nobody asks for cluster-scoped objects. */
function* clusterScoped(rule: PolicyRule, at: Value, here: readonly ApiResource[]): Iterable<Problem> {
  const verbs = rule.verbs.flatMap(({ string }) => (string === undefined ? [] : string === '*' ? VERBS : [string]));
  if (verbs.length === 0 || verbs.length < rule.root.at('verbs').items().length) return;
  const works = here.some(({ group, plural }) =>
    verbs.some((verb) => worksInNamespace({ verb, group, resource: plural }) !== false),
  );
  if (works) return;
  yield {
    at,
    message: `A Role covers requests in its namespace, and these on ${at.string ?? ''} are for the whole cluster, so this item allows nothing. Use a ClusterRole with a ClusterRoleBinding.`,
  };
}

/** `resourceNames` with requests that carry no name, and `*`, which is a name like any other. */
export function* nameProblems(rule: PolicyRule, all: readonly PolicyRule[]): Iterable<Problem> {
  const names = rule.root.at('resourceNames');
  for (const at of names.items()) {
    if (!at.is('*')) continue;
    const alone = names.items().length === 1;
    yield {
      at,
      message:
        'resourceNames has no wildcard: this rule is about an object called "*". Leave resourceNames out for all objects.',
      fixes: alone
        ? [{ title: 'Remove resourceNames', safe: false, edits: [remove(names)] }]
        : [{ title: 'Remove "*" from resourceNames', safe: false, edits: [remove(at)] }],
    };
    return;
  }
  if (!names.isList || names.items().length === 0 || names.strings().length < names.items().length) return;
  if (names.strings().includes('')) return;
  const plain = rule.resources.filter(({ string }) => string !== undefined && !string.includes('/'));
  if (plain.length === 0 || plain.length < rule.resources.length) return;
  for (const at of rule.verbs) {
    if (!at.is('create') && !at.is('deletecollection')) continue;
    if (grantsWithoutNames(all, rule, at.string ?? '', plain)) continue;
    yield {
      at,
      message: `A ${at.string ?? ''} request names no object, so with resourceNames this rule never allows it. Allow ${at.string ?? ''} in a rule of its own, without resourceNames.`,
    };
  }
}

function grantsWithoutNames(
  all: readonly PolicyRule[],
  rule: PolicyRule,
  verb: string,
  resources: readonly Value[],
): boolean {
  return all.some(
    (other) =>
      other !== rule &&
      other.root.at('resourceNames').isAbsent &&
      other.verbs.some((item) => item.is(verb) || item.is('*')) &&
      resources.some(({ string }) => other.resources.some((item) => item.is('*') || item.string === string)),
  );
}

/** URLs beside resources, in a Role, or with a `*` that is not at the end. */
export function* urlProblems(rule: PolicyRule, role: Resource): Iterable<Problem> {
  const urls = rule.root.at('nonResourceURLs');
  if (urls.items().length === 0) return;
  if (role.type === ROLE) {
    yield {
      at: urls,
      key: true,
      message:
        'A Role is about the objects of its namespace: the API server refuses nonResourceURLs in it. Use a ClusterRole with a ClusterRoleBinding.',
    };
  } else if (rule.resources.length > 0) {
    yield {
      at: urls,
      key: true,
      message:
        'One rule is about resources or about URLs: the API server refuses both together. Make a rule of its own for nonResourceURLs.',
    };
  }
  for (const at of rule.urls) {
    if (!/\*[^*]/u.test(at.string ?? '')) continue;
    yield {
      at,
      message: `In nonResourceURLs * counts only at the end: elsewhere it is a character of the path. Name the paths.`,
    };
  }
}

/** Puts the right word in; takes the wrong one out where the right one is there already. */
function replacement(rule: PolicyRule, list: 'verbs' | 'apiGroups' | 'resources', at: Value, right: string): Fix {
  const present = rule.root.at(list).strings().includes(right);
  return present
    ? { title: `Remove ${at.string ?? ''}`, safe: false, edits: [remove(at)] }
    : { title: `Change to ${right === '' ? '""' : right}`, safe: false, edits: [set(at, right)] };
}
