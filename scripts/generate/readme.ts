import { RULES } from '../../server/src/rules/index.ts';
import { settingsProperties } from './manifest.ts';

/** The text of README.md with its tables made anew between their marks; all else stays as it is. */
export function readmeWithTables(text: string): string {
  return replaceBetween(replaceBetween(text, 'settings', settingsTable()), 'counts', counts());
}

function settingsTable(): string {
  const rows = Object.entries(settingsProperties()).map(([key, schema]) => {
    const { default: byDefault, description } = schema as { default: unknown; description: string };
    return `| \`${key}\` | \`${JSON.stringify(byDefault)}\` | ${description.replaceAll('|', '\\|')} |`;
  });
  return ['| Setting | Default | What |', '|---|---|---|', ...rows].join('\n');
}

function counts(): string {
  const pss = RULES.filter(({ standards }) => standards.pss !== undefined).length;
  const recommended = RULES.filter((rule) => rule.recommended).length;
  const fixable = RULES.filter(({ fix }) => fix !== null).length;
  return `${RULES.length} rules, ${recommended} of them on by default, ${fixable} with a quick fix; ${pss} rules together are the Pod Security Standards.`;
}

function replaceBetween(text: string, name: string, content: string): string {
  const [open, close] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`README.md has lost its marks ${open} and ${close}.`);
  return `${text.slice(0, start + open.length)}\n${content}\n${text.slice(end)}`;
}
