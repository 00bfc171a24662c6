import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver';
import { clientCommands } from '../protocol.ts';
import { RULES } from '../rules/index.ts';
import type { FileFinding } from '../workspace/analysis.ts';
import type { ChosenFix } from '../workspace/fixAll.ts';
import { rangeInFile, SOURCE } from './diagnosticsOf.ts';
import type { FeatureContext } from './feature.ts';
import type { Opened } from './opened.ts';
import { suppressAction } from './suppressAction.ts';
import { deferred, fixableFindings } from './wholeFile.ts';

/** Pages of more rules than this would only make the menu long: each diagnostic and the hover lead there too. */
const MOST_PAGES = 3;

/** More findings than this are selected when a person selects the file, and not to choose one of them in a menu. */
const MOST_FINDINGS = 50;

/**
 * What can be done about the findings at a place, the likeliest first: mend all at this place, mend one, mend all of the
 * kind in the file, suppress, read about it. Of very many, only all of a kind.
 */
export async function quickFixes(
  context: FeatureContext,
  params: CodeActionParams,
  opened: Opened,
): Promise<CodeAction[]> {
  const here = opened.report.findings.filter(
    (finding) => finding.suppressed === undefined && touches(rangeOf(opened, finding), params.range),
  );
  const one = [...new Map(here.map((finding) => [finding.finding.ruleId, finding])).values()];
  const wholeFile = await Promise.all(one.map((finding) => wholeFileAction(context, params, opened, finding)));
  if (here.length > MOST_FINDINGS) return wholeFile.filter((action) => action !== undefined);
  const actions = [
    allHereAction(params, opened, here),
    ...here.flatMap((finding) => fixesOf(context, params, opened, finding)),
    ...wholeFile,
    ...one.map((finding) => suppressAction(context, opened, finding, diagnosticsFor(params, opened, finding))),
    ...(one.length > MOST_PAGES ? [] : one.map((finding) => openRuleAction(context, params, opened, finding))),
  ];
  return actions.filter((action) => action !== undefined);
}

function fixesOf(
  { client }: FeatureContext,
  params: CodeActionParams,
  opened: Opened,
  located: FileFinding,
): CodeAction[] {
  const diagnostics = diagnosticsFor(params, opened, located);
  return located.finding.fixes.flatMap((fix, index): CodeAction[] => {
    const edits = opened.edits([{ finding: located.finding, fix }]);
    const action = { title: fix.title, kind: CodeActionKind.QuickFix, diagnostics };
    const [refusal] = edits.refused;
    if (refusal !== undefined)
      return client.disabledActions ? [{ ...action, disabled: refusal }].map(withoutFinding) : [];
    if (edits.files.length === 0) return [];
    return [
      { ...action, edit: opened.workspaceEdit(edits), ...(fix.safe && index === 0 ? { isPreferred: true } : {}) },
    ];
  });
}

/** Of a refusal only the reason is for the client. */
function withoutFinding(action: CodeAction & { disabled: { reason: string } }): CodeAction {
  return { ...action, disabled: { reason: action.disabled.reason } };
}

/** Several findings at one place, such as all that a container misses, mended by one edit. */
function allHereAction(params: CodeActionParams, opened: Opened, here: readonly FileFinding[]): CodeAction | undefined {
  const chosen = here.flatMap(({ finding }): ChosenFix[] => {
    const [fix] = finding.fixes;
    return fix === undefined ? [] : [{ finding, fix }];
  });
  if (chosen.length < 2) return undefined;
  const edits = opened.edits(chosen);
  const count = chosen.length - edits.refused.length;
  if (count < 2) return undefined;
  const mended = here.filter(
    ({ finding }) => finding.fixes.length > 0 && !edits.refused.some((refusal) => refusal.finding === finding),
  );
  return {
    title: `Apply all ${count} fixes here`,
    kind: CodeActionKind.QuickFix,
    diagnostics: mended.flatMap((finding) => diagnosticsFor(params, opened, finding)),
    edit: opened.workspaceEdit(edits),
  };
}

async function wholeFileAction(
  context: FeatureContext,
  params: CodeActionParams,
  opened: Opened,
  located: FileFinding,
): Promise<CodeAction | undefined> {
  const { ruleId } = located.finding;
  const chosen = fixableFindings(opened, ruleId);
  if (!atLeastTwoApply(opened, chosen)) return undefined;
  const action = {
    title: `Fix all ${chosen.length} of ${ruleId} in this file`,
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnosticsFor(params, opened, located),
  };
  return deferred(context, action, { uri: opened.document.uri, ruleId });
}

/** Looks no further than it must: a file may have hundreds of them. */
function atLeastTwoApply(opened: Opened, chosen: readonly ChosenFix[]): boolean {
  let count = 0;
  return chosen.some((one) => opened.edits([one]).files.length > 0 && ++count === 2);
}

function openRuleAction(
  { client }: FeatureContext,
  params: CodeActionParams,
  opened: Opened,
  located: FileFinding,
): CodeAction | undefined {
  if (!client.commands.has(clientCommands.openRule)) return undefined;
  const { ruleId } = located.finding;
  const rule = RULES.find(({ id }) => id === ruleId);
  const title = `Show the rule: ${rule?.title ?? ruleId}`;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnosticsFor(params, opened, located),
    command: { title, command: clientCommands.openRule, arguments: [ruleId] },
  };
}

function rangeOf({ file }: Opened, { document, start, end }: FileFinding): Range {
  return rangeInFile(file, document, start, end);
}

/** The client's diagnostics that are this finding. */
function diagnosticsFor({ context }: CodeActionParams, opened: Opened, located: FileFinding): Diagnostic[] {
  const { start } = rangeOf(opened, located);
  return context.diagnostics.filter(
    ({ source, code, range: other }) =>
      (source === undefined || source === SOURCE) &&
      code === located.finding.ruleId &&
      other.start.line === start.line &&
      other.start.character === start.character,
  );
}

/** They have a place in common, be it only that one ends where the other starts. */
function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
