import type { RuleMetadata } from '../engine/rule.ts';

/** The standards that ask for what these rules check, as one sentence of Markdown; empty when none does. */
export function standardsText(rules: readonly RuleMetadata[]): string {
  const names = new Set<string>();
  for (const { standards } of rules) {
    if (standards.pss) names.add(`Pod Security Standards (${standards.pss.level})`);
    for (const item of standards.cis ?? []) names.add(`CIS Kubernetes Benchmark ${item.replace(':', ', item ')}`);
    if (standards.nsa === true) names.add('NSA/CISA Kubernetes Hardening Guide');
    for (const technique of standards.mitre ?? []) names.add(`MITRE ATT&CK (${technique})`);
  }
  return names.size === 0 ? '' : `Asked for by: ${[...names].join('; ')}.`;
}
