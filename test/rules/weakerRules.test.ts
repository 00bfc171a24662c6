import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Selection } from '../../server/src/engine/selection.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/settings.ts';

describe('rules that are weaker than others', () => {
  const weak = RULES.filter(({ weakerThan }) => weakerThan !== undefined);

  it('name rules that exist, and that are not weak themselves', () => {
    assert.ok(weak.length > 0);
    for (const rule of weak) {
      for (const id of rule.weakerThan ?? []) {
        assert.equal(RULES.find((stronger) => stronger.id === id)?.weakerThan, undefined, id);
        assert.ok(RULES.some((stronger) => stronger.id === id), id);
      }
    }
  });

  for (const rule of weak) {
    const stronger = rule.weakerThan ?? [];
    it(`${rule.id} is off while one of the others is on`, () => {
      assert.ok(!isOn(rule.id, {}));
    });

    it(`${rule.id} is on when all of the others are off`, () => {
      assert.ok(isOn(rule.id, Object.fromEntries(stronger.map((id) => [id, { severity: 'off' as const }]))));
    });

    it(`${rule.id} is on when the settings ask for it`, () => {
      assert.ok(isOn(rule.id, { [rule.id]: { severity: 'low' } }));
      assert.ok(!isOn(rule.id, { [rule.id]: { severity: 'off' } }));
    });
  }
});

function isOn(id: string, rules: Settings['rules']): boolean {
  const { active } = new Selection(RULES, { ...DEFAULT_SETTINGS, profile: 'strict', rules });
  return active.some(({ rule }) => rule.id === id);
}
