import { scopeOf } from './apiResources.ts';
import { parseLabelSelector } from './labelSelector.ts';
import type { Resource } from './resource.ts';
import type { Value } from './value.ts';

/**
 * What a role's rules allow, decided as the RBAC authorizer decides it.
 *
 * Source: `pkg/apis/rbac/v1/evaluation_helpers.go` and `pkg/registry/rbac/validation/rule.go` of Kubernetes. Where they
 * compare strings, so does this: `pods/*` is the name of a subresource that nothing has, and `*` among the
 * resourceNames is an object called `*`. Rules only add up; nothing takes a right away.
 */

/** The API group of roles and bindings. */
export const RBAC_GROUP = 'rbac.authorization.k8s.io';
export const ROLE = `${RBAC_GROUP}/Role`;
export const CLUSTER_ROLE = `${RBAC_GROUP}/ClusterRole`;

/** A request for an object, or for all objects of a kind. */
export interface ResourceRequest {
  readonly verb: string;
  /** Empty for the core group. */
  readonly group: string;
  /** Lower case plural. */
  readonly resource: string;
  readonly subresource?: string;
  /** Missing when the request names no object, as list, watch, create and deletecollection do. */
  readonly name?: string;
}

/** A request for a path that is no object: `/metrics`, `/healthz`. Its verb is the HTTP method in lower case. */
export interface UrlRequest {
  readonly verb: string;
  readonly url: string;
}

/** One entry of `rules`. The lists hold the items that are known strings, so every one of them is there in the end. */
export interface PolicyRule {
  readonly root: Value;
  readonly verbs: readonly Value[];
  readonly groups: readonly Value[];
  readonly resources: readonly Value[];
  readonly urls: readonly Value[];
}

/** The items of a rule that let a request through: the exact ones where the rule has them, else the wildcards. */
export interface Grant {
  readonly verb: Value;
  /** An item of `resources` or of `nonResourceURLs`. */
  readonly target: Value;
}

/**
 * The rules of a Role or ClusterRole. A ClusterRole with an `aggregationRule` has none of its own: the controller
 * replaces whatever is written there with the rules of the roles that it selects (see {@link aggregates}).
 */
export function policyRules(role: Resource): PolicyRule[] {
  if (role.root.at('aggregationRule').isMap) return [];
  return role.root.at('rules').items().map(policyRule);
}

export function policyRule(root: Value): PolicyRule {
  const strings = (field: string): Value[] =>
    root
      .at(field)
      .items()
      .filter(({ string }) => string !== undefined);
  return {
    root,
    verbs: strings('verbs'),
    groups: strings('apiGroups'),
    resources: strings('resources'),
    urls: strings('nonResourceURLs'),
  };
}

/** What of the rule lets the request through; `undefined` when it does not, as far as its known items say. */
export function allows(rule: PolicyRule, request: ResourceRequest | UrlRequest): Grant | undefined {
  if ('url' in request) {
    const verb = verbItem(rule, request.verb);
    const target = urlItem(rule, request.url);
    return verb && target && { verb, target };
  }
  const limit = namedObjects(rule);
  if (limit === 'unknown' || (limit !== undefined && !limit.includes(request.name ?? ''))) return undefined;
  return covers(rule, request);
}

/** Like {@link allows} for a resource, but whichever objects `resourceNames` limits it to. */
export function covers(rule: PolicyRule, request: ResourceRequest): Grant | undefined {
  const verb = verbItem(rule, request.verb);
  const target = resourceItem(rule, request.resource, request.subresource ?? '');
  return verb && target && groupItem(rule, request.group) && { verb, target };
}

/**
 * The objects that a rule is limited to: `undefined` when to none, so that it is about all objects of its resources.
 * An empty name among them stands for the requests that name no object.
 */
export function namedObjects({ root }: PolicyRule): readonly string[] | 'unknown' | undefined {
  const names = root.at('resourceNames');
  if (names.isAbsent) return undefined;
  if (!names.isList) return 'unknown';
  return names.items().length === 0 ? undefined : names.strings();
}

/**
 * A Role, or a ClusterRole bound by a RoleBinding, can grant this: the request has a namespace. For requests of
 * cluster-scoped objects nobody asks the bindings of a namespace, with two exceptions: a request for one Namespace
 * counts as being in it, and binding a ClusterRole is decided in the namespace of the new binding.
 * `undefined` for resources that are not built in.
 */
export function worksInNamespace({ verb, group, resource }: ResourceRequest): boolean | undefined {
  const scope = scopeOf(group, resource);
  if (scope === undefined) return undefined;
  if (scope === 'namespace') return true;
  if (group === '' && resource === 'namespaces') return !NAMELESS_VERBS.has(verb);
  return group === RBAC_GROUP && resource === 'clusterroles' && verb === 'bind';
}

/**
 * The rules of `candidate` become part of the ClusterRole's own, because its `aggregationRule` selects it.
 * `undefined` when labels or selectors are not known.
 */
export function aggregates(role: Resource, candidate: Resource): boolean | undefined {
  if (candidate.type !== CLUSTER_ROLE || candidate === role) return false;
  const labels = candidate.root.at('metadata', 'labels').raw;
  let result: boolean | undefined = false;
  for (const item of role.root.at('aggregationRule', 'clusterRoleSelectors').items()) {
    const matches = parseLabelSelector(item.raw, item.scope).selector?.matches(
      labels ?? undefined,
      candidate.root.scope,
    );
    if (matches === true) return true;
    if (matches === undefined) result = undefined;
  }
  return result;
}

/** Verbs of requests that name no object. A watch may name one, but only through a field selector. */
export const NAMELESS_VERBS: ReadonlySet<string> = new Set(['list', 'watch', 'create', 'deletecollection']);

function verbItem(rule: PolicyRule, verb: string): Value | undefined {
  return exactFirst(rule.verbs, (item) => item === verb, isAll);
}

function groupItem(rule: PolicyRule, group: string): Value | undefined {
  return exactFirst(rule.groups, (item) => item === group, isAll);
}

function resourceItem(rule: PolicyRule, resource: string, subresource: string): Value | undefined {
  const combined = subresource === '' ? resource : `${resource}/${subresource}`;
  return exactFirst(
    rule.resources,
    (item) => item === combined,
    (item) => isAll(item) || (subresource !== '' && item === `*/${subresource}`),
  );
}

function urlItem(rule: PolicyRule, url: string): Value | undefined {
  return exactFirst(
    rule.urls,
    (item) => item === url,
    (item) => item.endsWith('*') && url.startsWith(item.replace(/\*+$/u, '')),
  );
}

function isAll(item: string): boolean {
  return item === '*';
}

function exactFirst(
  items: readonly Value[],
  exact: (item: string) => boolean,
  wildcard: (item: string) => boolean,
): Value | undefined {
  return (
    items.find(({ string }) => string !== undefined && exact(string)) ??
    items.find(({ string }) => string !== undefined && wildcard(string))
  );
}
