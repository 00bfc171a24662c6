import { Selection } from '../../server/src/engine/selection.ts';
import type { Profile } from '../../server/src/engine/profiles.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { DEFAULT_SETTINGS } from '../../server/src/settings.ts';
import type { FileFinding } from '../../server/src/workspace/analysis.ts';
import type { Corpus, CorpusFile } from './corpus.ts';

interface Pair {
  readonly ruleId: string;
  readonly file: CorpusFile;
  readonly findings: FileFinding[];
}

const SHOWN_FINDINGS = 3;

/** Prints how much each rule says, and the pairs of rule and file that say most, for a person to read. */
export function printNoise(corpus: Corpus, profile: Profile, only: readonly string[], pairCount: number): void {
  const rules = only.length === 0 ? RULES : RULES.filter(({ id }) => only.includes(id));
  const selection = new Selection(rules, { ...DEFAULT_SETTINGS, profile });
  const pairs = new Map<string, Pair>();
  const totals = new Map<string, { findings: number; files: number; fixable: number }>();
  for (const file of corpus.files) {
    for (const located of file.analysed.report(selection, corpus.lookup, Date.now()).findings) {
      const { ruleId, fixes } = located.finding;
      const key = `${ruleId}\n${file.path}`;
      const pair = pairs.get(key) ?? { ruleId, file, findings: [] };
      const total = totals.get(ruleId) ?? { findings: 0, files: 0, fixable: 0 };
      totals.set(ruleId, total);
      pairs.set(key, pair);
      if (pair.findings.push(located) === 1) total.files++;
      total.findings++;
      if (fixes.length > 0) total.fixable++;
    }
  }
  console.log(`\nFindings of each rule (profile ${profile})`);
  for (const [ruleId, { findings, files, fixable }] of [...totals].sort((a, b) => b[1].findings - a[1].findings))
    console.log(
      `${String(findings).padStart(6)} in ${String(files).padStart(4)} files, ${String(fixable).padStart(5)} fixable  ${ruleId}`,
    );
  console.log(`\nThe ${pairCount} noisiest pairs of rule and file`);
  const noisiest = [...pairs.values()].sort((a, b) => b.findings.length - a.findings.length).slice(0, pairCount);
  for (const { ruleId, file, findings } of noisiest) {
    console.log(`\n${findings.length} x ${ruleId} in ${file.path}`);
    for (const located of findings.slice(0, SHOWN_FINDINGS)) console.log(shown(file, located));
  }
}

/** The line with its highlight, and what is said of it. */
function shown({ analysed }: CorpusFile, { finding, document, range }: FileFinding): string {
  const { document: source, start } = analysed.placed(document);
  const lineStart = source.text.lastIndexOf('\n', range.start - 1) + 1;
  const lineEnd = source.text.indexOf('\n', range.start);
  const line = source.text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd);
  const number = analysed.source.text.slice(0, start + range.start).split('\n').length;
  const marks = `${' '.repeat(range.start - lineStart)}${'^'.repeat(Math.min(range.end, lineStart + line.length) - range.start)}`;
  return `  ${String(number).padStart(5)} | ${line}\n        | ${marks} ${finding.message}`;
}
