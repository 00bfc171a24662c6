import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LINTERS } from '../../server/src/engine/rule.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { hardlint } from './hardlint.ts';

interface Described {
  readonly id: string;
  readonly fix: string | null;
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  readonly profiles: readonly string[];
}

describe('rules', { concurrency: true }, () => {
  it('--format json has the keys of its contract', async () => {
    const { code, stdout } = await hardlint(['rules', '--format', 'json']);
    assert.equal(code, 0);
    const parsed = JSON.parse(stdout) as { rules: Described[] };
    assert.deepEqual(Object.keys(parsed), ['rules']);
    assert.deepEqual(
      parsed.rules.map(({ id }) => id),
      RULES.map(({ id }) => id),
    );
    const keys = ['id', 'title', 'family', 'severity', 'kinds', 'standards', 'profiles', 'fix', 'aliases', 'options'];
    for (const rule of parsed.rules) {
      assert.deepEqual(Object.keys(rule), keys, rule.id);
      assert.deepEqual(Object.keys(rule.aliases), LINTERS, rule.id);
      assert.ok(rule.profiles.includes('strict'), rule.id);
      assert.ok(rule.fix === null || rule.fix === 'safe' || rule.fix === 'unsafe', rule.id);
    }
  });

  it('text has a line for each', async () => {
    const { code, stdout } = await hardlint(['rules']);
    assert.equal(code, 0);
    for (const { id, title } of RULES) assert.match(stdout, new RegExp(`^  ${id} .*${escape(title)}`, 'mu'));
    assert.ok(stdout.endsWith(`\n${RULES.length} rules.\n`));
  });
});

describe('explain', { concurrency: true }, () => {
  it('tells what a rule is about', async () => {
    const { code, stdout } = await hardlint(['explain', 'container-privileged']);
    assert.equal(code, 0);
    assert.match(stdout, /^container-privileged {2}Privileged container\n/u);
    assert.match(stdout, /^ {2}Severity +critical$/mu);
    assert.match(stdout, /^ {2}Pod Security Standards +baseline/mu);
    assert.match(stdout, /^ {2}Page +https:\/\/.*\/container-privileged\.md$/mu);
  });

  for (const id of ['privileged-container', 'C-0057', 'CKV_K8S_16', 'KSV-0017', 'ksv017', 'AVD-KSV-0017']) {
    it(`knows ${id} of another linter`, async () => {
      const { code, stdout } = await hardlint(['explain', id]);
      assert.equal(code, 0);
      assert.match(stdout, /^container-privileged /mu);
    });
  }

  it('finds every rule by each of its other names', async () => {
    for (const rule of RULES.slice(0, 5)) {
      const [alias] = LINTERS.flatMap((linter) => rule.aliases[linter] ?? []);
      if (alias === undefined) continue;
      const { stdout } = await hardlint(['explain', alias]);
      assert.match(stdout, new RegExp(`^${rule.id} `, 'mu'), alias);
    }
  });
});

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
