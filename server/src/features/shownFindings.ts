import { SEVERITIES, type Severity } from '../engine/severity.ts';
import type { FileFinding } from '../workspace/analysis.ts';

/** VS Code keeps no more diagnostics of one file. */
export const MAXIMUM_SHOWN = 1000;

/** The findings that are shown of a file: those not suppressed, the most severe of them where there are too many. */
export function shownFindings(findings: readonly FileFinding[]): { shown: readonly FileFinding[]; left: number } {
  const open = findings.filter(({ suppressed }) => suppressed === undefined);
  // One place is kept for the message that counts the rest, and a few for problems of the syntax and of suppressions.
  const room = MAXIMUM_SHOWN - 10;
  if (open.length <= room) return { shown: open, left: 0 };
  const bySeverity = new Map<Severity, FileFinding[]>(SEVERITIES.map((severity) => [severity, []]));
  for (const finding of open) bySeverity.get(finding.finding.severity)?.push(finding);
  const shown = [...bySeverity.values()].flat().slice(0, room);
  return { shown, left: open.length - shown.length };
}
