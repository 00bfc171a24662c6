import { defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'suppression-reason-missing',
  title: 'Suppression without a reason',
  family: 'suppressions',
  severity: 'low',
  why: 'A suppressed finding is an accepted risk. Without a reason nobody can tell later whether it was accepted knowingly, by whom, or whether it still holds.',
  kinds: [],
  standards: {},
  aliases: {},
  recommended: true,
  fix: null,

  // A comment belongs to no object: the engine reports it where it matches comments with findings.
  check: () => [],
});
