/** A place as the Language Server Protocol counts: lines from 0, characters in UTF-16 units from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Offsets to lines and back for one text. Lines end with LF, CRLF or a lone CR. */
export class LineIndex {
  readonly #text: string;
  #starts: Uint32Array | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get lineCount(): number {
    return this.#lineStarts().length;
  }

  /** Offsets beyond the text are its end; a place between CR and LF is the end of the line. */
  positionAt(offset: number): Position {
    const starts = this.#lineStarts();
    const within = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] as number) <= within) low = middle;
      else high = middle;
    }
    const start = starts[low] as number;
    return { line: low, character: Math.min(within, this.lineEnd(low)) - start };
  }

  /** Characters beyond the line are its end, lines beyond the text the text's end. */
  offsetAt({ line, character }: Position): number {
    const starts = this.#lineStarts();
    if (line < 0) return 0;
    if (line >= starts.length) return this.#text.length;
    return Math.min((starts[line] as number) + Math.max(0, character), this.lineEnd(line));
  }

  /** Offset of the line's first character. */
  lineStart(line: number): number {
    return this.#lineStarts()[line] ?? this.#text.length;
  }

  /** Offset after the line's last character, before its line end. */
  lineEnd(line: number): number {
    const next = this.#lineStarts()[line + 1];
    if (next === undefined) return this.#text.length;
    const isCrLf = this.#text.charCodeAt(next - 1) === 10 && this.#text.charCodeAt(next - 2) === 13;
    return next - (isCrLf && next - 2 >= this.lineStart(line) ? 2 : 1);
  }

  #lineStarts(): Uint32Array {
    return (this.#starts ??= Uint32Array.from(lineStarts(this.#text)));
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
    return starts;
  }
  for (let offset = 0; offset < text.length; offset++) {
    const char = text.charCodeAt(offset);
    if (char === 13 && text.charCodeAt(offset + 1) === 10) offset++;
    if (char === 13 || char === 10) starts.push(offset + 1);
  }
  return starts;
}

/** How many lines end between two offsets. */
export function countLines(text: string, start: number, end: number, loneReturns: boolean): number {
  let lines = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines++;
  if (!loneReturns) return lines;
  for (let at = text.indexOf('\r', start); at !== -1 && at < end; at = text.indexOf('\r', at + 1)) {
    if (text.charCodeAt(at + 1) !== 10) lines++;
  }
  return lines;
}

/** Some line ends with a CR alone, as nobody has written since the last century. */
export function hasLoneReturns(text: string): boolean {
  return text.includes('\r') && /\r(?!\n)/.test(text);
}
