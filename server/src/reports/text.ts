import { SEVERITIES, type Severity } from '../engine/severity.ts';
import type { CheckFinding, CheckGap, CheckResult } from './checkResult.ts';
import type { Style } from './style.ts';

/** For a person: findings below the file that they are in, then what could not be checked, then a summary. */
export function textReport(result: CheckResult, style: Style): string {
  const open = result.findings.filter(({ suppressed }) => suppressed === undefined);
  const lines: string[] = [];
  for (const [file, findings] of byFile(open)) {
    lines.push(style.bold(file), ...table(findings, style), '');
  }
  for (const { file, message, position } of result.errors) {
    const place = position === undefined ? file : `${file}:${position.line + 1}:${position.character + 1}`;
    lines.push(`${style.severity('critical', 'error')}  ${style.bold(place)}: ${message}`);
  }
  if (result.errors.length > 0) lines.push('');
  lines.push(...gaps(result.notChecked, style), summary(result, open, style));
  return `${lines.join('\n')}\n`;
}

function byFile(findings: readonly CheckFinding[]): Map<string, CheckFinding[]> {
  const files = new Map<string, CheckFinding[]>();
  for (const finding of findings) {
    const list = files.get(finding.file);
    if (list === undefined) files.set(finding.file, [finding]);
    else list.push(finding);
  }
  return files;
}

function table(findings: readonly CheckFinding[], style: Style): string[] {
  const places = findings.map(({ range: { start } }) => `${start.line + 1}:${start.character + 1}`);
  const widest = Math.max(...places.map(({ length }) => length));
  return findings.map(({ severity, message, ruleId }, index) => {
    const place = style.dim((places[index] ?? '').padStart(widest + 2));
    return `${place}  ${style.severity(severity, severity.padEnd(8))}  ${message}  ${style.dim(ruleId)}`;
  });
}

/** One line for each reason: what could not be checked, and for how many objects. */
function gaps(notChecked: readonly CheckGap[], style: Style): string[] {
  const reasons = new Map<string, Map<string, number>>();
  for (const { ruleId, reason } of notChecked) {
    const rules = reasons.get(reason) ?? new Map<string, number>();
    reasons.set(reason, rules.set(ruleId, (rules.get(ruleId) ?? 0) + 1));
  }
  const lines = [...reasons].map(([reason, rules]) =>
    style.dim(`Not checked, because ${reason}: ${[...rules.keys()].join(', ')}.`),
  );
  return lines.length === 0 ? [] : [...lines, ''];
}

function summary(
  { findings, errors, summary: { files, resources, bySeverity } }: CheckResult,
  open: readonly CheckFinding[],
  style: Style,
): string {
  const checked = `${count(resources, 'object')} in ${count(files, 'file')}`;
  const suppressed = findings.length - open.length;
  const notes = [
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(errors.length > 0 ? [count(errors.length, 'error')] : []),
  ].map((note) => `, ${note}`);
  if (open.length === 0) return `${style.bold('No findings')} in ${checked}${notes.join('')}.`;
  const severities = SEVERITIES.filter((severity) => bySeverity[severity] > 0).map((severity: Severity) =>
    style.severity(severity, `${bySeverity[severity]} ${severity}`),
  );
  return `${style.bold(count(open.length, 'finding'))} (${severities.join(', ')}) in ${checked}${notes.join('')}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
