import type { RuleMetadata } from './rule.ts';

/** Named selections of rules. They follow from the rules' own metadata, so no list has to be kept. */
export const PROFILES = {
  recommended: (rule: RuleMetadata) => rule.recommended,
  'pss-baseline': (rule: RuleMetadata) => rule.standards.pss?.level === 'baseline',
  'pss-restricted': (rule: RuleMetadata) => rule.standards.pss !== undefined,
  'nsa-cisa': (rule: RuleMetadata) => rule.standards.nsa === true,
  cis: (rule: RuleMetadata) => (rule.standards.cis ?? []).length > 0,
  strict: () => true,
} as const satisfies Record<string, (rule: RuleMetadata) => boolean>;

export type Profile = keyof typeof PROFILES;
export const PROFILE_NAMES = Object.keys(PROFILES) as Profile[];

export function profilesOf(rule: RuleMetadata): Profile[] {
  return PROFILE_NAMES.filter((name) => PROFILES[name](rule));
}
