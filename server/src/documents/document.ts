import type { Node, OffsetRange } from './node.ts';

/** A place where the text is not valid YAML or JSON. */
export interface SyntaxProblem extends OffsetRange {
  readonly message: string;
}

/** One document of a stream, read. Immutable, and the same object for as long as its text stays the same. */
export interface SourceDocument {
  /** The document's own text, from after the line end of the `---` before it (or the file's start) to the next mark. */
  readonly text: string;
  /**
   * Plain JSON data as `sigs.k8s.io/yaml` reads it, with UNKNOWN where a template expression or a broken anchor
   * stands. `undefined` when the document is empty or was skipped (see {@link skipped}); what could be recovered when
   * it has problems.
   */
  readonly data: unknown;
  readonly problems: readonly SyntaxProblem[];
  /**
   * The text is not valid YAML or JSON, so the data are a guess: good for an outline, too odd to be judged. False where
   * the text is well formed and only means something wrong (a key that stands twice, an alias without an anchor), and
   * for templates, which become YAML only when they are rendered.
   */
  readonly broken: boolean;
  /** Template expressions stand outside of scalars: any field may be added by the rendering. */
  readonly template: boolean;
  /** The kind is one that nothing asks for, so only the top of the document was scanned. */
  readonly skipped: boolean;
  /** The syntax tree, built when first asked for and then kept. Undefined for an empty or skipped document. */
  readonly tree: Node | undefined;
}

/** A document at its place in a file. */
export interface PlacedDocument {
  readonly document: SourceDocument;
  /** Offset in UTF-16 units of the document's text in the file. */
  readonly start: number;
  /** Line of the file, from 0, in which the document's text begins. */
  readonly line: number;
}

/** A file read into documents, in order. Marks (`---`, `...`) and directives lie between documents. */
export interface SourceFile {
  readonly text: string;
  readonly documents: readonly PlacedDocument[];
}

/** What the path of a file and the workspace say about how to read it. */
export interface ReadOptions {
  /** The file is known to be a template (a chart's `templates/` folder). Otherwise the text decides. */
  readonly template?: boolean;
  /** Reads no document in full unless this says so of its top-level `apiVersion` and `kind` and its text. Default: all. */
  readonly wanted?: (head: DocumentHead, text: string) => boolean;
  /** Which reader takes intact documents: `fast` (default), or `yaml`, which is there to be compared with. */
  readonly reader?: 'fast' | 'yaml';
}

/** What the scan sees without reading: the top-level scalars of a block mapping. */
export interface DocumentHead {
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
}
