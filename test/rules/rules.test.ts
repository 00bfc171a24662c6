import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { RULES } from '../../server/src/rules/index.ts';
import type { Rule } from '../../server/src/engine/rule.ts';
import { fixAll } from '../../server/src/workspace/fixAll.ts';
import { lint, parseFixture, type Fixture, type Linted, type Mark } from '../support/fixture.ts';

const FOLDER = import.meta.dirname;
const ONLY = process.env['RULE'];
const fixtures = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => /\.yaml$/u.test(name));
const marked = new Map(fixtures.filter((name) => !name.endsWith('.fixed.yaml')).map((name) => [basename(name, '.yaml'), join(FOLDER, name)]));

describe('rules', () => {
  it('have a fixture each, and each fixture a rule', () => {
    assert.deepEqual([...marked.keys()].sort(), RULES.map(({ id }) => id).sort());
  });

  for (const rule of RULES) {
    if (ONLY !== undefined && rule.id !== ONLY) continue;
    const path = marked.get(rule.id);
    if (path === undefined) continue;
    describe(rule.id, () => testFixture(rule, path));
  }
});

function testFixture(rule: Rule, path: string): void {
  const fixture = parseFixture(readFileSync(path, 'utf8'));
  const rules = RULES.filter(({ id }) => id === rule.id || fixture.header.rules.includes(id));
  const result = lint(fixture.text, fixture.header, rules);

  it('reads without problems, and no rule crashes', () => {
    const problems = result.file.source.documents.flatMap(({ document }) => document.problems);
    assert.deepEqual(problems, []);
    assert.deepEqual(result.report.crashed.map(({ error }) => error), []);
  });

  it('reports exactly what is marked', () => {
    assert.deepEqual(describeMarks(result.marks, fixture), describeMarks(fixture.marks, fixture));
  });

  it('has a document that it reports and one that it does not', () => {
    const places = [
      ...result.report.findings.map(({ document, finding }) => ({ document, ruleId: finding.ruleId })),
      ...result.report.directiveProblems,
    ];
    const bad = new Set(places.filter(({ ruleId }) => ruleId === rule.id).map(({ document }) => document));
    assert.ok(bad.size > 0, 'no document is reported');
    assert.ok(result.file.documents.length > bad.size, 'every document is reported');
  });

  testFix(rule, rules, path, fixture, result);
}

function testFix(rule: Rule, rules: readonly Rule[], path: string, fixture: Fixture, result: Linted): void {
  const fixedPath = path.replace(/\.yaml$/u, '.fixed.yaml');
  const offered = result.report.findings.filter(({ finding }) => finding.ruleId === rule.id && finding.fixes.length > 0);
  if (rule.fix === null) {
    it('offers no fix, as its metadata says', () => {
      assert.equal(offered.length, 0);
      assert.ok(!existsSync(fixedPath), 'a fixed text without a fix');
    });
    return;
  }
  it('offers the fixes that its metadata says', () => {
    const safe = offered.some(({ finding }) => finding.fixes.some((fix) => fix.safe));
    assert.ok(offered.length > 0, 'no finding has a fix');
    assert.equal(safe ? 'safe' : 'unsafe', rule.fix);
  });

  it('fixes to the expected text, after which nothing fixable is left', () => {
    const once = fixAll(result.file, result.report);
    assert.deepEqual(once.refused, []);
    if (process.env['UPDATE_FIXTURES'] === '1') writeFileSync(fixedPath, once.text);
    assert.ok(existsSync(fixedPath), `${basename(fixedPath)} is missing: write it, or make it with UPDATE_FIXTURES=1 and read it`);
    assert.equal(once.text, readFileSync(fixedPath, 'utf8'));
    const again = lint(once.text, fixture.header, rules);
    const left = again.report.findings.filter(({ finding }) => finding.fixes.length > 0);
    assert.deepEqual(left.map(({ finding }) => finding.message), []);
    assert.equal(fixAll(again.file, again.report).text, once.text);
  });
}

/** One line a mark, in the order of the text, with the marked characters: what a person compares. */
function describeMarks(marks: readonly Mark[], fixture: Fixture): string[] {
  const lines = fixture.text.split('\n');
  const atLineEnd = new Set(fixture.marks.filter(({ end }) => end === undefined).map(({ line, ruleId }) => `${line} ${ruleId}`));
  return [...marks]
    .sort((a, b) => a.line - b.line || a.start - b.start || a.ruleId.localeCompare(b.ruleId))
    .map(({ line, start, end, ruleId }) => {
      const whole = start <= 1 && atLineEnd.has(`${line} ${ruleId}`);
      const place = whole ? 'from the start' : `${start}-${end}`;
      return `line ${line + 1} ${place}: ${ruleId} on ${JSON.stringify(whole ? lines[line] : lines[line]?.slice(start, end))}`;
    });
}
