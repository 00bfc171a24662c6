import { DIRECTIVE_FORMS, type Directive } from './directives.ts';
import type { Severity } from './severity.ts';
import type { Selection } from './selection.ts';

/** What a suppression is matched against: a finding at its place in a file. */
export interface Suppressible {
  readonly ruleId: string;
  /** Line of the file, from 0, on which the finding starts. */
  readonly line: number;
}

/** A directive at its place in a file. */
export interface PlacedDirective {
  readonly directive: Directive;
  /** Position of its document in the file. */
  readonly document: number;
  /** Line of the file that it stands on, from 0. */
  readonly line: number;
  /** The line that it covers; undefined for the whole file. */
  readonly covers: number | undefined;
  /** Something that it covers could not be judged, so that it may be of use though nothing is reported. */
  readonly mayCoverMore: boolean;
}

export interface Suppression {
  readonly by: 'comment';
  readonly reason: string;
}

/** Something wrong with a suppression itself. Offsets are those of the directive's document. */
export interface DirectiveProblem {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  readonly document: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Matches suppression comments with the findings of one file.
 *
 * @returns For each finding, in order, what suppresses it; and the comments that are wrong, useless or unexplained.
 */
export function suppress(
  findings: readonly Suppressible[],
  directives: readonly PlacedDirective[],
  knownRules: ReadonlySet<string>,
  selection: Selection,
  suggest: (id: string) => string,
): { suppressed: (Suppression | undefined)[]; problems: DirectiveProblem[] } {
  const used = new Set<object>();
  const suppressed = findings.map((finding): Suppression | undefined => {
    let first: Suppression | undefined;
    for (const { directive, covers } of directives) {
      if (directive.scope === undefined || (covers !== undefined && covers !== finding.line)) continue;
      for (const rule of directive.rules) {
        if (rule.id !== finding.ruleId) continue;
        used.add(rule);
        first ??= { by: 'comment', reason: directive.reason };
      }
    }
    return first;
  });
  const severities = new Map(selection.active.map(({ rule, severity }) => [rule.id, severity]));
  const problems: DirectiveProblem[] = [];
  for (const { directive, document, mayCoverMore } of directives) {
    const report = (ruleId: string, message: string, { start, end }: { start: number; end: number }): void => {
      const severity = severities.get(ruleId);
      if (severity !== undefined) problems.push({ ruleId, severity, message, document, start, end });
    };
    if (directive.scope === undefined) {
      report(
        'suppression-rule-unknown',
        `This suppresses nothing: a suppression begins with ${DIRECTIVE_FORMS.join(', ')}.`,
        directive,
      );
      continue;
    }
    if (directive.rules.length === 0) {
      report(
        'suppression-rule-unknown',
        'This suppression names no rule, so it does nothing. Write the id of the rule after it.',
        directive,
      );
    }
    for (const rule of directive.rules) {
      if (!knownRules.has(rule.id))
        report('suppression-rule-unknown', `There is no rule "${rule.id}".${suggest(rule.id)}`, rule);
      else if (severities.has(rule.id) && !used.has(rule) && !mayCoverMore) {
        report(
          'suppression-unused',
          `${rule.id} reports nothing ${directive.scope === 'file' ? 'in this file' : 'there'}: remove the suppression.`,
          rule,
        );
      }
    }
    if (directive.reason === '' && directive.rules.length > 0) {
      report('suppression-reason-missing', 'Say why this is accepted: add " -- " and the reason.', directive);
    }
  }
  return { suppressed, problems };
}
