import type { SyntaxProblem } from './document.ts';

/** What a text rarely holds at all, so that the exact test is rarely needed. */
const SUSPICIOUS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]/;
/** Control characters and halves of surrogate pairs. */
const FORBIDDEN = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** The first character that must stand nowhere in a YAML text. */
export function forbiddenCharacter(text: string): SyntaxProblem | undefined {
  if (!SUSPICIOUS.test(text)) return undefined;
  const offset = text.search(FORBIDDEN);
  if (offset === -1) return undefined;
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  return { start: offset, end: offset + 1, message: `YAML does not allow the character U+${code}.` };
}
