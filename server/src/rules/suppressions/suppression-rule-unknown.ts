import { defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'suppression-rule-unknown',
  title: 'Suppression of an unknown rule',
  family: 'suppressions',
  severity: 'medium',
  why: 'A suppression with a misspelt rule id does nothing, while its author believes that the finding was looked at and accepted.',
  kinds: [],
  standards: {},
  aliases: {},
  recommended: true,
  fix: null,

  // A comment belongs to no object: the engine reports it where it matches comments with findings.
  check: () => [],
});
