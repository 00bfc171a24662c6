/** Texts for the property tests of edits: one set of data written in the many ways that YAML knows. */

export type Data = null | boolean | number | string | readonly Data[] | { readonly [key: string]: Data };

interface Manner {
  readonly step: number;
  readonly listOffset: number;
  readonly lineEnd: string;
  /** The next decision: a number from 0 up to, but not including, the bound. */
  readonly choose: (bound: number) => number;
  comments: number;
}

/**
 * Writes the data as YAML. Every decision (style, comments, blank lines, line ends, indentation) is taken from
 * `choices`, over and over. Comments are numbered, so that each can be told from the others.
 */
export function writeYaml(data: Data, choices: readonly number[]): string {
  let at = 0;
  const choose = (bound: number): number => ((choices[at++ % choices.length] as number) + at * 7919) % bound;
  const step = 1 + choose(4);
  const manner: Manner = {
    step,
    listOffset: choose(step + 1),
    lineEnd: choose(4) === 0 ? '\r\n' : '\n',
    choose,
    comments: 0,
  };
  const lines = blockLines(data, 0, manner);
  if (choose(4) === 0) lines.unshift(comment(manner));
  if (choose(4) === 0) lines.push(comment(manner));
  return lines.join(manner.lineEnd) + (choose(5) === 0 ? '' : manner.lineEnd);
}

function comment(manner: Manner): string {
  return `# note ${manner.comments++};`;
}

function isCollection(data: Data): data is readonly Data[] | { readonly [key: string]: Data } {
  return typeof data === 'object' && data !== null;
}

function blockLines(data: Data, column: number, manner: Manner): string[] {
  if (!isCollection(data) || Object.keys(data).length === 0) return [flowText(data, manner)];
  const lines: string[] = [];
  const indent = ' '.repeat(column);
  const entries: readonly (readonly [string, Data])[] = Array.isArray(data)
    ? data.map((item: Data) => ['-', item] as const)
    : Object.entries(data).map(([key, value]) => [`${keyText(key, manner)}:`, value] as const);
  for (const [mark, value] of entries) {
    if (lines.length > 0 && manner.choose(6) === 0) lines.push(indent + comment(manner));
    if (lines.length > 0 && manner.choose(9) === 0) lines.push('');
    const [head, ...body] = entryLines(mark, value, column, manner);
    lines.push(`${indent}${head}`, ...body);
    if (manner.choose(9) === 0) lines.push(`${' '.repeat(column + manner.choose(4))}${comment(manner)}`);
  }
  return lines;
}

/** The first line is without its indentation. */
function entryLines(mark: string, value: Data, column: number, manner: Manner): string[] {
  const { choose } = manner;
  const tail = choose(5) === 0 ? ` ${comment(manner)}` : '';
  const anchor = choose(12) === 0 ? ` &a${manner.comments++}` : '';
  if (typeof value === 'string' && value !== '' && choose(3) === 0) {
    const block = blockScalar(value, column, manner);
    if (block !== undefined) return [`${mark}${anchor} ${block.header}${tail}`, ...block.lines];
  }
  if (!isCollection(value) || Object.keys(value).length === 0 || choose(4) === 0) {
    const text = flowText(value, manner, choose(3) === 0 ? column : undefined);
    return `${mark}${anchor}${text === '' ? '' : ` ${text}`}${tail}`.split('\n');
  }
  if (mark === '-') {
    if (anchor !== '' || tail !== '' || choose(6) === 0) {
      return [`-${anchor}${tail}`, ...blockLines(value, column + 2, manner)];
    }
    const gap = 2 + choose(3);
    const [first, ...rest] = blockLines(value, column + gap, manner);
    return [`-${' '.repeat(gap - 1)}${(first as string).trimStart()}`, ...rest];
  }
  const inner = column + (Array.isArray(value) ? manner.listOffset : manner.step);
  const lines = blockLines(value, inner, manner);
  if (choose(8) === 0) lines.unshift(' '.repeat(inner) + comment(manner));
  return [`${mark}${anchor}${tail}`, ...lines];
}

function blockScalar(value: string, column: number, manner: Manner): { header: string; lines: string[] } | undefined {
  if (!/^[a-z]/.test(value)) return undefined;
  const indent = ' '.repeat(column + manner.step);
  const header = `${'|>'[manner.choose(2)]}${['', '-', '+'][manner.choose(3)]}`;
  const lines = value.split('\n').map((line) => (line === '' ? '' : indent + line));
  for (let blank = manner.choose(4); blank > 2; blank--) lines.push('');
  return { header, lines };
}

function keyText(key: string, { choose }: Manner): string {
  if (choose(6) === 0) return JSON.stringify(key);
  if (choose(6) === 0) return `'${key}'`;
  return /^[a-z][a-z/.]*$/.test(key) && !/^(?:on|off|y|n|yes|no)$/.test(key) ? key : JSON.stringify(key);
}

/** @param column Given where the text may take several lines. */
function flowText(data: Data, manner: Manner, column?: number): string {
  const { choose } = manner;
  if (data === null) return ['', '~', 'null'][choose(3)] as string;
  if (typeof data === 'string') return scalar(data, manner);
  if (!isCollection(data)) return String(data);
  const entries = Array.isArray(data)
    ? data.map((item: Data) => flowText(item, manner) || 'null')
    : Object.entries(data).map(([key, value]) => {
        const written = keyText(key, manner);
        const entry = `${written}: ${flowText(value, manner)}`;
        // After a key without quotes, a colon that no blank follows would belong to the key.
        return choose(2) === 0 && /["']$/.test(written) ? entry.trimEnd() : entry;
      });
  const [open, close] = Array.isArray(data) ? '[]' : '{}';
  if (entries.length === 0) return `${open}${close}`;
  if (column === undefined) {
    const pad = choose(3) === 0 ? ' ' : '';
    return `${open}${pad}${entries.join(choose(3) === 0 ? ' , ' : ', ')}${choose(9) === 0 ? ',' : ''}${pad}${close}`;
  }
  const inner = ' '.repeat(column + manner.step);
  const lines = entries.map((entry, index) => {
    const comma = index < entries.length - 1 || choose(4) === 0 ? ',' : '';
    return `${inner}${entry}${comma}${choose(6) === 0 ? ` ${comment(manner)}` : ''}`;
  });
  return [open, ...lines, `${choose(2) === 0 ? inner : ' '.repeat(column + 1)}${close}`].join('\n');
}

function scalar(value: string, { choose }: Manner): string {
  if (/^[a-z]+$/.test(value) && !/^(?:on|off|y|n|yes|no|true|null)$/.test(value) && choose(2) === 0) return value;
  return choose(2) === 0 && !value.includes('\n') ? `'${value}'` : JSON.stringify(value);
}
