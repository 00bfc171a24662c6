import type { DocumentHead } from './document.ts';

/**
 * Finds the top-level `apiVersion` and `kind` of a block mapping without reading the document. A template expression
 * counts as it is written (`{{ include "x" . }}`), so that a document whose version or kind is rendered has one. What is
 * written in an unusual way (over several lines, as an alias, in flow style) may be missed: {@link isHeadCertain}.
 */
export function scanHead(text: string): DocumentHead {
  return { apiVersion: topLevelScalar(text, 'apiVersion'), kind: topLevelScalar(text, 'kind') };
}

/** A field that the scan did not find is really not there. */
export function isHeadCertain(text: string, head: DocumentHead): boolean {
  return (
    (head.apiVersion !== undefined || !mentions(text, 'apiVersion')) &&
    (head.kind !== undefined || !mentions(text, 'kind'))
  );
}

/** A line that begins with an explicit key, an alias, a property or a merge. */
const ODD_LINE = /(?:^|[\r\n])[?*&!<]/;

/** Somewhere where it might be a top-level key that {@link scanHead} does not see. */
function mentions(text: string, key: string): boolean {
  if (!text.includes(key)) return false;
  const first = /^(?:\s*(?:#.*|\{\{.*)?(?:\r\n?|\n))*([ \t]*)(\S)/.exec(text);
  // Flow style, an explicit key, a property, or a mapping that is indented as a whole.
  if (first === null || first[1] !== '' || '{[?&!*'.includes(first[2] ?? '')) return true;
  return ODD_LINE.test(text) || beginsLine(text, key);
}

/** The key stands at the margin, quoted or not. */
function beginsLine(text: string, key: string): boolean {
  for (let found = text.indexOf(key); found !== -1; found = text.indexOf(key, found + key.length)) {
    const before = text.charCodeAt(found - 1);
    if (isLineStart(text, before === 34 || before === 39 ? found - 1 : found)) return true;
  }
  return false;
}

function topLevelScalar(text: string, key: string): string | undefined {
  for (let found = text.indexOf(key); found !== -1; found = text.indexOf(key, found + key.length)) {
    const before = text.charCodeAt(found - 1);
    let end = found + key.length;
    if (before === 34 || before === 39) {
      if (text.charCodeAt(end) !== before || !isLineStart(text, found - 1)) continue;
      end++;
    } else if (!isLineStart(text, found)) continue;
    while (text.charCodeAt(end) === 32) end++;
    if (text.charCodeAt(end) !== 58) continue;
    const value = scalarOnLine(text, end + 1);
    if (value !== undefined) return value;
  }
  return undefined;
}

function isLineStart(text: string, offset: number): boolean {
  if (offset === 0) return true;
  const before = text.charCodeAt(offset - 1);
  return before === 10 || before === 13 || before === 0xfeff;
}

const SCALAR =
  /[ \t]+(?:"([^"\\\r\n]*)"|'([^'\r\n]*)'|(\{\{.*?\}\}[^#\r\n]*|[^\s#"'&*!|>[\]{}%@`,][^\r\n]*?))[ \t]*(?:[ \t]#.*)?(?=\r|\n|$)/y;

function scalarOnLine(text: string, offset: number): string | undefined {
  SCALAR.lastIndex = offset;
  const match = SCALAR.exec(text);
  return match === null ? undefined : (match[1] ?? match[2] ?? match[3]?.trim());
}
