import type { PlacedDocument, ReadOptions, SourceDocument, SourceFile } from './document.ts';
import { readDocument, ReadDocument } from './readDocument.ts';
import { splitStream } from './split.ts';

/** The options of a file that was read, so that reading it again knows what stays. */
const OPTIONS = new WeakMap<SourceFile, ReadOptions>();

/**
 * Reads a YAML or JSON text into its documents. Never throws: what is wrong stands in the documents' problems.
 *
 * @param previous The file as it was read before. Its documents are taken over, as the same objects, wherever their text
 * is unchanged, so that one more character costs the reading of one document.
 */
export function readFile(text: string, options: ReadOptions = {}, previous?: SourceFile): SourceFile {
  const segments = splitStream(text);
  const parts = segments.map(({ start, end }) => text.slice(start, end));
  const reused = takeOver(parts, previous, options);
  const documents = segments.map(({ start, line }, index): PlacedDocument => {
    const document = reused[index] ?? readDocument(own(parts[index] as string, text, previous), options);
    return { document, start, line };
  });
  const file: SourceFile = { text, documents };
  OPTIONS.set(file, options);
  return file;
}

/**
 * A slice keeps the whole text alive that it was cut from. While a file is edited, its documents would keep one version
 * of the file each, so what is read anew then gets a text of its own. The detour by JSON is what makes engines copy.
 */
function own(part: string, text: string, previous: SourceFile | undefined): string {
  if (previous === undefined || part.length > text.length / 2) return part;
  return JSON.parse(JSON.stringify(part)) as string;
}

/** For each text the document of an earlier reading that has it; equal ones in their order. */
function takeOver(
  parts: readonly string[],
  previous: SourceFile | undefined,
  options: ReadOptions,
): readonly (SourceDocument | undefined)[] {
  if (previous === undefined) return [];
  const before = OPTIONS.get(previous);
  if (before?.template !== options.template || before?.reader !== options.reader) return [];
  const old = previous.documents.map(({ document }) => document);
  const taken = new Array<SourceDocument | undefined>(parts.length).fill(undefined);
  // One edit leaves the front and the back as they were; only between them is anything to look up.
  let front = 0;
  while (front < parts.length && old[front]?.text === parts[front]) taken[front] = old[front++];
  let back = 0;
  const most = Math.min(parts.length, old.length) - front;
  while (back < most && old.at(-1 - back)?.text === parts.at(-1 - back)) {
    taken[parts.length - 1 - back] = old.at(-1 - back);
    back++;
  }
  const between = new Map<string, SourceDocument[]>();
  for (const document of old.slice(front, old.length - back)) {
    const same = between.get(document.text);
    if (same === undefined) between.set(document.text, [document]);
    else same.push(document);
  }
  for (let index = front; index < parts.length - back; index++)
    taken[index] = between.get(parts[index] as string)?.shift();
  if (before?.wanted === options.wanted) return taken;
  return taken.map((document) => (document !== undefined && isStillRight(document, options) ? document : undefined));
}

/** With another `wanted`, the same documents are to be skipped. */
function isStillRight(document: SourceDocument, { wanted }: ReadOptions): boolean {
  if (!(document instanceof ReadDocument)) return false;
  return document.skipped === (wanted !== undefined && !wanted(document.head, document.text));
}

/** Gives back the memory of a document's syntax tree; it is made anew when it is asked for again. */
export function forgetTree(document: SourceDocument): void {
  if (document instanceof ReadDocument) document.forgetTree();
}
