import type { TextEdit } from './edit.ts';
import { joinPieces, NOTHING } from './editsPieces.ts';
import type { Piece } from './editsPieces.ts';
import { refuse } from './editsRefusal.ts';

interface Part {
  start: number;
  end: number;
  piece: Piece;
}

/** Gathers changes of a text in the order in which they are thought of, and puts them into the order of the text. */
export class EditOutput {
  readonly #parts: Part[] = [];

  replace(start: number, end: number, piece: Piece): void {
    this.#parts.push({ start, end, piece });
  }

  insert(offset: number, piece: Piece): void {
    this.replace(offset, offset, piece);
  }

  remove(start: number, end: number): void {
    if (end > start) this.replace(start, end, NOTHING);
  }

  /** What touches becomes one edit. What is inserted into lines that go stands after them. */
  edits(): TextEdit[] {
    const parts = this.#parts.toSorted(
      (a, b) => a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start),
    );
    const joined: Part[] = [];
    let removedTo = 0;
    for (const part of parts) {
      const last = joined.at(-1);
      if (last === undefined || part.start > last.end) joined.push({ ...part });
      else if (part.start === last.end || isRemoval(part) || (part.start === part.end && part.start < removedTo)) {
        last.end = Math.max(last.end, part.end);
        last.piece = joinPieces(last.piece, part.piece);
      } else refuse('the edits stand in each other’s way');
      if (isRemoval(part)) removedTo = Math.max(removedTo, part.end);
    }
    return joined.map(({ start, end, piece: { text, placeholders } }) => ({
      start,
      end,
      newText: text,
      ...(placeholders.length > 0 ? { placeholders } : {}),
    }));
  }
}

function isRemoval(part: Part): boolean {
  return part.piece.text === '';
}
