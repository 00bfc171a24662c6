/** Text to documents and back to places in the text: what the rest of the engine uses of this folder. */
export { commentsContaining } from './comments.ts';
export type { Comment } from './comments.ts';
export type {
  DocumentHead,
  PlacedDocument,
  ReadOptions,
  SourceDocument,
  SourceFile,
  SyntaxProblem,
} from './document.ts';
export { scanHead } from './head.ts';
export { LineIndex } from './lines.ts';
export type { Position } from './lines.ts';
export { entryAt, nodeAt, pathAt, rangeOf } from './locate.ts';
export { forgetTree, readFile } from './read.ts';
export { visibleRange } from './visible.ts';
