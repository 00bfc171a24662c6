import { DiagnosticSeverity, DiagnosticTag, type Diagnostic, type Range } from 'vscode-languageserver';
import type { Severity } from '../engine/severity.ts';
import { rangeOf } from '../documents/locate.ts';
import type { Position } from '../documents/lines.ts';
import { LineIndex } from '../documents/lines.ts';
import { rulePage } from '../rulePages.ts';
import type { AnalysedFile, FileFinding } from '../workspace/analysis.ts';
import type { OpenFileReport, Workspace } from '../workspace/workspace.ts';
import type { RelatedPlace } from '../engine/finding.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import { shownFindings } from './shownFindings.ts';

export const SOURCE = 'hardlint';

/** How harm is shown: only what hands over a node or a cluster is an error. */
const SEVERITY_SHOWN: Readonly<Record<Severity, DiagnosticSeverity>> = {
  critical: DiagnosticSeverity.Error,
  high: DiagnosticSeverity.Warning,
  medium: DiagnosticSeverity.Warning,
  low: DiagnosticSeverity.Information,
  info: DiagnosticSeverity.Hint,
};

const TAGS = { deprecated: DiagnosticTag.Deprecated, unnecessary: DiagnosticTag.Unnecessary };

/** The diagnostics of an open file. */
export function diagnosticsOf(
  opened: OpenFileReport,
  text: string,
  workspace: Workspace,
  client: ClientFeatures,
): Diagnostic[] {
  if (opened.state === 'config') {
    const lines = new LineIndex(text);
    return opened.problems.map(({ start, end, message }) => ({
      range: { start: lines.positionAt(start), end: lines.positionAt(end) },
      severity: DiagnosticSeverity.Warning,
      source: SOURCE,
      message,
    }));
  }
  if (opened.state !== 'checked') return [];
  const { file, report } = opened;
  const { shown, left } = shownFindings(report.findings);
  const diagnostics = shown.map((finding) => diagnosticOf(finding, file, workspace, client));
  diagnostics.push(...syntaxDiagnostics(file));
  for (const problem of report.directiveProblems) {
    const { lines } = file.documents[problem.document] ?? {};
    if (lines === undefined) continue;
    diagnostics.push({
      range: rangeInFile(file, problem.document, lines.positionAt(problem.start), lines.positionAt(problem.end)),
      severity: SEVERITY_SHOWN[problem.severity],
      ...ruleOf(problem.ruleId, client),
      message: problem.message,
      tags: problem.ruleId === 'suppression-unused' ? [DiagnosticTag.Unnecessary] : [],
    });
  }
  if (left > 0) {
    diagnostics.push({
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
      severity: DiagnosticSeverity.Information,
      source: SOURCE,
      message: `${left} more findings of this file, none more severe than those shown, are not listed. Run "hardlint check" to see all of them.`,
    });
  }
  return diagnostics;
}

function diagnosticOf(
  located: FileFinding,
  file: AnalysedFile,
  workspace: Workspace,
  client: ClientFeatures,
): Diagnostic {
  const { finding, document, start, end } = located;
  const related = client.relatedInformation ? finding.related.map((place) => relatedInformation(place, workspace)) : [];
  return {
    range: rangeInFile(file, document, start, end),
    severity: SEVERITY_SHOWN[finding.severity],
    ...ruleOf(finding.ruleId, client),
    message: finding.message,
    ...(finding.tags.length > 0 ? { tags: finding.tags.map((tag) => TAGS[tag]) } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}

function ruleOf(id: string, client: ClientFeatures): Pick<Diagnostic, 'source' | 'code' | 'codeDescription'> {
  const href = client.ruleLinkBase === undefined ? rulePage(id) : `${client.ruleLinkBase}${id}`;
  return { source: SOURCE, code: id, codeDescription: { href } };
}

/** Broken text is reported only where it is a Kubernetes document: other files are not ours. */
function syntaxDiagnostics(file: AnalysedFile): Diagnostic[] {
  return file.documents.flatMap(({ source, lines }, document) =>
    source.problems.map(({ start, end, message }) => ({
      range: rangeInFile(file, document, lines.positionAt(start), lines.positionAt(end)),
      severity: DiagnosticSeverity.Error,
      source: SOURCE,
      message,
    })),
  );
}

export function rangeInFile(file: AnalysedFile, document: number, start: Position, end: Position): Range {
  return { start: file.toFile(document, start), end: file.toFile(document, end) };
}

/** A place in a file that is not open is shown by the start of its document: more would mean to read the file. */
function relatedInformation(
  { resource, path, message }: RelatedPlace,
  workspace: Workspace,
): { location: { uri: string; range: Range }; message: string } {
  const origin = resource.origin(path);
  const file = workspace.openFile(origin.uri);
  const analysed = file?.documents[origin.document];
  if (file === undefined || analysed === undefined) {
    const start = { line: workspace.lineOf(origin.uri, origin.document), character: 0 };
    return { location: { uri: origin.uri, range: { start, end: start } }, message };
  }
  const range = rangeOf(analysed.source, origin.path);
  const { lines } = analysed;
  return {
    location: {
      uri: workspace.clientUri(origin.uri),
      range: rangeInFile(file, origin.document, lines.positionAt(range.start), lines.positionAt(range.end)),
    },
    message,
  };
}
