import type { Rule } from '../../engine/rule.ts';
import reasonMissing from './suppression-reason-missing.ts';
import ruleUnknown from './suppression-rule-unknown.ts';
import unused from './suppression-unused.ts';

/** Judged by the engine itself where comments are read (`engine/suppressions.ts`): they are about text, not objects. */
export const suppressions: readonly Rule[] = [ruleUnknown, unused, reasonMissing];
