import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { UNKNOWN } from '../../server/src/documents/unknown.ts';
import {
  aggregates,
  allows,
  covers,
  namedObjects,
  policyRule,
  policyRules,
  worksInNamespace,
  type PolicyRule,
  type ResourceRequest,
} from '../../server/src/resources/rbac.ts';
import { Resource } from '../../server/src/resources/resource.ts';
import { Value } from '../../server/src/resources/value.ts';

const RBAC = 'rbac.authorization.k8s.io';
const GET_PODS: ResourceRequest = { verb: 'get', group: '', resource: 'pods', name: 'web' };

function rule(raw: Record<string, unknown>): PolicyRule {
  return policyRule(Value.root({ apiGroups: [''], resources: ['pods'], verbs: ['get'], ...raw }));
}

function clusterRole(raw: Record<string, unknown>, open = false): Resource {
  return new Resource(`${RBAC}/v1`, 'ClusterRole', raw, { open }, { uri: 'file:///role.yaml', document: 0 }, []);
}

/** What the authorizer says of one rule, transcribed from the documentation as sets of acceptable words. */
function expected(
  raw: { verbs: string[]; apiGroups: string[]; resources: string[]; resourceNames: string[] },
  request: ResourceRequest,
): boolean {
  const { verb, group, resource, subresource = '', name = '' } = request;
  const acceptable = subresource === '' ? ['*', resource] : ['*', `${resource}/${subresource}`, `*/${subresource}`];
  return (
    raw.verbs.some((word) => ['*', verb].includes(word)) &&
    raw.apiGroups.some((word) => ['*', group].includes(word)) &&
    raw.resources.some((word) => acceptable.includes(word)) &&
    (raw.resourceNames.length === 0 || raw.resourceNames.includes(name))
  );
}

describe('a rule about resources', () => {
  it('answers as the authorizer does', () => {
    const words = (...of: string[]): fc.Arbitrary<string[]> => fc.uniqueArray(fc.constantFrom(...of), { maxLength: 3 });
    fc.assert(
      fc.property(
        fc.record({
          verbs: words('*', 'get', 'list', 'create', 'Get'),
          apiGroups: words('*', '', 'apps', 'apps/v1'),
          resources: words('*', 'pods', 'pods/exec', '*/exec', 'pods/*', '*/*', 'pod', 'exec'),
          resourceNames: words('', '*', 'web'),
        }),
        fc.record({
          verb: fc.constantFrom('get', 'list', 'create'),
          group: fc.constantFrom('', 'apps'),
          resource: fc.constantFrom('pods', 'exec'),
          subresource: fc.constantFrom('', 'exec', 'log'),
          name: fc.constantFrom('', 'web', 'db'),
        }),
        (raw, request) => {
          assert.equal(allows(policyRule(Value.root(raw)), request) !== undefined, expected(raw, request));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('says which items let a request through, the exact ones first', () => {
    const grant = allows(rule({ resources: ['*', 'pods'], verbs: ['*', 'get'] }), GET_PODS);
    assert.deepEqual(
      [grant?.verb.path, grant?.target.path],
      [
        ['verbs', 1],
        ['resources', 1],
      ],
    );
    const wildcards = allows(rule({ resources: ['services', '*'], verbs: ['*'] }), GET_PODS);
    assert.deepEqual(
      [wildcards?.verb.path, wildcards?.target.path],
      [
        ['verbs', 0],
        ['resources', 1],
      ],
    );
  });

  it('has no wildcard for the subresources of one resource, nor for names', () => {
    const exec = { verb: 'create', group: '', resource: 'pods', subresource: 'exec', name: 'web' };
    assert.equal(covers(rule({ resources: ['pods/*'], verbs: ['*'] }), exec), undefined);
    assert.equal(covers(rule({ resources: ['pods'], verbs: ['*'] }), exec), undefined);
    assert.equal(covers(rule({ resources: ['*/*'], verbs: ['*'] }), exec), undefined);
    assert.ok(covers(rule({ resources: ['*/exec'], verbs: ['*'] }), exec));
    assert.ok(covers(rule({ resources: ['*'], verbs: ['*'] }), exec));
    assert.equal(covers(rule({ resources: ['*/exec'], verbs: ['get'] }), GET_PODS), undefined);
    assert.equal(allows(rule({ resourceNames: ['*'] }), GET_PODS), undefined);
  });

  it('is limited by names, which requests without a name do not have', () => {
    assert.deepEqual(namedObjects(rule({})), undefined);
    assert.deepEqual(namedObjects(rule({ resourceNames: null })), undefined);
    assert.deepEqual(namedObjects(rule({ resourceNames: [] })), undefined);
    assert.deepEqual(namedObjects(rule({ resourceNames: ['web'] })), ['web']);
    assert.deepEqual(namedObjects(rule({ resourceNames: [UNKNOWN] })), []);
    assert.deepEqual(namedObjects(rule({ resourceNames: UNKNOWN })), 'unknown');
    assert.deepEqual(namedObjects(rule({ resourceNames: 'web' })), 'unknown');
    const all = rule({ verbs: ['*'], resourceNames: ['web'] });
    assert.ok(allows(all, GET_PODS));
    assert.equal(allows(all, { ...GET_PODS, name: 'db' }), undefined);
    assert.equal(allows(all, { verb: 'create', group: '', resource: 'pods' }), undefined);
    assert.ok(allows(rule({ verbs: ['*'], resourceNames: [''] }), { verb: 'list', group: '', resource: 'pods' }));
    assert.equal(allows(rule({ resourceNames: UNKNOWN }), GET_PODS), undefined);
  });

  it('grants nothing by what is not known', () => {
    const empty = policyRule(Value.root({ apiGroups: '*', resources: { pods: 'get' }, verbs: [UNKNOWN, null, 5] }));
    assert.deepEqual([empty.verbs, empty.groups, empty.resources, empty.urls], [[], [], [], []]);
    assert.equal(allows(rule({ verbs: [UNKNOWN] }), GET_PODS), undefined);
    assert.ok(allows(rule({ verbs: [UNKNOWN, 'get'] }), GET_PODS));
    // What a template or a base leaves open may be a limit.
    const open = policyRule(Value.root({ apiGroups: [''], resources: ['pods'], verbs: ['get'] }, { open: true }));
    assert.equal(allows(open, GET_PODS), undefined);
    assert.ok(covers(open, GET_PODS));
  });
});

describe('a rule about URLs', () => {
  const urls = (...nonResourceURLs: string[]): PolicyRule =>
    policyRule(Value.root({ nonResourceURLs, verbs: ['get'] }));
  const CASES: [string, string, boolean][] = [
    ['*', '/metrics', true],
    ['/metrics', '/metrics', true],
    ['/metrics', '/metrics/cadvisor', false],
    ['/metrics/*', '/metrics/cadvisor', true],
    ['/metrics/*', '/metrics', false],
    ['/metrics*', '/metrics', true],
    ['/api/**', '/api/v1', true],
    ['/api/*/pods', '/api/v1/pods', false],
    ['/api/*/pods', '/api/*/pods', true],
  ];
  for (const [pattern, url, yes] of CASES) {
    it(`${pattern} ${yes ? 'covers' : 'does not cover'} ${url}`, () => {
      assert.equal(allows(urls(pattern), { verb: 'get', url }) !== undefined, yes);
      assert.equal(allows(urls(pattern), { verb: 'post', url }), undefined);
    });
  }

  it('is never about resources, nor the other way round', () => {
    assert.equal(allows(urls('*'), GET_PODS), undefined);
    assert.equal(allows(rule({ resources: ['*'], verbs: ['*'] }), { verb: 'get', url: '/metrics' }), undefined);
  });
});

describe('the rules of a role', () => {
  it('are those that it lists', () => {
    const role = clusterRole({ rules: [{ verbs: ['get'] }, null] });
    assert.deepEqual(
      policyRules(role).map(({ verbs }) => verbs.length),
      [1, 0],
    );
    assert.deepEqual(policyRules(clusterRole({})), []);
  });

  it('are not its own when it aggregates', () => {
    const rules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];
    assert.deepEqual(policyRules(clusterRole({ aggregationRule: { clusterRoleSelectors: [{}] }, rules })), []);
    assert.equal(policyRules(clusterRole({ aggregationRule: null, rules })).length, 1);
  });
});

describe('aggregation', () => {
  const labelled = (labels?: Record<string, unknown>, open = false): Resource =>
    clusterRole({ metadata: { name: 'a', labels } }, open);
  const aggregating = (...clusterRoleSelectors: unknown[]): Resource =>
    clusterRole({ aggregationRule: { clusterRoleSelectors } });

  it('takes the roles that any of the selectors matches', () => {
    const role = aggregating(
      { matchLabels: { team: 'a' } },
      { matchExpressions: [{ key: 'extra', operator: 'Exists' }] },
    );
    assert.equal(aggregates(role, labelled({ team: 'a' })), true);
    assert.equal(aggregates(role, labelled({ extra: '' })), true);
    assert.equal(aggregates(role, labelled({ team: 'b' })), false);
    assert.equal(aggregates(role, labelled()), false);
    assert.equal(aggregates(role, labelled({ team: UNKNOWN })), undefined);
    assert.equal(aggregates(role, labelled({ extra: UNKNOWN })), true);
  });

  it('takes every role by an empty selector, none without one, and never itself', () => {
    assert.equal(aggregates(aggregating({}), labelled()), true);
    assert.equal(aggregates(aggregating(), labelled({ a: 'b' })), false);
    assert.equal(aggregates(clusterRole({}), labelled({ a: 'b' })), false);
    const role = aggregating({});
    assert.equal(aggregates(role, role), false);
  });
});

describe('what a namespace can grant', () => {
  const works = (verb: string, group: string, resource: string): boolean | undefined =>
    worksInNamespace({ verb, group, resource });

  it('is everything namespaced, and nothing cluster-scoped', () => {
    assert.equal(works('get', '', 'pods'), true);
    assert.equal(works('get', 'apps', 'deployments'), true);
    assert.equal(works('get', '', 'nodes'), false);
    assert.equal(works('impersonate', '', 'users'), false);
    assert.equal(works('impersonate', '', 'serviceaccounts'), true);
    assert.equal(works('get', 'example.com', 'pods'), undefined);
  });

  it('is one Namespace as an object, and the binding of a ClusterRole', () => {
    for (const verb of ['get', 'update', 'patch', 'delete']) assert.equal(works(verb, '', 'namespaces'), true);
    for (const verb of ['list', 'watch', 'create', 'deletecollection'])
      assert.equal(works(verb, '', 'namespaces'), false);
    assert.equal(works('bind', RBAC, 'clusterroles'), true);
    assert.equal(works('escalate', RBAC, 'clusterroles'), false);
    assert.equal(works('escalate', RBAC, 'roles'), true);
  });
});
