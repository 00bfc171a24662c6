import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { generatedFiles, ROOT, RULE_PAGES } from '../../scripts/generate/outputs.ts';

describe('generated files', () => {
  const files = generatedFiles();

  for (const [path, text] of files) {
    it(`${path} is up to date (npm run generate)`, () => {
      assert.ok(existsSync(join(ROOT, path)), 'missing');
      assert.equal(readFileSync(join(ROOT, path), 'utf8'), text);
    });
  }

  it('no page is left of a rule that is no more', () => {
    const left = readdirSync(join(ROOT, RULE_PAGES)).filter((name) => !files.has(`${RULE_PAGES}/${name}`));
    assert.deepEqual(left, []);
  });
});
