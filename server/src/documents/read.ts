import type { DocumentHead, PlacedDocument, ReadOptions, SourceDocument, SourceFile } from './document.ts';
import { countLines, hasLoneReturns } from './lines.ts';
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
  const reuse = new Reuse(previous, options);
  const documents: PlacedDocument[] = [];
  const loneReturns = hasLoneReturns(text);
  let line = 0;
  let counted = 0;
  for (const { start, end } of splitStream(text)) {
    const part = text.slice(start, end);
    line += countLines(text, counted, start, loneReturns);
    counted = start;
    documents.push({ document: reuse.take(part) ?? readDocument(own(part, text, previous), options), start, line });
  }
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

/** The documents of an earlier reading, found by their text; equal ones in their order. */
class Reuse {
  readonly #options: ReadOptions;
  readonly #previous: readonly PlacedDocument[];
  readonly #sameWanted: boolean;
  /** From the front, documents match one by one; after the first change they are looked up. */
  #index = 0;
  #byText: Map<string, SourceDocument[]> | undefined;

  constructor(previous: SourceFile | undefined, options: ReadOptions) {
    const before = previous && OPTIONS.get(previous);
    const usable = before !== undefined && before.template === options.template && before.reader === options.reader;
    this.#options = options;
    this.#previous = usable ? (previous?.documents ?? []) : [];
    this.#sameWanted = before?.wanted === options.wanted;
  }

  take(text: string): SourceDocument | undefined {
    const found = this.#find(text);
    return found === undefined || this.#sameWanted || this.#stillRight(found) ? found : undefined;
  }

  #find(text: string): SourceDocument | undefined {
    if (this.#byText === undefined) {
      const next = this.#previous[this.#index]?.document;
      if (next === undefined) return undefined;
      if (next.text === text) {
        this.#index++;
        return next;
      }
      this.#byText = new Map();
      for (const { document } of this.#previous.slice(this.#index)) {
        const same = this.#byText.get(document.text);
        if (same === undefined) this.#byText.set(document.text, [document]);
        else same.push(document);
      }
    }
    return this.#byText.get(text)?.shift();
  }

  #stillRight(document: SourceDocument): boolean {
    if (!(document instanceof ReadDocument)) return false;
    const { wanted } = this.#options;
    const head: DocumentHead = document.head;
    return document.skipped === (wanted !== undefined && !wanted(head, document.text));
  }
}

/** Gives back the memory of a document's syntax tree; it is made anew when it is asked for again. */
export function forgetTree(document: SourceDocument): void {
  if (document instanceof ReadDocument) document.forgetTree();
}
