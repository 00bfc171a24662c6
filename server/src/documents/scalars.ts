/**
 * What a YAML scalar means to Kubernetes: the rules of go-yaml v2 (YAML 1.1 with its own deviations) followed by the
 * conversion to JSON of `sigs.k8s.io/yaml`. Dates and base-60 numbers stay strings, `yes` and `on` are booleans.
 */
export type ScalarValue = string | number | boolean | null;

/** The text does not have the form that its explicit tag asks for. */
export const INVALID: unique symbol = Symbol('invalid');

const WORDS = new Map<string, boolean | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);
const NOT_FINITE = new Map<string, number>([
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);

/** What a first character can begin: 1 a word, 2 a number; anything else is a string at once. */
const STARTS = new Uint8Array(128);
for (const letter of 'yYnNtTfFoO~') STARTS[letter.charCodeAt(0)] = 1;
for (const letter of '0123456789+-.') STARTS[letter.charCodeAt(0)] = 2;

/** The value of a plain scalar without a tag. Numbers may be infinite or NaN, which JSON cannot hold. */
export function plainValue(text: string): ScalarValue {
  if (text === '') return null;
  const start = text.charCodeAt(0);
  const what = start < 128 ? STARTS[start] : 0;
  if (what === 0) return text;
  if (what === 1) {
    if (text.length > 5) return text;
    const word = WORDS.get(text);
    return word === undefined ? text : word;
  }
  return numberValue(text) ?? text;
}

function numberValue(text: string): number | undefined {
  const notFinite = NOT_FINITE.get(text);
  if (notFinite !== undefined) return notFinite;
  if (text.charCodeAt(0) === 46) return /^\.\d+([eE][-+]?\d+)?$/.test(text) ? finite(text) : undefined;
  const integer = integerValue(text);
  if (integer !== undefined) return Number(integer);
  const digits = text.replaceAll('_', '');
  return /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(digits) ? finite(digits) : undefined;
}

/** A number too large for 64 bits of floating point stays a string. */
function finite(text: string): number | undefined {
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

const SMALL_INTEGER = /^(0|[1-9]\d{0,14})$/;
const INTEGER = /^([-+]?)(?:0[xX]([\dA-Fa-f]+)|0[oO]([0-7]+)|0[bB]([01]+)|0([0-7]+)|(0|[1-9]\d*))$/;
const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;

/** The integer that a plain scalar is: decimal, octal (`0777`, `0o777`), hexadecimal or binary, underscores ignored. */
function integerValue(text: string): number | bigint | undefined {
  if (SMALL_INTEGER.test(text)) return Number(text);
  const digits = text.replaceAll('_', '');
  const match = INTEGER.exec(digits);
  if (match === null) return oddBinary(digits);
  const [, sign, hexadecimal, octal, binary, oldOctal, decimal] = match;
  const positive = BigInt(
    hexadecimal !== undefined
      ? `0x${hexadecimal}`
      : binary !== undefined
        ? `0b${binary}`
        : decimal !== undefined
          ? decimal
          : `0o${octal ?? oldOctal ?? '0'}`,
  );
  const integer = sign === '-' ? -positive : positive;
  if (integer < MIN_INT64 || integer > (sign === '' ? MAX_UINT64 : MAX_INT64)) return undefined;
  return integer;
}

/** `0b-1`, which go-yaml takes by accident. */
function oddBinary(digits: string): bigint | undefined {
  const match = /^0b([-+])([01]{1,63})$/.exec(digits);
  if (match === null) return undefined;
  return BigInt(`0b${match[2]}`) * (match[1] === '-' ? -1n : 1n);
}

/**
 * The value of a scalar with an explicit tag, in the short form (`!!int`); tags that are not of YAML's own scalar types
 * leave the text as it is.
 */
export function taggedValue(tag: string, text: string): ScalarValue | typeof INVALID {
  if (tag === '!!binary') return binaryText(text);
  const wanted = TAG_CHECKS[tag];
  if (wanted === undefined) return text;
  const value = plainValue(text);
  return wanted(value, text) ? value : INVALID;
}

const TAG_CHECKS: Record<string, ((value: ScalarValue, text: string) => boolean) | undefined> = {
  '!!null': (value) => value === null,
  '!!bool': (value) => typeof value === 'boolean',
  '!!int': (value, text) => typeof value === 'number' && integerValue(text) !== undefined,
  '!!float': (value) => typeof value === 'number',
  '!!timestamp': (value, text) =>
    typeof value === 'string' && /^\d{4}-\d{1,2}-\d{1,2}([Tt ][\d:.]+(Z|[-+][\d:]+)?)?$/.test(text),
};

/** Bytes that are not UTF-8 become the replacement character, as Go's JSON encoder writes them. */
function binaryText(text: string): string | typeof INVALID {
  const digits = text.replace(/[\r\n]/g, '');
  if (digits.length % 4 !== 0 || !/^[A-Za-z\d+/]*={0,2}$/.test(digits)) return INVALID;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    Uint8Array.from(atob(digits), (char) => char.charCodeAt(0)),
  );
}

/** The key that a JSON object gets for this value of a YAML key; undefined for one that Kubernetes refuses. */
export function keyText(value: ScalarValue, text: string): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null) return undefined;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  const integer = integerValue(text);
  if (integer === undefined) return floatKey(value);
  return integer > MAX_INT64 ? undefined : String(integer);
}

/** Go's `FormatFloat(value, 'g', -1, 32)`: the shortest digits that tell 32-bit floats apart. */
function floatKey(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  let digits = 1;
  while (Math.fround(Number(single.toPrecision(digits))) !== single) digits++;
  const [mantissa, exponent] = single.toExponential(digits - 1).split('e') as [string, string];
  const power = Number(exponent);
  if (power >= -4 && power < 21 && (power < 6 || digits > 20)) return plainDecimal(mantissa, power);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function plainDecimal(mantissa: string, power: number): string {
  const fraction = Math.max(0, mantissa.replace(/^-?\d\.?/, '').length - power);
  return Number(`${mantissa}e${power}`).toFixed(fraction);
}
