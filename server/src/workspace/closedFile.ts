import type { ReadOptions } from '../documents/document.ts';
import { readFile } from '../documents/read.ts';
import { resourcesOf } from '../resources/fromDocument.ts';
import type { Resource } from '../resources/resource.ts';

/** What the index keeps of a file: its resources, and the line in which each of its documents begins. */
export interface IndexedFile {
  readonly resources: readonly Resource[];
  readonly lines: readonly number[];
}

export const NOTHING_INDEXED: IndexedFile = { resources: [], lines: [] };

/** Texts that many files hold (images, labels, field values), each once. */
export type SharedTexts = Map<string, string>;

/** Reads a file for the index alone: of its text nothing stays in memory but the values of its resources. */
export function indexFile(
  uri: string,
  text: string,
  options: ReadOptions & { readonly patch: boolean },
  shared: SharedTexts = new Map(),
): IndexedFile {
  const { documents } = readFile(text, options);
  const resources = documents.flatMap(({ document }, index) => {
    if (document.broken || document.skipped || document.data === undefined) return [];
    const { problems, broken, template, skipped } = document;
    const data = withoutText(document.data, shared);
    const source = { text: '', data, problems, broken, template, skipped, tree: undefined };
    return resourcesOf(source, { uri, document: index }, options.patch);
  });
  return resources.length === 0 ? NOTHING_INDEXED : { resources, lines: documents.map(({ line }) => line) };
}

/** Strings shorter than this are copied by V8 when they are cut out of another. */
const SHORTEST_SLICE = 13;

/** A copy of plain data whose strings are not slices of the file's text: a slice keeps all that it was cut from. */
function withoutText(raw: unknown, shared: SharedTexts): unknown {
  if (typeof raw === 'string') return raw.length < SHORTEST_SLICE ? raw : ownText(raw, shared);
  if (typeof raw !== 'object' || raw === null) return raw;
  if (Array.isArray(raw)) return raw.map((item) => withoutText(item, shared));
  // Anchors can make one object appear in several places; what they may stand for is bounded by the reader.
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, withoutText(value, shared)]));
}

function ownText(text: string, shared: SharedTexts): string {
  const known = shared.get(text);
  if (known !== undefined) return known;
  // Joining makes a new string, and cutting it makes V8 write it out.
  const own = ` ${text}`.slice(1);
  shared.set(own, own);
  return own;
}
