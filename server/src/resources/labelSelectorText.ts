import { validLabelKey } from './labels.ts';
import { Selector, requirementError } from './selector.ts';
import type { ParsedSelector, SelectorOperator, SelectorRequirement } from './selector.ts';

/**
 * Reads the text form of a selector, as `kubectl -l` and `labelSelector` parameters have it: `a=b,c!=d,e in (x,y),!f,g>3`
 * (apimachinery `labels.Parse`). Empty text matches everything.
 */
export function parseSelectorText(text: string): ParsedSelector {
  if (text.includes('\0')) return { error: 'a selector holds no NUL character' };
  const tokens = new Tokens(text.match(TOKEN) ?? []);
  const requirements: SelectorRequirement[] = [];
  while (tokens.peek() !== END) {
    const requirement = readRequirement(tokens);
    const error = typeof requirement === 'string' ? requirement : requirementError(requirement);
    if (error !== undefined) return { error };
    requirements.push(requirement as SelectorRequirement);
    if (tokens.peek() === END) break;
    if (!tokens.accept(',')) return { error: expected(tokens, '"," or the end') };
    if (tokens.peek() === END) return { error: expected(tokens, 'a label key after ","') };
  }
  return { selector: new Selector(requirements, false) };
}

/** Symbols, or a run of anything else: the words `in` and `notin` are also good as keys and values. */
const TOKEN = /==|!=|[=!(),<>]|[^=!(),<> \t\r\n]+/g;
const END = '';

/** A position in the words of the text. */
class Tokens {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  peek(): string {
    return this.#tokens[this.#next] ?? END;
  }

  take(): string {
    return this.#tokens[this.#next++] ?? END;
  }

  accept(token: string): boolean {
    const isNext = this.peek() === token;
    if (isNext) this.#next++;
    return isNext;
  }
}

function readRequirement(tokens: Tokens): SelectorRequirement | string {
  const isNegated = tokens.accept('!');
  if (!isWord(tokens.peek())) return expected(tokens, 'a label key');
  const key = tokens.take();
  if (!validLabelKey(key)) return `"${key}" is not a label key`;
  if (isNegated) return { key, operator: 'DoesNotExist', values: [] };
  if (tokens.peek() === ',' || tokens.peek() === END) return { key, operator: 'Exists', values: [] };
  const operator = OPERATORS.get(tokens.peek());
  if (!operator) return expected(tokens, 'an operator');
  const takesList = isWord(tokens.take());
  const values = takesList ? readList(tokens) : readValue(tokens);
  return typeof values === 'string' ? values : { key, operator, values };
}

/** The value after `=`, `!=`, `>` or `<`; empty when nothing follows. */
function readValue(tokens: Tokens): string[] | string {
  if (tokens.peek() === ',' || tokens.peek() === END) return [''];
  return isWord(tokens.peek()) ? [tokens.take()] : expected(tokens, 'a value');
}

/** The values in parentheses, each once; nothing between two commas is the empty value. */
function readList(tokens: Tokens): string[] | string {
  if (!tokens.accept('(')) return expected(tokens, '"("');
  const values = new Set<string>();
  do {
    values.add(isWord(tokens.peek()) ? tokens.take() : '');
  } while (tokens.accept(','));
  return tokens.accept(')') ? [...values] : expected(tokens, '"," or ")"');
}

function isWord(token: string): boolean {
  return token !== END && !/[=!(),<>]/.test(token);
}

function expected(tokens: Tokens, what: string): string {
  const found = tokens.peek();
  return `${found === END ? 'the end' : `"${found}"`} is found where ${what} is expected`;
}

const OPERATORS: ReadonlyMap<string, SelectorOperator> = new Map([
  ['in', 'In'],
  ['notin', 'NotIn'],
  ['=', 'In'],
  ['==', 'In'],
  ['!=', 'NotIn'],
  ['>', 'Gt'],
  ['<', 'Lt'],
]);
