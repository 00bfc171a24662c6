import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFile } from '../../server/src/documents/index.ts';
import { audit, judge } from '../../server/src/engine/audit.ts';
import { NOTHING_ELSE_SEEN, sameAnswer, type Lookup } from '../../server/src/engine/lookup.ts';
import { defineRule, type Problem, type Rule, type RuleContext } from '../../server/src/engine/rule.ts';
import { Selection } from '../../server/src/engine/selection.ts';
import { resourcesOf } from '../../server/src/resources/fromDocument.ts';
import type { Resource } from '../../server/src/resources/resource.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/settings.ts';
import { pod } from '../support/pods.ts';

function ruleOf(
  id: string,
  check: (resource: Resource, context: RuleContext) => Iterable<Problem>,
  more: Partial<Rule> = {},
): Rule {
  return defineRule({
    id,
    title: id,
    family: 'test',
    severity: 'medium',
    why: 'For a test.',
    kinds: 'workload',
    standards: {},
    aliases: {},
    recommended: true,
    fix: null,
    check,
    ...more,
  });
}

const resources = readFile([pod('a'), pod('b')].join('---\n')).documents.flatMap(({ document }, index) =>
  resourcesOf(document, { uri: 'file:///a', document: index }),
);
const named = ruleOf('named', (resource) => [{ at: resource.root.at('metadata', 'name'), message: 'A name.' }]);
const settings = (changes: Partial<Settings>): Settings => ({ ...DEFAULT_SETTINGS, ...changes });
const run = (rules: readonly Rule[], lookup: Lookup = NOTHING_ELSE_SEEN, own: Partial<Settings> = {}) =>
  audit(resources, new Selection(rules, settings(own)), lookup, 7);

describe('an audit', () => {
  it('names the path, and the severity that the settings decide', () => {
    const { findings } = run([named], NOTHING_ELSE_SEEN, { rules: { named: { severity: 'critical' } } });
    assert.deepEqual(
      findings.map(({ ruleId, severity, path, resource }) => [ruleId, severity, path, resource.name]),
      [
        ['named', 'critical', ['metadata', 'name'], 'a'],
        ['named', 'critical', ['metadata', 'name'], 'b'],
      ],
    );
  });

  it('records a rule that throws, drops what it had said of that resource, and goes on', () => {
    const error = new Error('out of order');
    const fragile = ruleOf('fragile', function* (resource) {
      yield { at: resource.root, message: 'Half said.' };
      if (resource.name === 'a') throw error;
    });
    const { findings, crashed } = run([fragile, named]);
    assert.deepEqual(
      crashed.map(({ ruleId, resource, error: thrown }) => [ruleId, resource.name, thrown]),
      [['fragile', 'a', error]],
    );
    assert.deepEqual(
      findings.map(({ ruleId, resource }) => `${ruleId} ${resource.name}`),
      ['named a', 'fragile b', 'named b'],
    );
  });

  it('records what could not be looked up, once for each rule and resource', () => {
    const asks = ruleOf('asks', (_resource, { lookup }) => {
      for (let times = 0; times < 3; times++) lookup('Namespace', { name: 'shop' });
      return [];
    });
    const forbidden: Lookup = () => ({ notChecked: 'forbidden' });
    const { notChecked } = run([asks], forbidden);
    assert.deepEqual(
      notChecked.map(({ ruleId, resource, reason }) => [ruleId, resource.name, reason]),
      [
        ['asks', 'a', 'forbidden'],
        ['asks', 'b', 'forbidden'],
      ],
    );
  });

  it('gives rules the time, the version, and their options over the defaults', () => {
    const seen: unknown[] = [];
    const option = { type: 'number', default: 1, description: 'A number.' } as const;
    const curious = ruleOf(
      'curious',
      (_resource, { now, kubernetesVersion, options }) => {
        seen.push([now, kubernetesVersion.minor, options]);
        return [];
      },
      { options: { first: option, second: option } },
    );
    run([curious], NOTHING_ELSE_SEEN, {
      rules: { curious: { options: { second: 2 } } },
      kubernetesVersion: { major: 1, minor: 30 },
    });
    assert.deepEqual(seen[0], [7, 30, { first: 1, second: 2 }]);
  });
});

describe('a judgement', () => {
  it('holds its reads with their answers, of every rule', () => {
    const [resource] = resources as [Resource, ...Resource[]];
    const reader = ruleOf('reader', (_resource, { lookup }) => {
      lookup('Namespace', { name: 'shop' });
      lookup('Secret');
      return [];
    });
    const answer = { resources };
    const { reads } = judge(resource, new Selection([reader], DEFAULT_SETTINGS), () => answer, 0);
    assert.deepEqual(reads, [
      { type: 'Namespace', where: { name: 'shop' }, answer },
      { type: 'Secret', where: {}, answer },
    ]);
  });

  it('rests on answers that are the same by their resources, or by why there are none', () => {
    assert.ok(sameAnswer({ resources }, { resources: [...resources] }));
    assert.ok(!sameAnswer({ resources }, { resources: resources.slice(1) }));
    assert.ok(!sameAnswer({ resources }, { resources: resources.toReversed() }));
    assert.ok(sameAnswer({ notChecked: 'a' }, { notChecked: 'a' }));
    assert.ok(!sameAnswer({ notChecked: 'a' }, { notChecked: 'b' }));
    assert.ok(!sameAnswer({ notChecked: 'a' }, { resources: [] }));
    assert.ok(!sameAnswer({ resources: [] }, { notChecked: 'a' }));
  });
});

describe('a selection', () => {
  const standards = { pss: { level: 'baseline', check: 'x' } } as const;
  const check = (): [] => [];
  const ids = (rules: readonly Rule[], changes: Partial<Settings>): string[] =>
    new Selection(rules, settings(changes)).active.map(({ rule }) => rule.id);
  const rules = [
    ruleOf('calm', check),
    ruleOf('loud', check, { recommended: false }),
    ruleOf('level', check, { recommended: false, standards }),
    ruleOf('weak', check, { weakerThan: ['calm'] }),
  ];

  it('follows from the profile', () => {
    assert.deepEqual(ids(rules, {}), ['calm']);
    assert.deepEqual(ids(rules, { profile: 'pss-baseline' }), ['level']);
    assert.deepEqual(ids(rules, { profile: 'strict' }), ['calm', 'loud', 'level']);
  });

  it('follows the settings of single rules', () => {
    assert.deepEqual(ids(rules, { rules: { calm: { severity: 'off' } } }), ['weak'], 'now nothing says it better');
    assert.deepEqual(ids(rules, { rules: { loud: { severity: 'low' } } }), ['calm', 'loud']);
    assert.deepEqual(ids(rules, { rules: { loud: { options: {} } } }), ['calm', 'loud'], 'options switch a rule on');
    assert.deepEqual(ids(rules, { rules: { weak: { severity: 'low' } } }), ['calm', 'weak'], 'asked for by its id');
  });

  it('asks each rule about its kinds only', () => {
    const selection = new Selection([named, ruleOf('secrets', check, { kinds: ['Secret'] })], DEFAULT_SETTINGS);
    const [resource] = resources as [Resource, ...Resource[]];
    assert.deepEqual(
      selection.rulesFor(resource).map(({ rule }) => rule.id),
      ['named'],
    );
  });
});
