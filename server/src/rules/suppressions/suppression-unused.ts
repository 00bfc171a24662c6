import { defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'suppression-unused',
  title: 'Suppression that suppresses nothing',
  family: 'suppressions',
  severity: 'low',
  why: 'A suppression that outlives its finding hides the next one of the same kind: someone later weakens the manifest at that place, and nobody is told.',
  kinds: [],
  standards: {},
  aliases: {},
  recommended: true,
  fix: null,

  // A comment belongs to no object: the engine reports it where it matches comments with findings.
  check: () => [],
});
