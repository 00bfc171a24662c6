/** What a suppression comment covers: its own line, the line after it, or the whole file. */
export type DirectiveScope = 'line' | 'next-line' | 'file';

/** A comment such as `# hardlint-disable-next-line container-privileged -- needed by the CNI plugin`. */
export interface Directive {
  readonly scope: DirectiveScope;
  readonly rules: readonly { readonly id: string; readonly start: number; readonly end: number }[];
  /** Empty when none is given. */
  readonly reason: string;
  /** Offsets of the comment in its document. */
  readonly start: number;
  readonly end: number;
  /** Line in the document, from 0. */
  readonly line: number;
}

export const DIRECTIVE_MARK = 'hardlint-disable';

const FORM = /^#+\s*hardlint-disable-(next-line|line|file)\b(.*)$/su;

/** Reads a comment's text (with its `#`); undefined when it is not a suppression. */
export function parseDirective(text: string, start: number, line: number): Directive | undefined {
  const [, scope, rest] = FORM.exec(text) ?? [];
  if (scope === undefined || rest === undefined) return undefined;
  const dashes = /(^|\s)--(\s|$)/u.exec(rest);
  const ids = dashes ? rest.slice(0, dashes.index) : rest;
  const reason = dashes ? rest.slice(dashes.index + dashes[0].length).trim() : '';
  const base = start + text.length - rest.length;
  const rules = [...ids.matchAll(/[^\s,]+/gu)].map((match) => ({
    id: match[0],
    start: base + match.index,
    end: base + match.index + match[0].length,
  }));
  return { scope: scope as DirectiveScope, rules, reason, start, end: start + text.length, line };
}
