import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PathEdit } from '../../server/src/documents/edit.ts';
import { applyPathEdits, applyTextEdits } from '../../server/src/documents/edits.ts';
import type { PlacedDocument, SourceDocument } from '../../server/src/documents/document.ts';
import { commentsContaining } from '../../server/src/documents/comments.ts';
import { contentRegion } from './editsRegion.ts';
import { readFile } from '../../server/src/documents/read.ts';
import { editData } from './editsData.ts';
import { writeYaml } from './editsText.ts';
import type { Data } from './editsText.ts';

const RUNS = { numRuns: 2000, seed: 20240 };

const KEY = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'on', 'kind', 'x/y', '8080', 'a b');
const WORD = fc.oneof(
  fc.constantFrom('', 'yes', 'on', '1', '0x1f', '1e3', 'null', '~', 'text', "it's", '- x', 'a: b', 'a #b', '2024-01-01', '=', '<<'),
  fc.constantFrom('one\ntwo', 'one\n  two\n', 'one\n\n\ntwo', 'one\ntwo\n\n', '\nlead', 'one\n# two\n', ' pad ', 'tab\there', '"', '!x', '@x'),
  fc.stringMatching(/^[a-z]{1,6}$/),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
).filter((word) => !word.includes('{{'));
const SCALAR = fc.oneof(WORD, fc.integer({ min: -5, max: 5000 }), fc.boolean(), fc.constant(null), fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => (value === 0 ? 0 : value)));
const PLAIN_SCALAR = fc.oneof(
  fc.constantFrom('text', 'yes', 'one\ntwo\n', 'some words', '', 'x'),
  fc.integer({ min: 0, max: 90 }),
  fc.boolean(),
  fc.constant(null),
);

function dataOf(scalar: fc.Arbitrary<Data>, depth: number): fc.Arbitrary<Data> {
  return fc.letrec<{ data: Data }>((tie) => ({
    data: fc.oneof(
      { maxDepth: depth, withCrossShrink: true },
      scalar,
      fc.dictionary(KEY, tie('data'), { maxKeys: 4, noNullPrototype: true }),
      fc.array(tie('data'), { maxLength: 4 }),
    ),
  })).data;
}

const ROOT = fc.oneof(
  { weight: 5, arbitrary: fc.dictionary(KEY, dataOf(PLAIN_SCALAR, 4), { minKeys: 1, maxKeys: 4, noNullPrototype: true }) },
  { weight: 1, arbitrary: fc.array(dataOf(PLAIN_SCALAR, 3), { minLength: 1, maxLength: 4 }) },
) as fc.Arbitrary<Data>;
const VALUE = fc.oneof({ weight: 2, arbitrary: SCALAR }, { weight: 1, arbitrary: dataOf(SCALAR, 3) });
const CHOICES = fc.array(fc.nat({ max: 9999 }), { minLength: 30, maxLength: 60 });

/** Walks down the data by the given numbers, now and then off it. */
function pathIn(data: Data, walk: readonly number[]): (string | number)[] {
  const path: (string | number)[] = [];
  let at: Data | undefined = data;
  for (const number of walk) {
    if (Array.isArray(at) && at.length > 0) path.push(number % at.length);
    else if (typeof at === 'object' && at !== null && !Array.isArray(at)) {
      const keys = [...Object.keys(at), 'new', 'other'];
      path.push(keys[number % keys.length] as string);
    } else if (at === undefined || at === null) path.push(number % 2 === 0 ? 'new' : 'deep');
    else break;
    at = (at as Record<string | number, Data> | null | undefined)?.[path.at(-1) as string];
  }
  return path;
}

const OPERATION = fc.record({
  op: fc.constantFrom('set', 'set', 'remove', 'append'),
  walk: fc.array(fc.nat(99), { maxLength: 4 }),
  value: VALUE,
});

function editsOf(data: Data, operations: readonly { op: string; walk: number[]; value: Data }[]): PathEdit[] {
  return operations.map(({ op, walk, value }) => {
    const path = pathIn(data, walk);
    if (op === 'remove') return { op, path };
    return { op: op === 'append' ? op : 'set', path, value };
  });
}

function readOne(text: string): SourceDocument | undefined {
  const { documents } = readFile(text);
  const document = documents[0]?.document;
  return documents.length === 1 && document?.problems.length === 0 && !document.template ? document : undefined;
}

function notes(text: string): string[] {
  return commentsContaining(readOne(text) as SourceDocument, 'note').map((comment) => comment.text);
}

function sorted(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(sorted);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, sorted(value)]),
  );
}

/** The refusals that a text made by `writeYaml` may meet with; anything else is a gap in the editor. */
const EXPECTED = /merge key|is not a (?:map|list)|has no item|comment|anchors stand|needs a blank|cannot be removed|too long|would change|behind something/;

interface Outcome {
  readonly text: string;
  readonly after: string;
  readonly edits: readonly PathEdit[];
}

/** Edits the text and compares with the oracle. Undefined when the edits were refused for a good reason. */
function checkEdits(text: string, edits: readonly PathEdit[]): Outcome | undefined {
  const document = readOne(text);
  assert.ok(document, `not one document without problems:\n${text}`);
  const result = applyPathEdits(document, edits);
  const wanted = editData(document.data as Data, edits);
  if ('refused' in result) {
    assert.match(result.refused, EXPECTED);
    return undefined;
  }
  assert.notEqual(wanted, undefined, 'edits that fit no data were made');
  const after = applyTextEdits(text, result.edits);
  const { documents } = readFile(after);
  assert.equal(documents.length, 1, after);
  assert.deepEqual((documents[0] as PlacedDocument).document.problems, [], after);
  assert.deepEqual(sorted((documents[0] as PlacedDocument).document.data), sorted(wanted), after);
  return { text, after, edits };
}

test('any edits of any text come out as on the data', () => {
  let edited = 0;
  fc.assert(
    fc.property(ROOT, CHOICES, fc.array(OPERATION, { minLength: 1, maxLength: 4 }), (data, choices, operations) => {
      if (checkEdits(writeYaml(data, choices), editsOf(data, operations)) !== undefined) edited++;
    }),
    RUNS,
  );
  assert.ok(edited > RUNS.numRuns / 2, `only ${edited} were edited`);
});

test('one edit leaves the lines around its entry alone, and all comments that are not in what goes', () => {
  fc.assert(
    fc.property(ROOT, CHOICES, OPERATION, (data, choices, operation) => {
      const text = writeYaml(data, choices);
      const [edit] = editsOf(data, [operation]) as [PathEdit];
      const outcome = checkEdits(text, [edit]);
      if (outcome === undefined || outcome.after === text) return;
      const { after } = outcome;
      const { start, end, keepsComments } = contentRegion(readOne(text) as SourceDocument, edit);
      assert.equal(after.slice(0, start), text.slice(0, start));
      assert.equal(after.slice(after.length - (text.length - end)), text.slice(end), after);
      if (keepsComments) assert.deepEqual(notes(after), notes(text), after);
      const bare = /(?:^|[^\r])\n/;
      if (text.includes('\n') && after.includes('\n')) assert.equal(bare.test(after), bare.test(text), 'line ends');
    }),
    RUNS,
  );
});

test('setting twice changes nothing', () => {
  fc.assert(
    fc.property(ROOT, CHOICES, OPERATION, (data, choices, operation) => {
      const edits = editsOf(data, [{ ...operation, op: 'set' }]);
      const outcome = checkEdits(writeYaml(data, choices), edits);
      if (outcome === undefined) return;
      assert.deepEqual(applyPathEdits(readOne(outcome.after) as SourceDocument, edits), { edits: [] });
    }),
    RUNS,
  );
});

test('JSON stays JSON', () => {
  const space = fc.constantFrom(0, 1, 2, 4, '\t');
  fc.assert(
    fc.property(ROOT, space, fc.array(OPERATION, { minLength: 1, maxLength: 3 }), (data, indent, operations) => {
      // Keys that look like list positions come first in every object of JavaScript.
      const renamed = JSON.parse(JSON.stringify([data, operations]).replaceAll('"8080"', '"k"')) as [Data, typeof operations];
      const outcome = checkEdits(JSON.stringify(renamed[0], null, indent), editsOf(...renamed));
      if (outcome === undefined) return;
      assert.deepEqual(outcome.after, JSON.stringify(JSON.parse(outcome.after), null, indent));
    }),
    RUNS,
  );
});

test('what is shared or merged is refused or left alone', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const links = fc.array(fc.constantFrom('*s', '{<<: *s}', '{<<: *s, a: 5}', '[*s, 1]', '{b: *t}'), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.dictionary(name, PLAIN_SCALAR, { noNullPrototype: true }), links, OPERATION, CHOICES, (data, linked, operation, choices) => {
      const text = `s: &s ${JSON.stringify(data)}\nt:\n- &t\n  a: 1\n  b: 2\n${linked.map((link, at) => `l${at}: ${link}\n`).join('')}rest:\n  ${writeYaml(data, [2]).trimEnd().replaceAll('\n', '\n  ')}\n`;
      const document = readOne(text) as SourceDocument;
      const known = document.data as Data;
      const edit = editsOf(known, [{ ...operation, walk: [choices[0] as number, ...operation.walk] }])[0] as PathEdit;
      const result = applyPathEdits(document, [edit]);
      if ('refused' in result) return;
      const after = readFile(applyTextEdits(text, result.edits)).documents[0]?.document;
      assert.deepEqual(after?.problems, []);
      assert.deepEqual(sorted((after).data), sorted(editData(known, [edit])));
    }),
    RUNS,
  );
});
