import type { Path } from './path.ts';

/** What an edit writes: JSON data, or a question to a person that stands where a value must be chosen. */
export type EditValue = Json | Placeholder | readonly EditValue[] | { readonly [key: string]: EditValue };
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A value that only a person can know. Editors make it a tab stop; `hardlint fix` leaves the finding. */
export class Placeholder {
  /** What to type, shown as the tab stop's text. */
  readonly hint: string;
  constructor(hint: string) {
    this.hint = hint;
  }
}

/**
 * A change of data, said as a change of one path. Missing parents are made.
 * - set: the value at the path becomes this one, whether it was there or not.
 * - remove: the path is no longer there; a parent map or list that this leaves empty stays as `{}` or `[]`.
 * - append: one more item at the end of the list at the path (made when missing).
 */
export type PathEdit =
  | { readonly op: 'set'; readonly path: Path; readonly value: EditValue }
  | { readonly op: 'remove'; readonly path: Path }
  | { readonly op: 'append'; readonly path: Path; readonly value: EditValue };

/** A change of text, in UTF-16 offsets of the document's text. Edits of one answer never overlap. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
  /** Where the new text holds placeholders: offsets in `newText`. */
  readonly placeholders?: readonly { readonly start: number; readonly end: number; readonly hint: string }[];
}

/** Edits, or why the text must not be edited there (an alias, a merge key, a template expression in the way). */
export type EditResult = { readonly edits: readonly TextEdit[] } | { readonly refused: string };
