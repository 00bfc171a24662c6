import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFile } from '../../server/src/documents/index.ts';
import { NOTHING_ELSE_SEEN } from '../../server/src/engine/lookup.ts';
import { Selection } from '../../server/src/engine/selection.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { DEFAULT_SETTINGS } from '../../server/src/settings.ts';
import { AnalysedFile } from '../../server/src/workspace/analysis.ts';
import { pod } from '../support/pods.ts';

const ID = 'container-privileged';
const SELECTION = new Selection(RULES, DEFAULT_SETTINGS);

/** How often the rule is suppressed, how often not, and which rules report the suppressions. */
function result(text: string): { hidden: string[]; shown: number; problems: string[] } {
  const report = new AnalysedFile('file:///a.yaml', readFile(text)).report(SELECTION, NOTHING_ELSE_SEEN, 0);
  const own = report.findings.filter(({ finding }) => finding.ruleId === ID);
  return {
    hidden: own.flatMap(({ suppressed }) => suppressed?.reason ?? []),
    shown: own.filter(({ suppressed }) => suppressed === undefined).length,
    problems: report.directiveProblems.map(({ ruleId }) => ruleId.replace('suppression-', '')),
  };
}

const privileged = (...lines: string[]): string => pod('a', { security: lines.join('\n') });

describe('suppression comments', () => {
  it('cover their line or the next one', () => {
    const expected = { hidden: ['why'], shown: 0, problems: [] };
    assert.deepEqual(result(privileged(`privileged: true # hardlint-disable-line ${ID} -- why`)), expected);
    assert.deepEqual(result(privileged(`# hardlint-disable-next-line ${ID} -- why`, 'privileged: true')), expected);
  });

  it('skip blank lines and other comments to the next line', () => {
    const lines = [
      `# hardlint-disable-next-line ${ID} -- why`,
      '',
      '# A comment.',
      `# hardlint-disable-next-line container-run-as-non-root -- other`,
      'privileged: true',
    ];
    const { hidden, shown, problems } = result(privileged(...lines));
    assert.deepEqual([hidden, shown], [['why'], 0]);
    assert.deepEqual(problems, ['unused'], 'the other rule reports nothing on that line');
  });

  it('name several rules, of which each must be of use', () => {
    const { hidden, problems } = result(
      privileged(`privileged: true # hardlint-disable-line image-tag-latest, ${ID} -- why`),
    );
    assert.deepEqual([hidden, problems], [['why'], ['unused']]);
  });

  it('may stand anywhere for the whole file, all its documents', () => {
    const text = [privileged('privileged: true'), privileged('privileged: true')].join('---\n');
    for (const all of [
      `# hardlint-disable-file ${ID} -- why\n${text}`,
      `${text}# hardlint-disable-file ${ID} -- why\n`,
    ])
      assert.deepEqual(result(all), { hidden: ['why', 'why'], shown: 0, problems: [] });
  });

  it('do not reach into the next document', () => {
    const text = `${privileged('privileged: false')}# hardlint-disable-next-line ${ID} -- why\n---\n${privileged('privileged: true')}`;
    assert.deepEqual(result(text), { hidden: [], shown: 1, problems: ['unused'] });
  });

  it('work with every line end, in a List, and in the second document', () => {
    const text = privileged(`# hardlint-disable-next-line ${ID} -- why`, 'privileged: true');
    const expected = { hidden: ['why'], shown: 0, problems: [] };
    assert.deepEqual(result(text.replaceAll('\n', '\r\n')), expected);
    assert.deepEqual(result(`a: b\n---\n${text}`), expected);
    const item = text.trimEnd().replace(/^/gmu, '    ').replace(/^ {4}/u, '  - ');
    assert.deepEqual(result(`apiVersion: v1\nkind: List\nitems:\n${item}\n`), expected);
  });

  it('are not seen in strings', () => {
    const text = `${privileged('privileged: true')}  # end\n`;
    for (const annotation of [
      `  annotations:\n    a: |\n      # hardlint-disable-file ${ID} -- why\n`,
      `  annotations:\n    a: "# hardlint-disable-file ${ID} -- why"\n`,
    ])
      assert.deepEqual(result(text.replace('spec:\n', `${annotation}spec:\n`)), { hidden: [], shown: 1, problems: [] });
  });

  it('are reported when they name no rule, an unknown one, or no reason', () => {
    assert.deepEqual(result(privileged('privileged: true # hardlint-disable-line')).problems, ['rule-unknown']);
    assert.deepEqual(result(privileged('privileged: true # hardlint-disable-line nope -- why')).problems, [
      'rule-unknown',
    ]);
    assert.deepEqual(result(privileged(`privileged: true # hardlint-disable-line ${ID}`)).problems, ['reason-missing']);
    assert.equal(
      result(privileged(`privileged: true # hardlint-disable-line ${ID}`)).shown,
      0,
      'it holds all the same',
    );
  });

  it('of rules that are off are not called unused', () => {
    const off = RULES.find(({ id }) => !SELECTION.active.some(({ rule }) => rule.id === id))?.id ?? '';
    assert.deepEqual(result(privileged(`privileged: false # hardlint-disable-line ${off} -- why`)).problems, []);
  });
});
