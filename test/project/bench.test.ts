import assert from 'node:assert/strict';
import { it } from 'node:test';
import { largeFile } from '../../bench/generate.ts';
import { readFile } from '../../server/src/documents/read.ts';
import { NOTHING_ELSE_SEEN } from '../../server/src/engine/lookup.ts';
import { Selection } from '../../server/src/engine/selection.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { DEFAULT_SETTINGS } from '../../server/src/settings.ts';
import { AnalysedFile } from '../../server/src/workspace/analysis.ts';

it('the file that the benchmark types into has 13,600 lines and 400 documents that raise ten findings each', () => {
  const text = largeFile();
  assert.equal(text.split('\n').length - 1, 13_600);
  const file = new AnalysedFile('file:///large.yaml', readFile(text));
  assert.equal(file.documents.length, 400);
  const { findings } = file.report(new Selection(RULES, DEFAULT_SETTINGS), NOTHING_ELSE_SEEN, 0);
  const counts = new Set(
    file.documents.map((_, index) => findings.filter(({ document }) => document === index).length),
  );
  assert.deepEqual(counts, new Set([10]));
});
