import { Placeholder, type EditValue, type PathEdit, type TextEdit } from '../documents/edit.ts';
import { applyPathEdits, applyTextEdits } from '../documents/edits.ts';
import type { Finding } from '../engine/finding.ts';
import type { Fix } from '../engine/fix.ts';
import type { Resource } from '../resources/resource.ts';
import type { AnalysedFile, FileFinding, FileReport } from './analysis.ts';

/** Why a fix could not be written as a text edit. */
export interface Refusal {
  readonly finding: Finding;
  readonly reason: string;
}

/** Text edits of one file, in offsets of the whole file. */
export interface FileEdits {
  readonly file: AnalysedFile;
  readonly edits: readonly TextEdit[];
}

/** What some fixes change: no file twice, and only those that change. */
export interface FixEdits {
  readonly files: readonly FileEdits[];
  readonly refused: readonly Refusal[];
}

/** A fix together with the finding it mends. */
export interface ChosenFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** The URIs of the files that fixes change. */
export function filesOfFixes(chosen: readonly ChosenFix[]): Set<string> {
  return new Set(
    chosen.flatMap(({ finding, fix }) => fix.edits.map(({ resource = finding.resource }) => resource.uri)),
  );
}

/** Some value of the fix must be chosen by a person. */
export function asksForValues(fix: Fix): boolean {
  return fix.edits.some(({ edit }) => edit.op !== 'remove' && holdsPlaceholder(edit.value));
}

function holdsPlaceholder(value: EditValue): boolean {
  if (value instanceof Placeholder) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value as Readonly<Record<string, EditValue>>).some(holdsPlaceholder);
}

/**
 * The edits that some fixes make together. Each fix is taken whole, or is refused and changes nothing.
 *
 * @param fileOf The file of a URI, with all its text; undefined when it cannot be had.
 */
export function editsOfFixes(
  chosen: readonly ChosenFix[],
  fileOf: (uri: string) => AnalysedFile | undefined,
): FixEdits {
  const accepted = new Map<string, DocumentEdits>();
  const refused: Refusal[] = [];
  for (const { finding, fix } of chosen) {
    const trial = tryFix(finding, fix, fileOf, accepted);
    if ('refused' in trial) refused.push({ finding, reason: trial.refused });
    else for (const [key, edits] of trial.documents) accepted.set(key, edits);
  }
  const files = new Map<AnalysedFile, TextEdit[]>();
  for (const { file, document, texts } of accepted.values()) {
    const { start } = file.placed(document);
    const edits = texts.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start }));
    files.set(file, [...(files.get(file) ?? []), ...edits]);
  }
  return {
    files: [...files]
      .map(([file, edits]) => ({ file, edits: edits.sort((a, b) => a.start - b.start) }))
      .filter(({ edits }) => edits.length > 0),
    refused,
  };
}

/** The edits of one document so far, as paths and as text. */
interface DocumentEdits {
  readonly file: AnalysedFile;
  readonly document: number;
  readonly paths: readonly PathEdit[];
  readonly texts: readonly TextEdit[];
}

function tryFix(
  finding: Finding,
  fix: Fix,
  fileOf: (uri: string) => AnalysedFile | undefined,
  accepted: ReadonlyMap<string, DocumentEdits>,
): { documents: Map<string, DocumentEdits> } | { refused: string } {
  const documents = new Map<string, DocumentEdits>();
  for (const { edit, resource = finding.resource } of fix.edits) {
    const { uri, document, path } = resource.origin(edit.path);
    const file = fileOf(uri);
    if (file === undefined) return { refused: `The change is in another file, ${uri}, which cannot be read.` };
    if (!isStillThere(resource, file, document)) {
      return { refused: `The change is in another file, ${uri}, which has changed meanwhile.` };
    }
    const key = `${document} ${uri}`;
    const before = documents.get(key)?.paths ?? accepted.get(key)?.paths ?? [];
    const paths = [...before, { ...edit, path }];
    const result = applyPathEdits(file.placed(document).document, paths);
    if ('refused' in result) return result;
    documents.set(key, { file, document, paths, texts: result.edits });
  }
  return { documents };
}

/** The resource was read earlier, perhaps, than its file was now. */
function isStillThere(resource: Resource, file: AnalysedFile, document: number): boolean {
  const [...place] = resource.origin([]).path;
  return (file.documents[document]?.resources ?? []).some(
    (other) =>
      other === resource || (other.label === resource.label && other.origin([]).path.join('/') === place.join('/')),
  );
}

/** The first fix of each finding that is not suppressed, applied to the file's text. */
export function fixAll(
  file: AnalysedFile,
  report: FileReport,
  wanted: (finding: FileFinding, fix: Fix) => boolean = () => true,
): { readonly edits: readonly TextEdit[]; readonly refused: readonly Refusal[]; readonly text: string } {
  const chosen = report.findings.flatMap((located): ChosenFix[] => {
    const fix =
      located.suppressed === undefined ? located.finding.fixes.find((one) => wanted(located, one)) : undefined;
    return fix === undefined ? [] : [{ finding: located.finding, fix }];
  });
  const { files, refused } = editsOfFixes(chosen, (uri) => (uri === file.uri ? file : undefined));
  const edits = files[0]?.edits ?? [];
  return { edits, refused, text: applyTextEdits(file.source.text, edits) };
}
