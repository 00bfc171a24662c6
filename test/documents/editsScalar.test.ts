import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { parse } from 'yaml';
import { keyText, scalarText } from '../../server/src/documents/editsScalar.ts';
import type { QuoteStyle, ScalarPlace } from '../../server/src/documents/editsScalar.ts';
import { Refusal } from '../../server/src/documents/editsRefusal.ts';
import { readFile } from '../../server/src/documents/read.ts';

/** Words that some reader of YAML takes for something else than a string, and near misses. */
const TRICKY = [
  ...['', ' ', 'y', 'N', 'yes', 'No', 'ON', 'off', 'true', 'FALSE', 'null', 'Null', '~', 'nan', '.nan', '.NaN', '.inf', '-.Inf', '=', '<<'],
  ...['0', '-1', '+1', '1.', '.5', '1e3', '1E+3', '-1e-3', '0x1F', '0o17', '017', '0b11', '1_000', '1:30', '190:20:30', '1:30.5', '1e', '0x', '12e03'],
  ...['2024-01-01', '2024-1-1 10:00:00', '2001-12-14t21:59:43.10-05:00', '1.2.3', '10.0.0.0/8', '100m', '1.5Gi', '30s', '0m', '00m', '1Ei', '1E', '5e3m'],
  ...['- a', '-', '--', '---', '...', '--flag=x', '-x', '? a', '?', ': a', ':', 'a:', 'a: b', 'a:b', 'a :b', 'a #b', 'a#b', '#a', 'a ', ' a', '%a', '@a', '`a'],
  ...['*a', '&a', '!a', '|', '>', "'", '"', "it's", 'say "hi"', '[a', 'a]', '{a', 'a}', 'a,b', '$(VAR)', '/a/b', './a', '../a', '..', '.', 'a\\b', 'a?', 'a*', 'http://x/?a=b:'],
  ...['a\nb', 'a\n', '\n', '\t', 'a\tb', '\r', 'a\r\nb', '\u0000', '\u0007', '\u007f', '\u0085', '\u00a0', '\u2028', '\ufeff', '\ufffe', '😀', 'é', '日本'],
];

const STRINGS = fc.oneof(
  fc.constantFrom(...TRICKY),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[-+.:_0-9eExXobTZ ]{1,9}$/),
  fc.stringMatching(/^[\w ./:@%+=~()$*?!^;#,[\]{}&|<>'"`-]{1,9}$/),
);
const VALUES = fc.oneof({ weight: 9, arbitrary: STRINGS }, fc.integer(), fc.boolean(), fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0));

type Reader = (text: string) => unknown;
const READERS: readonly (readonly [string, Reader])[] = [
  ['ours', (text) => readFile(text).documents[0]?.document.data],
  ['YAML 1.1', (text): unknown => parse(text, { version: '1.1' })],
  ['YAML 1.2', (text): unknown => parse(text)],
  ['js-yaml', (text) => load(text)],
];

function allRead(text: string, wanted: unknown): void {
  for (const [name, read] of READERS) assert.deepEqual(read(text), wanted, `${name}: ${text}`);
}

function written(write: () => string): string | undefined {
  try {
    return write();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

test('every reader reads what is written, as a value and as a key, in block and in flow', () => {
  const place = fc.constantFrom<ScalarPlace>('block', 'flow', 'json');
  const quote = fc.constantFrom<QuoteStyle>('single', 'double');
  const keep = fc.constantFrom(undefined, 'plain', 'single', 'double', 'literal');
  fc.assert(
    fc.property(VALUES, place, quote, keep, (value, where, style, old) => {
      const text = written(() => scalarText(value, where, style, old));
      if (text === undefined) {
        assert.ok(typeof value === 'string' && value.includes('{{'));
        return;
      }
      const wanted = Object.is(value, -0) ? 0 : value;
      assert.ok(!text.includes('\n'));
      if (where === 'block') allRead(`k: ${text} # end\nl:\n- ${text}\n`, { k: wanted, l: [wanted] });
      else allRead(`{"k": ${text}, "l": [${text},${text}]}`, { k: wanted, l: [wanted, wanted] });
      if (where === 'json') assert.deepEqual(JSON.parse(text), wanted);
      if (typeof value !== 'string') return;
      const key = written(() => keyText(value, where, style));
      if (key === undefined) return;
      allRead(where === 'block' ? `${key}: 1\n` : `{${key}: 1}`, JSON.parse(`{${JSON.stringify(value)}:1}`));
    }),
    { numRuns: 3000, seed: 20241 },
  );
});

test('strings that everyone writes without quotes stay without them', () => {
  for (const word of ['ALL', 'RuntimeDefault', 'nginx:1.25', '/tmp', 'app.kubernetes.io/name', '100m', '64Mi', '--flag=x', '$(VAR)', 'a b']) {
    assert.equal(scalarText(word, 'block', 'double'), word);
  }
});
