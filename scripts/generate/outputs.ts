import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { RULES } from '../../server/src/rules/index.ts';
import { manifestWithSettings } from './manifest.ts';
import { readmeWithTables } from './readme.ts';
import { rulePage, rulesIndex } from './rulePages.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
export const RULE_PAGES = 'docs/rules';

/** Every generated file (path from the root) with the text that it should have. */
export function generatedFiles(): Map<string, string> {
  const fixtures = fixturesById();
  const files = new Map(
    RULES.map((rule) => [`${RULE_PAGES}/${rule.id}.md`, rulePage(rule, fixtures.get(rule.id) ?? '')]),
  );
  files.set(`${RULE_PAGES}/README.md`, rulesIndex(RULES));
  files.set('package.json', manifestWithSettings(readFileSync(join(ROOT, 'package.json'), 'utf8')));
  files.set('README.md', readmeWithTables(readFileSync(join(ROOT, 'README.md'), 'utf8')));
  return files;
}

function fixturesById(): Map<string, string> {
  const folder = join(ROOT, 'test', 'rules');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.fixed)\.yaml$/u.test(name),
  );
  return new Map(names.map((name) => [basename(name, '.yaml'), readFileSync(join(folder, name), 'utf8')]));
}
