import { profilesOf } from '../../server/src/engine/profiles.ts';
import { LINTERS, type Rule } from '../../server/src/engine/rule.ts';
import { CONFIG_FILE } from '../../server/src/settings.ts';

const FIX = {
  safe: 'Yes, and it cannot break a workload that works.',
  unsafe: 'Yes; look at it first: it may change how the workload behaves.',
  none: 'None: only a person can know what belongs there.',
};

/**
 * The page of a rule, in Markdown.
 *
 * @param fixture The rule's marked fixture, of which the first reported document is the example.
 */
export function rulePage(rule: Rule, fixture: string): string {
  const example = firstReported(fixture, rule.id);
  return [
    `# ${rule.title}`,
    '',
    `\`${rule.id}\` · severity **${rule.severity}** · ${rule.family}`,
    '',
    '## Why it matters',
    '',
    rule.why,
    '',
    ...(example === undefined
      ? []
      : ['## Example', '', 'The carets show what is reported.', '', '```yaml', example, '```', '']),
    '## What it looks at',
    '',
    `- Kinds: ${rule.kinds === 'workload' ? 'everything that has a pod' : kindsText(rule.kinds)}`,
    `- Profiles: ${profilesOf(rule)
      .map((profile) => `\`${profile}\``)
      .join(', ')}`,
    `- Fix: ${FIX[rule.fix ?? 'none']}`,
    '',
    ...optionsSection(rule),
    ...standardsSection(rule),
    ...aliasesSection(rule),
    '## Switch it off',
    '',
    'For one line, with a reason that the next reader will see:',
    '',
    '```yaml',
    `# hardlint-disable-next-line ${rule.id} -- why it is fine here`,
    '```',
    '',
    `For the whole workspace, in \`${CONFIG_FILE}\`:`,
    '',
    '```yaml',
    'rules:',
    `  ${rule.id}: 'off'`,
    '```',
    '',
  ].join('\n');
}

/** The list of all rules, by family. */
export function rulesIndex(rules: readonly Rule[]): string {
  const lines = ['# Rules', '', `${rules.length} rules. Those in bold are part of the profile \`recommended\`.`];
  for (const family of new Set(rules.map((rule) => rule.family))) {
    lines.push('', `## ${family}`, '', '| Rule | Severity | What | Fix |', '|---|---|---|---|');
    for (const rule of rules.filter((one) => one.family === family)) {
      const link = `[${rule.id}](${rule.id}.md)`;
      lines.push(
        `| ${rule.recommended ? `**${link}**` : link} | ${rule.severity} | ${cell(rule.title)} | ${rule.fix ?? ''} |`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

function kindsText(kinds: readonly string[]): string {
  return kinds.length === 0
    ? 'none: it judges comments in any manifest'
    : kinds.map((kind) => `\`${kind}\``).join(', ');
}

function optionsSection(rule: Rule): string[] {
  const options = Object.entries(rule.options ?? {});
  if (options.length === 0) return [];
  const rows = options.map(
    ([name, option]) =>
      `| \`${name}\` | ${option.type} | \`${JSON.stringify(option.default)}\` | ${cell(option.description)} |`,
  );
  return ['## Options', '', '| Option | Type | Default | What |', '|---|---|---|---|', ...rows, ''];
}

function standardsSection({ standards: { pss, cis = [], nsa, mitre = [] } }: Rule): string[] {
  const rows = [
    ...(pss === undefined ? [] : [`- Pod Security Standards, level ${pss.level} (check \`${pss.check}\`)`]),
    ...(cis.length === 0 ? [] : [`- CIS Kubernetes Benchmark (versions:item): ${cis.join(', ')}`]),
    ...(nsa === true ? ['- NSA/CISA Kubernetes Hardening Guide'] : []),
    ...mitre.map((technique) => `- MITRE ATT&CK: ${technique}`),
  ];
  return rows.length === 0 ? [] : ['## Standards', '', ...rows, ''];
}

function aliasesSection(rule: Rule): string[] {
  const rows = LINTERS.flatMap((linter) => {
    const ids = rule.aliases[linter] ?? [];
    return ids.length === 0 ? [] : [`| ${linter} | ${ids.map((id) => `\`${id}\``).join(', ')} |`];
  });
  return rows.length === 0 ? [] : ['## In other linters', '', '| Linter | Id |', '|---|---|', ...rows, ''];
}

/** The first document of a fixture in which the rule is marked, without the header. */
function firstReported(fixture: string, id: string): string | undefined {
  const mark = new RegExp(`^\\s*#\\s*\\^.*\\b${id}\\b|# <- .*\\b${id}\\b`, 'mu');
  const document = fixture.split(/^---.*\n/mu).find((text) => mark.test(text));
  return document?.replace(/^(#.*\n)+/u, '').trimEnd();
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
