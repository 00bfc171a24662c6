import { profilesOf } from '../engine/profiles.ts';
import { LINTERS, type Rule } from '../engine/rule.ts';
import { rulePage } from '../rulePages.ts';
import type { Style } from './style.ts';

/** The contract of `hardlint rules --format json`. */
export function rulesJson(rules: readonly Rule[]): string {
  const described = rules.map((rule) => ({
    id: rule.id,
    title: rule.title,
    family: rule.family,
    severity: rule.severity,
    kinds: rule.kinds === 'workload' ? ['workload'] : rule.kinds,
    standards: rule.standards,
    profiles: profilesOf(rule),
    fix: rule.fix,
    aliases: Object.fromEntries(LINTERS.map((linter) => [linter, rule.aliases[linter] ?? []])),
    options: rule.options ?? {},
  }));
  return `${JSON.stringify({ rules: described }, undefined, 2)}\n`;
}

export function rulesText(rules: readonly Rule[], style: Style): string {
  const widest = Math.max(...rules.map(({ id }) => id.length));
  const lines: string[] = [];
  let family = '';
  for (const rule of rules) {
    if (rule.family !== family) {
      family = rule.family;
      lines.push('', style.bold(family));
    }
    const off = rule.recommended ? '' : style.dim(' (not in recommended)');
    lines.push(
      `  ${rule.id.padEnd(widest)}  ${style.severity(rule.severity, rule.severity.padEnd(8))}  ${rule.title}${off}`,
    );
  }
  return `${lines.slice(1).join('\n')}\n\n${rules.length} rules.\n`;
}

export function ruleText(rule: Rule, style: Style): string {
  const { pss, cis = [], nsa, mitre = [] } = rule.standards;
  const facts: [string, string][] = [
    ['Severity', rule.severity],
    ['Profiles', profilesOf(rule).join(', ')],
    ['Kinds', rule.kinds === 'workload' ? 'everything that has a pod' : rule.kinds.join(', ')],
    ['Fix', rule.fix === null ? 'none' : rule.fix === 'safe' ? 'safe' : 'may change how the workload behaves'],
    ['Pod Security Standards', pss === undefined ? '' : `${pss.level} (${pss.check})`],
    ['CIS Benchmark', cis.join(', ')],
    ['NSA/CISA guide', nsa === true ? 'yes' : ''],
    ['MITRE ATT&CK', mitre.join(', ')],
    ...LINTERS.map((linter): [string, string] => [linter, (rule.aliases[linter] ?? []).join(', ')]),
    ...Object.entries(rule.options ?? {}).map(([name, option]): [string, string] => [
      `Option ${name}`,
      `${option.description} (${option.type}, default ${JSON.stringify(option.default)})`,
    ]),
    ['Page', rulePage(rule.id)],
  ];
  const known = facts.filter(([, value]) => value !== '');
  const widest = Math.max(...known.map(([name]) => name.length));
  return [
    `${style.bold(rule.id)}  ${rule.title}`,
    '',
    ...wrap(rule.why, 100),
    '',
    ...known.map(([name, value]) => `  ${style.dim(name.padEnd(widest))}  ${value}`),
    '',
  ].join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/u)) {
    const last = lines[lines.length - 1] ?? '';
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
