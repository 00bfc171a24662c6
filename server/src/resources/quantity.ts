/**
 * An amount of a resource (cpu, memory, storage), exactly: `mantissa * 10^exponent`, in cores, bytes or pieces.
 * The mantissa has no trailing zero and the exponent of zero is 0, so that equal amounts have equal fields.
 */
export interface Quantity {
  readonly mantissa: bigint;
  /** At least -9: Kubernetes rounds away from zero to a billionth. */
  readonly exponent: number;
}

/**
 * Reads an amount as the API server does (apimachinery `resource.ParseQuantity`), including what it tolerates: space
 * around, `1.` and `.5`, a suffix without digits for zero. Binary amounts stop at 2^63-1. A YAML number counts as its
 * JSON text. `undefined` for what the API server refuses, and for more than 1,000 characters.
 */
export function parseQuantity(value: string | number | bigint): Quantity | undefined {
  const text = String(value).trim();
  if (text.length > LONGEST) return undefined;
  const [, sign, whole, , fraction = '', suffix] = SHAPE.exec(text) ?? [];
  if (whole === undefined || suffix === undefined || text === '') return undefined;
  const unit = unitOf(suffix);
  if (!unit) return undefined;
  if (whole === '' && fraction === '' && !allowsNoDigits(text, unit)) return undefined;

  const digits = BigInt(whole + fraction || '0');
  const size = roundedUp(digits * unit.factor, unit.exponent - fraction.length);
  const capped = unit.factor > 1n && size.mantissa > LARGEST_BINARY * 10n ** BigInt(-size.exponent);
  const { mantissa, exponent } = capped ? { mantissa: LARGEST_BINARY, exponent: 0 } : size;
  return normalised(sign === '-' ? -mantissa : mantissa, exponent);
}

/** -1 when `a` is less than `b`, 0 when equal, 1 when more; exact for any two quantities. */
export function compareQuantities(a: Quantity, b: Quantity): -1 | 0 | 1 {
  const sign = signOf(a);
  if (sign !== signOf(b)) return sign < signOf(b) ? -1 : 1;
  const difference = sign === 0 ? 0 : sign * compareSizes(a, b);
  return difference === 0 ? 0 : difference < 0 ? -1 : 1;
}

/** An explicit nothing, for example `cpu: "0"`. */
export function isZero(quantity: Quantity): boolean {
  return quantity.mantissa === 0n;
}

/** -1, 0 or 1. */
export function signOf({ mantissa }: Quantity): -1 | 0 | 1 {
  return mantissa === 0n ? 0 : mantissa < 0n ? -1 : 1;
}

/** The nearest number: cores, or bytes with their fraction. Infinity beyond what a number holds. */
export function toNumber({ mantissa, exponent }: Quantity): number {
  return Number(`${mantissa}e${exponent}`);
}

/** Whole bytes (or pieces), rounded away from zero as Kubernetes' `Value()`; the nearest number when over 2^53. */
export function toBytes(quantity: Quantity): number {
  return toNumber(roundedTo(quantity, 0));
}

/** Whole thousandths (millicores), rounded away from zero as Kubernetes' `MilliValue()`. */
export function toMilli(quantity: Quantity): number {
  const { mantissa, exponent } = roundedTo(quantity, -3);
  return toNumber({ mantissa, exponent: exponent + 3 });
}

interface Unit {
  readonly factor: bigint;
  readonly exponent: number;
}

/** `undefined` for a suffix that means nothing. `E` alone is exa; `E3`, `e3`, `e+3` and `e-3` are powers of ten. */
function unitOf(suffix: string): Unit | undefined {
  const unit = UNITS.get(suffix);
  if (unit) return unit;
  const [, power] = POWER.exec(suffix) ?? [];
  if (power === undefined) return undefined;
  const exponent = BigInt(power.replace('+', ''));
  if (BigInt.asIntN(64, exponent) !== exponent) return undefined;
  // The field's own code keeps 32 bits of the exponent; what it accepts there, it accepts as this number.
  return { factor: 1n, exponent: Number(BigInt.asIntN(32, exponent)) };
}

/**
 * Kubernetes reads a small unit without any digit (`k`, `.`, `-Mi`) as zero, in its fast path, and refuses it where it
 * takes the slow one: exa- and pebibytes and powers below a billionth.
 */
function allowsNoDigits(text: string, { factor, exponent }: Unit): boolean {
  return factor > 1n ? factor < PEBI : exponent >= SMALLEST || /^[-+]?$/.test(text);
}

/** Away from zero to a billionth. */
function roundedUp(mantissa: bigint, exponent: number): Quantity {
  return roundedTo({ mantissa, exponent }, SMALLEST);
}

/** Away from zero to a multiple of `10^smallest`. */
function roundedTo({ mantissa, exponent }: Quantity, smallest: number): Quantity {
  if (exponent >= smallest || mantissa === 0n) return { mantissa, exponent: mantissa === 0n ? 0 : exponent };
  const size = mantissa < 0n ? -mantissa : mantissa;
  const dropped = smallest - exponent;
  // Comparing lengths first keeps `1e-2000000000` from becoming a number of two billion digits.
  const rounded = dropped > size.toString().length ? 1n : (size + 10n ** BigInt(dropped) - 1n) / 10n ** BigInt(dropped);
  return { mantissa: mantissa < 0n ? -rounded : rounded, exponent: smallest };
}

function normalised(mantissa: bigint, exponent: number): Quantity {
  if (mantissa === 0n) return { mantissa, exponent: 0 };
  const zeros = /0*$/.exec(mantissa.toString())?.[0].length ?? 0;
  return { mantissa: mantissa / 10n ** BigInt(zeros), exponent: exponent + zeros };
}

/** Negative, 0 or positive, without regard to the signs; neither may be zero. */
function compareSizes(a: Quantity, b: Quantity): number {
  const [left, right] = [a, b].map(({ mantissa }) => mantissa.toString().replace('-', '')) as [string, string];
  const magnitude = left.length + a.exponent - (right.length + b.exponent);
  if (magnitude !== 0) return magnitude;
  const length = Math.max(left.length, right.length);
  const [first, second] = [left.padEnd(length, '0'), right.padEnd(length, '0')];
  return first < second ? -1 : first > second ? 1 : 0;
}

const LONGEST = 1000;
const SMALLEST = -9;
const PEBI = 1n << 50n;
const LARGEST_BINARY = (1n << 63n) - 1n;

const SHAPE = /^([-+]?)(\d*)(\.(\d*))?([eEinumkKMGTP]*[-+]?\d*)$/;
const POWER = /^[eE]([-+]?\d+)$/;

const UNITS: ReadonlyMap<string, Unit> = new Map([
  ...['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'].map((suffix, index): [string, Unit] => [
    suffix,
    { factor: 1n, exponent: 3 * index + SMALLEST },
  ]),
  ...['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, index): [string, Unit] => [
    suffix,
    { factor: 1n << BigInt(10 * (index + 1)), exponent: 0 },
  ]),
]);
