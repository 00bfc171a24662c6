import type { Random } from './random.ts';
import { TRICKY_SCALARS } from './trickyYaml.ts';

/**
 * A YAML document such as people and tools write: nested maps and lists in block and flow style, every scalar style,
 * comments, blank lines, anchors, aliases and merge keys, either line end. Valid by construction, whatever it means.
 */
export function generateYaml(random: Random): string {
  const text = new YamlGenerator(random).document();
  return random.chance(0.1) ? text.replaceAll('\n', '\r\n') : text;
}

/** Those that a person may write as a value in a block: nothing that YAML takes for its own syntax. */
const PLAIN = TRICKY_SCALARS.filter(
  (text) =>
    /^[\p{L}\p{N}.~+_-]/u.test(text) &&
    !/^-(?:$|[\s-])|: |:$| #|[\t\u0080-\u00a0\u2028\u2029\ufeff]|\p{Cc}|\ufffe/u.test(text),
);

const WORDS = [
  'a',
  'b c',
  'name',
  "it's",
  '"',
  'x: y',
  '# no comment',
  '- z',
  '{',
  ']',
  'é',
  '\u{1f600}',
  '\\',
  '%',
  '1',
  '',
  'yes',
  '*',
] as const;

const KEYS = [
  'a',
  'b',
  'c',
  'metadata',
  'spec',
  'x.y/z',
  '"quoted"',
  "'single'",
  'with space',
  '1',
  '0x1F',
  '1.5',
  'yes',
  'no',
  'y',
  'on',
] as const;

const COMMENTS = ['', '', '', '', '', ' # comment', '   # "x": [y', ' #'] as const;

class YamlGenerator {
  readonly #random: Random;
  /** Anchors of finished values, and which of them are maps that can be merged. */
  readonly #anchors: string[] = [];
  readonly #maps: string[] = [];
  #named = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  document(): string {
    const lead = this.#random.pick(['', '', '', '---\n', '# first\n', '\n', '---\n# c\n']);
    return lead + this.#block(0, 0);
  }

  #block(indent: number, depth: number): string {
    return this.#random.chance(0.7) ? this.#map(indent, depth) : this.#list(indent, depth);
  }

  #map(indent: number, depth: number, first = ' '.repeat(indent)): string {
    const pad = ' '.repeat(indent);
    const keys = [...new Set(Array.from({ length: 1 + this.#random.below(4) }, () => this.#random.pick(KEYS)))];
    let text = '';
    const [merged] = this.#maps;
    if (merged !== undefined && this.#random.chance(0.3))
      text += `${first}<<: *${this.#random.pick([merged, ...this.#maps])}\n`;
    // Two spellings of one key are a mistake, which is another test's.
    const seen = new Set<string>();
    for (const key of keys) {
      const name = key
        .replace(/["']/g, '')
        .replace(/^(?:y|yes|on)$/, 'true')
        .replace(/^no$/, 'false');
      if (seen.has(name)) continue;
      seen.add(name);
      text += `${text === '' ? first : pad}${key}:${this.#value(indent, depth, 'map')}`;
      text += this.#random.pick(['', '', '', '', '', '', '\n', `${pad}# between\n`, '# at the margin\n', '   \n']);
    }
    return text;
  }

  #list(indent: number, depth: number): string {
    const pad = ' '.repeat(indent);
    let text = '';
    for (let count = 1 + this.#random.below(3); count > 0; count--) {
      if (depth < 4 && this.#random.chance(0.3)) text += this.#map(indent + 2, depth + 1, `${pad}- `);
      else text += `${pad}-${this.#value(indent, depth, 'list')}`;
    }
    return text;
  }

  /** What follows a colon or a dash, up to and with the line end. */
  #value(indent: number, depth: number, parent: 'map' | 'list'): string {
    const comment = this.#random.pick(COMMENTS);
    const roll = this.#random.next();
    const alias =
      this.#anchors.length > 0 && roll < 0.05 ? this.#random.pick(this.#anchors as [string, ...string[]]) : undefined;
    if (alias !== undefined) return ` *${alias}${comment}\n`;
    const name = this.#random.chance(0.1) ? `anchor${this.#named++}` : undefined;
    const anchor = name === undefined ? '' : ` &${name}`;
    let text: string;
    let isMap = false;
    if (depth < 4 && roll < 0.35) {
      isMap = this.#random.chance(0.6);
      // Lists may stand at the very column of their key.
      const inner =
        isMap || parent === 'list'
          ? indent + this.#random.pick([1, 2, 2, 2, 4])
          : indent + this.#random.pick([0, 2, 2]);
      text = `${anchor}${comment}\n${isMap ? this.#map(inner, depth + 1) : this.#list(inner, depth + 1)}`;
    } else if (roll < 0.5) {
      text = `${anchor} ${this.#blockScalar(indent)}`;
    } else if (roll < 0.6) {
      isMap = this.#random.chance(0.5);
      text = `${anchor} ${isMap ? this.#flowMap(indent, 0) : this.#flowList(indent, 0)}${comment}\n`;
    } else if (roll < 0.65) {
      text = `${anchor}${comment}\n`;
    } else {
      text = `${anchor} ${this.#scalar(indent)}${comment}\n`;
    }
    if (name !== undefined) {
      this.#anchors.push(name);
      if (isMap) this.#maps.push(name);
    }
    return text;
  }

  #scalar(indent: number): string {
    const pad = ' '.repeat(indent + 1 + this.#random.below(3));
    switch (this.#random.below(6)) {
      case 0:
        return this.#doubleQuoted(pad);
      case 1:
        return `'${this.#words(pad).replaceAll("'", "''")}'`;
      case 2:
        return `plain words${this.#random.chance(0.3) ? `\n${pad}go on\n\n${pad}and on` : ''}`;
      case 3:
        return `${this.#random.pick(['!!str', '!custom'])} ${this.#random.pick(PLAIN as [string, ...string[]])}`;
      default:
        return this.#random.pick(PLAIN as [string, ...string[]]);
    }
  }

  /** Words with breaks between them, each followed by the indentation. */
  #words(pad: string): string {
    const breaks = [' ', ' ', '  ', `\n${pad}`, `\n\n${pad}`] as const;
    return this.#random
      .some(4, () => this.#random.pick(WORDS))
      .reduce((text, word) => text + this.#random.pick(breaks) + word, 'w');
  }

  #doubleQuoted(pad: string): string {
    const escapes = [
      '\\n',
      '\\t',
      '\\"',
      '\\\\',
      '\\x41',
      '\\u00e9',
      '\\U0001F600',
      '\\0',
      '\\e',
      '\\_',
      '\\L',
      '\\N',
      '\\ ',
      `\\\n${pad}`,
    ] as const;
    const text = this.#words(pad).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
    return `"${text}${this.#random.some(3, () => this.#random.pick(escapes)).join('z')}z"`;
  }

  #blockScalar(indent: number): string {
    const explicit = this.#random.chance(0.2) ? 1 + this.#random.below(4) : undefined;
    const pad = ' '.repeat(indent + (explicit ?? 1 + this.#random.below(4)));
    const header = `${this.#random.pick(['|', '>'])}${explicit ?? ''}${this.#random.pick(['', '-', '+'])}${this.#random.pick(COMMENTS)}`;
    const lines = this.#random.some(5, () => {
      if (this.#random.chance(0.2)) return '';
      const more = this.#random.chance(0.2) ? this.#random.pick([' ', '    ', '\t']) : '';
      return `${pad}${more}${this.#random.pick(WORDS) || 'end'}${this.#random.pick(['', '', '', ' ', ' # text'])}`;
    });
    // The first line with text sets the indentation.
    if (explicit === undefined) lines.unshift(`${pad}first`);
    return [header, ...lines].join('\n') + '\n';
  }

  #flowMap(indent: number, depth: number): string {
    const keys = [...new Set(this.#random.some(3, () => this.#random.pick(['k', 'l', '"m"', "'n o'", '2'])))];
    return this.#flow(
      '{',
      keys.map((key) => `${key}: ${this.#flowValue(indent, depth)}`),
      '}',
      indent,
    );
  }

  #flowList(indent: number, depth: number): string {
    return this.#flow(
      '[',
      this.#random.some(3, () => this.#flowValue(indent, depth)),
      ']',
      indent,
    );
  }

  #flow(open: string, items: string[], close: string, indent: number): string {
    const pad = ' '.repeat(indent + 1 + this.#random.below(3));
    const gap = this.#random.pick(['', ' ', `\n${pad}`, ` # c\n${pad}`]);
    const trailing = items.length > 0 && this.#random.chance(0.2) ? ',' : '';
    return `${open}${gap}${items.join(`,${gap === '' ? ' ' : gap}`)}${trailing}${gap}${close}`;
  }

  #flowValue(indent: number, depth: number): string {
    if (depth < 2 && this.#random.chance(0.25))
      return this.#random.chance(0.5) ? this.#flowMap(indent, depth + 1) : this.#flowList(indent, depth + 1);
    return this.#random.pick([
      '1',
      'yes',
      'null',
      '0x10',
      '1e3',
      '"x, y"',
      "'z'",
      'a b',
      'http://h:80/p',
      '-1',
      '~',
      '"\\n"',
    ]);
  }
}
