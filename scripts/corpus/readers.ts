import { isDeepStrictEqual } from 'node:util';
import type { AnalysedFile } from '../../server/src/workspace/analysis.ts';
import type { Lookup } from '../../server/src/engine/lookup.ts';
import type { Breaches } from './breaches.ts';
import { lookupIn, type Corpus } from './corpus.ts';

/** Compares what is found with the fast reader and without it. @returns How many findings were compared. */
export function checkReaders(corpus: Corpus, breaches: Breaches): number {
  const slow = corpus.files.map((file) => corpus.analyse(file, file.text, 'yaml'));
  const lookup = lookupIn(slow);
  let count = 0;
  corpus.files.forEach(({ path, analysed }, index) => {
    const fast = describe(corpus, analysed, corpus.lookup);
    const other = describe(corpus, slow[index] as AnalysedFile, lookup);
    count += fast.length;
    if (isDeepStrictEqual(fast, other)) return;
    const only = (mine: readonly string[], theirs: readonly string[]): string =>
      mine
        .filter((one) => !theirs.includes(one))
        .slice(0, 3)
        .join('\n');
    breaches.add(
      'both readers find the same',
      `${path}\nfast alone: ${only(fast, other)}\nyaml alone: ${only(other, fast)}`,
    );
  });
  return count;
}

function describe(corpus: Corpus, file: AnalysedFile, lookup: Lookup): string[] {
  return file
    .report(corpus.everything, lookup, 0)
    .findings.map(({ finding, document, range }) =>
      JSON.stringify([finding.ruleId, finding.message, finding.path, document, range]),
    );
}
