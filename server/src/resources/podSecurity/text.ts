/**
 * How the API server words what it refuses. The texts are compared with those of Kubernetes' own library, so names are
 * sorted and quoted here as Go does it.
 */

/** `"a", "b"`, without escapes. */
export function quoteAll(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

/** `container "a"`, `containers "a", "b"` */
export function quoteNoun(noun: string, names: readonly string[]): string {
  return `${plural(noun, names.length)} ${quoteAll(names)}`;
}

export function plural(noun: string, count: number): string {
  return count === 1 ? noun : `${noun}s`;
}

/** Each string once, in the order of its UTF-8 bytes, which is the order of its code points. */
export function sortedSet(strings: Iterable<string>): string[] {
  return [...new Set(strings)].sort(compareCodePoints);
}

function compareCodePoints(a: string, b: string): number {
  let position = 0;
  while (position < a.length && position < b.length) {
    const left = a.codePointAt(position) as number;
    const right = b.codePointAt(position) as number;
    if (left !== right) return left - right;
    position += left > 0xffff ? 2 : 1;
  }
  return a.length - b.length;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
};

/** What a Go program prints as it is: letters, marks, numbers, punctuation, symbols and the ASCII space. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** A string in quotes, with the escapes of Go's `%q`. */
export function goQuote(text: string): string {
  let quoted = '"';
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const escape = SHORT_ESCAPES[character];
    if (escape !== undefined) quoted += escape;
    else if (PRINTABLE.test(character)) quoted += character;
    else if (code < 0x80) quoted += `\\x${hex(code, 2)}`;
    else quoted += code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
  }
  return `${quoted}"`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
