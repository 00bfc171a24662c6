import type { TextEdit } from './edit.ts';

type PlaceholderRange = NonNullable<TextEdit['placeholders']>[number];

/** Text to be written, and where it holds placeholders. */
export interface Piece {
  readonly text: string;
  readonly placeholders: readonly PlaceholderRange[];
}

export const NOTHING: Piece = { text: '', placeholders: [] };

/** One piece of several, their placeholders moved along. */
export function joinPieces(...parts: readonly (string | Piece)[]): Piece {
  let text = '';
  const placeholders: PlaceholderRange[] = [];
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else {
      for (const { start, end, hint } of part.placeholders) {
        placeholders.push({ start: start + text.length, end: end + text.length, hint });
      }
      text += part.text;
    }
  }
  return { text, placeholders };
}

/** The pieces with a separator between each two. */
export function separatePieces(pieces: readonly Piece[], separator: string): Piece {
  return joinPieces(...pieces.flatMap((piece, index) => (index === 0 ? [piece] : [separator, piece])));
}

/** The piece without its first characters, which hold no placeholder. */
export function dropStart(piece: Piece, length: number): Piece {
  return {
    text: piece.text.slice(length),
    placeholders: piece.placeholders.map(({ start, end, hint }) => ({
      start: start - length,
      end: end - length,
      hint,
    })),
  };
}
