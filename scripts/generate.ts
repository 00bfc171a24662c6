// Usage: npm run generate. Writes what is generated from the code: rule pages, the settings of package.json, README tables.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles, ROOT, RULE_PAGES } from './generate/outputs.ts';

const files = generatedFiles();
mkdirSync(join(ROOT, RULE_PAGES), { recursive: true });
for (const name of readdirSync(join(ROOT, RULE_PAGES))) {
  if (!files.has(`${RULE_PAGES}/${name}`)) rmSync(join(ROOT, RULE_PAGES, name));
}
for (const [path, text] of files) writeFileSync(join(ROOT, path), text);
console.log(`${files.size} files are up to date.`);
