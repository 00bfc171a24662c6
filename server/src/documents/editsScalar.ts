import type { ScalarNode } from './node.ts';
import { refuse } from './editsRefusal.ts';
import { plainValue } from './scalars.ts';

export type QuoteStyle = 'single' | 'double';
/** Where a scalar is written: a block collection, a flow collection, or JSON, which knows double quotes only. */
export type ScalarPlace = 'block' | 'flow' | 'json';

/**
 * The text of one scalar on one line, such that YAML 1.1 as Kubernetes reads it, YAML 1.2 and every reader in between
 * see the same value. Strings stay plain only where no reader could take them for anything else.
 *
 * @param keep The style of the scalar that this one replaces, kept where it can hold the value.
 */
export function scalarText(
  value: string | number | boolean | null,
  place: ScalarPlace,
  quote: QuoteStyle,
  keep?: ScalarNode['style'],
): string {
  if (typeof value === 'number' && !Number.isFinite(value)) refuse(`${value} is not a JSON number`);
  if (typeof value !== 'string') return JSON.stringify(value);
  if (value.includes('{{')) refuse('the new value would be read as a template expression');
  if (place === 'json') return doubleQuoted(value);
  const wanted = keep === 'single' || keep === 'double' ? keep : isPlain(value, place) ? 'plain' : quote;
  if (wanted === 'plain') return value;
  return wanted === 'single' && isPrintableLine(value) ? `'${value.replaceAll("'", "''")}'` : doubleQuoted(value);
}

/** Long keys must be written as explicit keys (YAML 1.2.2, 7.4.2), which no one does in a manifest. */
const LONGEST_KEY = 1000;

export function keyText(name: string, place: ScalarPlace, quote: QuoteStyle): string {
  if (name === '<<') refuse('"<<" would be read as a merge key');
  if (name.length > LONGEST_KEY) refuse('the new key is too long to be written on a line');
  return scalarText(name, place, quote);
}

/** A word, path, image or flag: nothing in it that has a meaning in YAML. */
const PLAIN = /^(?:[A-Za-z_/$]|\.\.?\/|--?[A-Za-z])[\w ./:@%+=~()$*?!^;-]*$/;
/** A quantity or duration (`100m`, `1.5Gi`, `30s`), which is so often plain that quotes would look odd. */
const QUANTITY = /^(?:0|[1-9]\d*)(?:\.\d+)?(?:[numkMGTPhsd]|[KMGTPE]i|ms|us)$/;
/** Words that YAML 1.1 or 1.2 reads as something else than a string, in any case. */
const WORD = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|infinity)$/i;

function isPlain(value: string, place: 'block' | 'flow'): boolean {
  if (QUANTITY.test(value)) return plainValue(value) === value;
  if (!PLAIN.test(value) || WORD.test(value) || plainValue(value) !== value) return false;
  if (value.endsWith(' ') || value.endsWith(':') || value.includes(': ')) return false;
  // Kubernetes' reader ends a plain scalar in a flow collection at every `?`, older ones at some `:`.
  return place === 'block' || !/\?|:(?:$|[^\w/.-])/.test(value);
}

/** Everything that may stand between single quotes on one line, and looks the same there. */
function isPrintableLine(value: string): boolean {
  return /^[\x20-\x7e\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff]*$/.test(value);
}

/** JSON's form, which YAML's double quotes understand, with everything escaped that YAML wants to be. */
function doubleQuoted(value: string): string {
  return JSON.stringify(value).replace(
    /[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
