import type { Path } from '../documents/path.ts';
import type { Position } from '../documents/lines.ts';
import type { Severity } from '../engine/severity.ts';

/** What a check found, in the form of `--format json`; every other format is drawn from it alone. */
export interface CheckResult {
  readonly findings: readonly CheckFinding[];
  readonly notChecked: readonly CheckGap[];
  readonly errors: readonly CheckError[];
  readonly summary: CheckSummary;
}

export interface CheckFinding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  /** In the form in which the path was given; `-` for standard input. */
  readonly file: string;
  /** Lines and characters from 0, characters in UTF-16 units. */
  readonly range: { readonly start: Position; readonly end: Position };
  readonly path: Path;
  readonly resource: CheckedResource;
  readonly fixable: boolean;
  readonly suppressed?: { readonly by: string; readonly reason: string };
}

export interface CheckedResource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string | null;
}

/** A question about a resource that could not be answered, neither good nor bad. */
export interface CheckGap {
  readonly ruleId: string;
  readonly file: string;
  readonly resource: CheckedResource;
  readonly reason: string;
}

/** A file that could not be read or parsed, a mistake in the configuration, or a rule that crashed. */
export interface CheckError {
  readonly file: string;
  readonly message: string;
  /** Where in the file, when that is known. */
  readonly position?: Position;
}

export interface CheckSummary {
  /** Files that were read, whether or not they hold manifests. */
  readonly files: number;
  readonly documents: number;
  readonly resources: number;
  /** Findings that are not suppressed. */
  readonly bySeverity: Readonly<Record<Severity, number>>;
}
