import type { TextEdit } from '../documents/edit.ts';
import { applyPathEdits, applyTextEdits } from '../documents/edits.ts';
import type { PathEdit } from '../documents/edit.ts';
import type { Fix } from '../engine/fix.ts';
import type { Finding } from '../engine/finding.ts';
import type { AnalysedFile, FileFinding, FileReport } from './analysis.ts';

/** Why a fix could not be written as a text edit. */
export interface Refusal {
  readonly finding: Finding;
  readonly reason: string;
}

/** Text edits of one file, in offsets of the whole file. */
export interface FileEdits {
  readonly edits: readonly TextEdit[];
  readonly refused: readonly Refusal[];
}

/** A fix together with the finding it mends. */
export interface ChosenFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** The edits that one fix makes in this file; fixes of other files' resources are refused here. */
export function editsOfFixes(file: AnalysedFile, chosen: readonly ChosenFix[]): FileEdits {
  const edits: TextEdit[] = [];
  const refused: Refusal[] = [];
  const accepted = new Map<number, PathEdit[]>();
  for (const { finding, fix } of chosen) {
    const added = pathEdits(finding, fix);
    const trial = new Map<number, PathEdit[]>();
    for (const { uri, document, edit } of added) {
      if (uri !== file.uri) {
        refused.push({ finding, reason: 'The change belongs to another file.' });
        trial.clear();
        break;
      }
      trial.set(document, [...(trial.get(document) ?? accepted.get(document) ?? []), edit]);
    }
    const refusal = firstRefusal(file, trial);
    if (refusal !== undefined) refused.push({ finding, reason: refusal });
    else for (const [document, list] of trial) accepted.set(document, list);
  }
  for (const [document, list] of accepted) {
    const { document: source, start } = file.placed(document);
    const result = applyPathEdits(source, list);
    if ('edits' in result)
      edits.push(...result.edits.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start })));
  }
  return { edits: edits.sort((a, b) => a.start - b.start), refused };
}

function firstRefusal(file: AnalysedFile, trial: ReadonlyMap<number, readonly PathEdit[]>): string | undefined {
  for (const [document, list] of trial) {
    const result = applyPathEdits(file.placed(document).document, list);
    if ('refused' in result) return result.refused;
  }
  return undefined;
}

function pathEdits(finding: Finding, fix: Fix): { uri: string; document: number; edit: PathEdit }[] {
  return fix.edits.map(({ edit, resource = finding.resource }) => {
    const origin = resource.origin(edit.path);
    return { uri: origin.uri, document: origin.document, edit: { ...edit, path: origin.path } };
  });
}

/** The first fix of each finding that is not suppressed, applied to the file's text. */
export function fixAll(
  file: AnalysedFile,
  report: FileReport,
  wanted: (finding: FileFinding, fix: Fix) => boolean = () => true,
): FileEdits & { readonly text: string } {
  const chosen = report.findings.flatMap((located): ChosenFix[] => {
    const fix =
      located.suppressed === undefined ? located.finding.fixes.find((one) => wanted(located, one)) : undefined;
    return fix === undefined ? [] : [{ finding: located.finding, fix }];
  });
  const result = editsOfFixes(file, chosen);
  return { ...result, text: applyTextEdits(file.source.text, result.edits) };
}
