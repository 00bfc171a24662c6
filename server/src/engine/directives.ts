import { closest } from '../resources/closest.ts';

/** What a suppression comment covers: its own line, the line after it, or the whole file. */
export type DirectiveScope = 'line' | 'next-line' | 'file';

/** A comment such as `# hardlint-disable-next-line container-privileged -- needed by the CNI plugin`. */
export interface Directive {
  /** Undefined where its first word is meant for a suppression but is none: it covers nothing. */
  readonly scope: DirectiveScope | undefined;
  readonly rules: readonly { readonly id: string; readonly start: number; readonly end: number }[];
  /** Empty when none is given. */
  readonly reason: string;
  /** Offsets of the comment in its document. */
  readonly start: number;
  readonly end: number;
  /** Line in the document, from 0. */
  readonly line: number;
}

/** What every suppression comment holds. */
export const DIRECTIVE_MARK = 'hardlint-';

const SCOPES: ReadonlyMap<string, DirectiveScope> = new Map([
  ['hardlint-disable-next-line', 'next-line'],
  ['hardlint-disable-line', 'line'],
  ['hardlint-disable-file', 'file'],
]);

/** The first words of suppressions, as a person writes them. */
export const DIRECTIVE_FORMS: readonly string[] = [...SCOPES.keys()];

const FORM = /^#+\s*(hardlint-[\w-]+)(.*)$/su;

/** Words that other linters use for it. */
const MEANT = /^hardlint-(disable|ignore|skip|suppress)/u;

/** Reads a comment's text (with its `#`); undefined when it is not a suppression, nor meant to be one. */
export function parseDirective(text: string, start: number, line: number): Directive | undefined {
  const [, word, rest] = FORM.exec(text) ?? [];
  if (word === undefined || rest === undefined) return undefined;
  const scope = SCOPES.get(word);
  if (scope === undefined && !MEANT.test(word) && closest(word, DIRECTIVE_FORMS) === undefined) return undefined;
  const dashes = /(^|\s)--(\s|$)/u.exec(rest);
  const ids = dashes ? rest.slice(0, dashes.index) : rest;
  const reason = dashes ? rest.slice(dashes.index + dashes[0].length).trim() : '';
  const base = start + text.length - rest.length;
  const rules = [...ids.matchAll(/[^\s,]+/gu)].map((match) => ({
    id: match[0],
    start: base + match.index,
    end: base + match.index + match[0].length,
  }));
  return { scope, rules, reason, start, end: start + text.length, line };
}
