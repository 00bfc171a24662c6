import { pathAt } from '../../server/src/documents/locate.ts';
import { editsOfFixes } from '../../server/src/workspace/fixAll.ts';
import { messageOf, type Breaches } from './breaches.ts';
import type { Corpus, CorpusFile } from './corpus.ts';
import { Random } from './random.ts';

/** Reading and judging a manifest takes milliseconds; this long is a hang. */
const HANG_MS = 2000;
const LARGEST = 200_000;

/** Files that are worth breaking: they hold Kubernetes objects, and are not so large that it takes forever. */
function candidates(corpus: Corpus): readonly CorpusFile[] {
  return corpus.files.filter(({ text, analysed }) => analysed.resources.length > 0 && text.length < LARGEST);
}

/** Cuts files short at many places, as a file is while it is typed. @returns How many texts of how many files were read. */
export function checkPrefixes(
  corpus: Corpus,
  most: number,
  seed: number,
  breaches: Breaches,
): { files: number; texts: number } {
  const random = new Random(seed);
  const left = [...candidates(corpus)];
  const files = Array.from({ length: Math.min(most, left.length) }, () => left.splice(random.below(left.length), 1)[0]);
  let texts = 0;
  for (const file of files as CorpusFile[]) {
    // Every place of a small file, else as many places as that, at random.
    const { length } = file.text;
    for (let cut = 0; cut < Math.min(MOST_CUTS, length); cut++, texts++) {
      const end = length <= MOST_CUTS ? cut : random.below(length);
      checkText(corpus, file, file.text.slice(0, end), `the first ${end} characters of ${file.path}`, breaches);
    }
  }
  return { files: files.length, texts };
}

const MOST_CUTS = 400;

/** Breaks manifests in ways that people and programs do. @returns How many texts were read. */
export function checkMutations(corpus: Corpus, count: number, seed: number, breaches: Breaches): number {
  const random = new Random(seed);
  const from = candidates(corpus);
  if (from.length === 0) return 0;
  for (let index = 0; index < count; index++) {
    const file = random.pick(from);
    let { text } = file;
    for (let times = 1 + random.below(3); times > 0; times--) text = random.pick(MUTATIONS)(text, random, file);
    checkText(corpus, file, text, `mutation ${index} of ${file.path} (seed ${seed})`, breaches);
  }
  return count;
}

type Mutation = (text: string, random: Random, file: CorpusFile) => string;

const ODD_VALUES = [
  'null',
  '~',
  '{}',
  '[]',
  '""',
  "''",
  '0',
  '-1',
  '1e999',
  '.nan',
  'yes',
  'off',
  'true',
  '"true"',
  '0o17',
  '1_000',
  '2001-01-01',
  '[[[]]]',
  '{a: {b: {c: []}}}',
  '[null]',
  '[1, a, {}]',
  '*nothing',
  '&a [*a]',
  '!!binary x',
  '!!str 1',
  '!own {}',
  '{{ .Values.x }}',
  '"{{ .Values.x }}"',
  '|\n',
  '>-\n',
  '"\\x"',
  '"',
  "'",
  '{',
  '[',
  '99999999999999999999',
  '\u0000',
  '\ud800',
  '🦀'.repeat(50),
];
const ODD_TEXTS = [
  '\t',
  '  ',
  '\n',
  '\r',
  '\r\n',
  '- ',
  ': ',
  '? ',
  '#',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '{{',
  '}}',
  '{{- if x }}\n',
  '<<: *a\n',
  '&a ',
  '*a',
  '\uFEFF',
  '"',
  "'",
  '|',
  '>',
  '}',
  ']',
  ',',
];

const MUTATIONS: readonly Mutation[] = [
  (text, random) => onLine(text, random, () => ''),
  (text, random) => onLine(text, random, (line) => line + line),
  (text, random) => onLine(text, random, (line) => `  ${line}`),
  (text, random) => onLine(text, random, (line) => line.replace(/^ {1,2}/u, '')),
  (text, random) => onLine(text, random, (line) => line.replace(/:.*/u, `: ${random.pick(ODD_VALUES)}`)),
  (text, random) =>
    onLine(text, random, (line) => line.replace(/^(\s*(?:- )?)[^:\n]*:/u, `$1${random.pick(ODD_VALUES)}:`)),
  (text, random) => splice(text, random.below(text.length + 1), random.below(4), random.pick(ODD_TEXTS)),
  (text, random) => splice(text, random.below(text.length + 1), random.below(200), ''),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text + text.slice(random.below(text.length + 1)),
  (text) => text.replaceAll('\n', '\r\n'),
  replaceValue,
  replaceValue,
  replaceValue,
];

/** Puts something odd in the place of a whole value, so that its type is another one. */
function replaceValue(text: string, random: Random, file: CorpusFile): string {
  const { document, start } = file.analysed.placed(random.below(file.analysed.documents.length));
  // Only in the text as it was are the places of values known.
  if (text !== file.text || document.tree === undefined) return text;
  const { path } = pathAt(document, random.below(document.text.length)) ?? { path: [] };
  let node = document.tree;
  for (const key of path.slice(0, 1 + random.below(path.length + 1))) {
    const child =
      node.type === 'map'
        ? node.entries.find(({ name }) => name === key)?.value
        : node.type === 'list'
          ? node.items[key as number]
          : undefined;
    if (child === undefined) break;
    node = child;
  }
  return splice(text, start + node.start, node.end - node.start, random.pick(ODD_VALUES));
}

function onLine(text: string, random: Random, change: (line: string) => string): string {
  const start = text.lastIndexOf('\n', random.below(text.length + 1) - 1) + 1;
  const end = text.indexOf('\n', start) + 1 || text.length;
  return text.slice(0, start) + change(text.slice(start, end)) + text.slice(end);
}

function splice(text: string, at: number, removed: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at + removed);
}

/** Whatever a text is, it is read, judged, placed and fixed without an exception and without delay. */
function checkText(corpus: Corpus, file: CorpusFile, text: string, what: string, breaches: Breaches): void {
  const began = performance.now();
  try {
    const analysed = corpus.analyse(file, text);
    const report = analysed.report(corpus.everything, corpus.lookup, 0);
    for (const { ruleId, error } of report.crashed)
      breaches.add('a rule never throws', `${ruleId} on ${what}: ${messageOf(error)}`);
    for (const { finding, document, range } of report.findings) {
      if (range.start >= range.end || range.end > analysed.placed(document).document.text.length)
        breaches.add('a finding has a place in the text', `${finding.ruleId} on ${what}`);
      for (const fix of finding.fixes)
        editsOfFixes([{ finding, fix }], (uri) => (uri === analysed.uri ? analysed : corpus.fileOf(uri)));
    }
  } catch (error) {
    breaches.add('nothing throws', `${what}: ${messageOf(error)}`);
  }
  const took = performance.now() - began;
  if (took > HANG_MS) breaches.add('nothing hangs', `${what}: ${Math.round(took)} ms`);
}
