import { fileURLToPath } from 'node:url';
import { commentsContaining } from '../../server/src/documents/comments.ts';
import type { PathEdit, TextEdit } from '../../server/src/documents/edit.ts';
import { applyPathEdits, applyTextEdits } from '../../server/src/documents/edits.ts';
import type { PlacedDocument, SourceDocument } from '../../server/src/documents/document.ts';
import { nodeAt } from '../../server/src/documents/locate.ts';
import { formatPath } from '../../server/src/documents/path.ts';
import type { Fix } from '../../server/src/engine/fix.ts';
import type { Lookup } from '../../server/src/engine/lookup.ts';
import type { AnalysedFile, FileFinding } from '../../server/src/workspace/analysis.ts';
import { asksForValues, editsOfFixes, fixAll } from '../../server/src/workspace/fixAll.ts';
import { messageOf, type Breaches } from './breaches.ts';
import type { Corpus, CorpusFile } from './corpus.ts';
import { intendedData, isIntended } from './intended.ts';
import { allowedLines, touchedLines } from './touched.ts';

export interface FixCounts {
  fixable: number;
  fixed: number;
  /** Of the fixed ones, those in which a person has to choose a value. */
  asking: number;
  readonly refused: Map<string, number>;
  /** Files whose fixes brought up findings of other rules, which have fixes too. */
  secondPasses: number;
}

export function newFixCounts(): FixCounts {
  return { fixable: 0, fixed: 0, asking: 0, refused: new Map(), secondPasses: 0 };
}

/** Fixes each finding of a file alone, by its first fix, and then all of them at once. */
export function checkFixes(corpus: Corpus, file: CorpusFile, counts: FixCounts, breaches: Breaches): void {
  const report = file.analysed.report(corpus.everything, corpus.lookup, 0);
  for (const located of report.findings) {
    const [fix] = located.finding.fixes;
    if (fix === undefined) continue;
    counts.fixable++;
    const where = `${file.path}:${file.analysed.toFile(located.document, located.start).line + 1} ${located.finding.ruleId}`;
    try {
      checkOne(corpus, file, located, fix, {
        counts,
        breach: (promise, detail) => breaches.add(promise, `${where}: ${detail}`),
      });
    } catch (error) {
      breaches.add('a fix never throws', `${where}: ${messageOf(error)}`);
    }
  }
  if (!report.findings.some(({ finding }) => finding.fixes.length > 0)) return;
  try {
    checkAll(corpus, file, counts, breaches);
  } catch (error) {
    breaches.add('fixing a whole file never throws', `${file.path}: ${messageOf(error)}`);
  }
}

interface Outcome {
  readonly counts: FixCounts;
  readonly breach: (promise: string, detail: string) => void;
}

function checkOne(corpus: Corpus, file: CorpusFile, located: FileFinding, fix: Fix, { counts, breach }: Outcome): void {
  const { finding } = located;
  const { files, refused } = editsOfFixes([{ finding, fix }], corpus.fileOf);
  const reason = refused[0]?.reason;
  if (reason !== undefined) {
    const kind = reason.replace(/"[^"]*"|[&*][\w-]+|\b[a-z]\w*(?:\.\w+|\[\d+\])+/giu, '…');
    counts.refused.set(kind, (counts.refused.get(kind) ?? 0) + 1);
    return;
  }
  counts.fixed++;
  if (files.length === 0) breach('a fix changes something', fix.title);
  const asks = asksForValues(fix);
  if (asks) counts.asking++;
  let { lookup } = corpus;
  let after = file.analysed;
  for (const { file: changed, edits } of files) {
    const path = fileURLToPath(changed.uri);
    const fixed = corpus.analyse({ path }, applyTextEdits(changed.source.text, edits));
    if (fixed.documents.length !== changed.documents.length) {
      breach('a fix leaves the documents of a file apart', fix.title);
      return;
    }
    for (const [place, pathEdits] of byDocument(finding, fix)) {
      const [document = '', uri] = place.split(' ');
      if (uri === changed.uri)
        checkDocument(changed.placed(Number(document)), pathEdits, edits, fixed.placed(Number(document)), breach);
    }
    lookup = overlaid(lookup, fixed);
    if (changed.uri === file.analysed.uri) after = fixed;
  }
  if (asks) return;
  const left = after.report(corpus.everything, lookup, 0).findings.filter((one) => isSame(one, located)).length;
  const before = file.analysed.report(corpus.everything, corpus.lookup, 0).findings;
  if (left >= before.filter((one) => isSame(one, located)).length)
    breach('a finding is gone after its fix', `${fix.title}; at ${formatPath(finding.path)}`);
}

/** Findings of the same rule in the same object: positions in lists move when one is taken out. */
function isSame(one: FileFinding, other: FileFinding): boolean {
  return (
    one.document === other.document &&
    one.finding.ruleId === other.finding.ruleId &&
    one.finding.resource.label === other.finding.resource.label
  );
}

/** The path edits of a fix, by `document uri`. */
function byDocument(finding: FileFinding['finding'], fix: Fix): Map<string, PathEdit[]> {
  const documents = new Map<string, PathEdit[]>();
  for (const { edit, resource = finding.resource } of fix.edits) {
    const { uri, document, path } = resource.origin(edit.path);
    const place = `${document} ${uri}`;
    documents.set(place, [...(documents.get(place) ?? []), { ...edit, path }]);
  }
  return documents;
}

function checkDocument(
  before: PlacedDocument,
  pathEdits: readonly PathEdit[],
  fileEdits: readonly TextEdit[],
  { document: after }: PlacedDocument,
  breach: Outcome['breach'],
): void {
  const { document, start } = before;
  const edits = fileEdits
    .filter((edit) => edit.start >= start && edit.end <= start + document.text.length)
    .map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  const shown = `${pathEdits.map(({ op, path }) => `${op} ${formatPath(path)}`).join(', ')}\n${JSON.stringify(edits)}`;
  if (after.problems.length > document.problems.length)
    breach('a text is as valid after a fix as before', `${after.problems.at(-1)?.message} ${shown}`);
  if (!isIntended(after.data, intendedData(document.data, pathEdits)))
    breach('a fix reads as the intended data', shown);
  const allowed = allowedLines(document, pathEdits);
  const others = [...touchedLines(document.text, edits)].filter((line) => !allowed.has(line));
  if (others.length > 0)
    breach(
      'a fix touches no other line',
      `line ${others.map((line) => line + 1).join(', ')} of the document; ${shown}`,
    );
  const lost = lostComments(document, after, pathEdits);
  if (lost !== undefined) breach('a fix keeps comments', `${lost} ${shown}`);
  const again = applyPathEdits(after, pathEdits);
  const repeats = pathEdits.every(
    ({ op, path }) => op === 'set' || (op === 'remove' && typeof path.at(-1) === 'string'),
  );
  if (repeats && !('edits' in again && again.edits.length === 0)) breach('a fix made twice changes nothing', shown);
}

/** A comment that is no longer there, though it did not stand within what was taken away or replaced. */
function lostComments(before: SourceDocument, after: SourceDocument, edits: readonly PathEdit[]): string | undefined {
  const removed = edits.flatMap(({ op, path }) => (op === 'append' ? [] : (nodeAt(before.tree, path) ?? [])));
  const left = commentsContaining(after, '#').map(({ text }) => text);
  let next = 0;
  for (const { text, start, end } of commentsContaining(before, '#')) {
    const found = left.indexOf(text, next);
    if (found >= 0) next = found + 1;
    // A comment at the end of a removed line goes with it.
    else if (
      !removed.some(
        (node) => start >= node.start && (start <= node.end || !before.text.slice(node.end, end).includes('\n')),
      )
    )
      return text;
  }
  return undefined;
}

/** The lookups of the corpus, with one file as it is after a fix. */
function overlaid(lookup: Lookup, file: AnalysedFile): Lookup {
  return (type, where = {}) => {
    const answer = lookup(type, where);
    if (answer.resources === undefined) return answer;
    const own = file.resources.filter(
      (resource) =>
        (type === 'workload' ? resource.pods.length > 0 : resource.type === type) &&
        (where.namespace === undefined || (resource.namespace ?? '') === where.namespace) &&
        (where.name === undefined || resource.name === where.name),
    );
    return { resources: [...answer.resources.filter(({ uri }) => uri !== file.uri), ...own] };
  };
}

/** Fixes all findings of a file, and what its fixes brought up, until nothing is left to fix. */
function checkAll(corpus: Corpus, file: CorpusFile, counts: FixCounts, breaches: Breaches): void {
  for (const safeOnly of [true, false]) {
    const what = `${file.path}, ${safeOnly ? 'safe' : 'all'} fixes`;
    const chosen: string[] = [];
    const wanted = ({ document, finding }: FileFinding, fix: Fix): boolean => {
      if (safeOnly && !fix.safe) return false;
      if (asksForValues(fix)) return false;
      chosen.push(
        `${finding.ruleId} on ${finding.resource.label} in document ${document}, at ${formatPath(finding.path)}`,
      );
      return true;
    };
    let current = file.analysed;
    const done = new Set<string>();
    for (let pass = 0; ; pass++) {
      chosen.length = 0;
      const lookup = pass === 0 ? corpus.lookup : overlaid(corpus.lookup, current);
      const { text, refused } = fixAll(current, current.report(corpus.everything, lookup, 0), wanted);
      if (text === current.source.text) break;
      if (pass === 1) counts.secondPasses++;
      if (pass === MOST_PASSES) {
        breaches.add('fixing comes to an end', `${what}: ${chosen.join('; ')}`);
        break;
      }
      const twice = refused.length > 0 ? [] : chosen.filter((one) => done.has(one));
      if (twice.length > 0) breaches.add('a finding of a file is gone after all fixes', `${what}: ${twice.join('; ')}`);
      chosen.forEach((one) => done.add(one));
      const after = corpus.analyse(file, text);
      if (problemsOf(after) > problemsOf(current)) breaches.add('a file is as valid after all fixes as before', what);
      current = after;
    }
  }
}

/** A fix may bring up a finding of another rule: a workload with more replicas is asked to spread them. */
const MOST_PASSES = 4;

function problemsOf(file: AnalysedFile): number {
  return file.documents.reduce((sum, { source }) => sum + source.problems.length, 0);
}
