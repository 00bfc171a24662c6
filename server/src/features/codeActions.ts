import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Fix } from '../engine/fix.ts';
import { clientCommands, suppressionComment, type SuppressLineArguments } from '../protocol.ts';
import { RULES } from '../rules/index.ts';
import type { FileFinding } from '../workspace/analysis.ts';
import { editsOfFixes, type ChosenFix } from '../workspace/fixAll.ts';
import type { OpenFileReport } from '../workspace/workspace.ts';
import { rangeInFile, SOURCE } from './diagnosticsOf.ts';
import type { Feature, FeatureContext } from './feature.ts';
import { workspaceEdit } from './textEdits.ts';

const FIX_ALL = `${CodeActionKind.SourceFixAll}.hardlint`;

type Checked = Extract<OpenFileReport, { state: 'checked' }>;

/** What an action needs to make its edit when it is chosen: most of those offered never are. */
interface Unresolved {
  readonly uri: string;
  /** Undefined: all safe fixes. */
  readonly ruleId?: string;
}

/** Quick fixes of findings, the same fix in the whole file, suppression with a reason, and all safe fixes at once. */
export const codeActions: Feature = {
  capabilities: ({ resolvesEdits }) => ({
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: resolvesEdits },
  }),

  register(context) {
    context.connection.onCodeAction((params) => {
      const opened = context.workspace.report(params.textDocument.uri);
      const document = context.documents.get(params.textDocument.uri);
      if (opened?.state !== 'checked' || document === undefined) return [];
      const actions: CodeAction[] = [];
      if (wants(params, CodeActionKind.QuickFix)) actions.push(...quickFixes(context, params, opened, document));
      if (wants(params, FIX_ALL)) actions.push(...fixAllActions(context, opened, document));
      return actions;
    });
    context.connection.onCodeActionResolve((action) => resolve(context, action));
  },
};

function wants({ context: { only } }: CodeActionParams, kind: string): boolean {
  // A kind that a menu did not ask for is not offered there: all of the file's fixes belong to "source" actions.
  if (only === undefined) return kind === CodeActionKind.QuickFix;
  return only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
}

function quickFixes(
  context: FeatureContext,
  params: CodeActionParams,
  opened: Checked,
  document: TextDocument,
): CodeAction[] {
  const here = opened.report.findings.filter(
    (finding) => finding.suppressed === undefined && overlaps(rangeOfFinding(opened, finding), params.range),
  );
  const own = here.flatMap((finding) => fixesOf(context, params, opened, document, finding));
  const together = allHereAction(context, params, opened, document, here);
  const rules = [...new Map(here.map((finding) => [finding.finding.ruleId, finding])).values()];
  return [
    ...own,
    ...(together === undefined ? [] : [together]),
    ...rules.flatMap((finding) => wholeFileAction(context, opened, document, finding) ?? []),
    ...rules.flatMap((finding) => suppressAction(context, params, opened, document, finding) ?? []),
    ...rules.flatMap((finding) => openRuleAction(context, params, opened, finding) ?? []),
  ];
}

function fixesOf(
  { client }: FeatureContext,
  params: CodeActionParams,
  { file }: Checked,
  document: TextDocument,
  located: FileFinding,
): CodeAction[] {
  const diagnostics = diagnosticsFor(params, located, rangeInFile(file, located.document, located.start, located.end));
  return located.finding.fixes.flatMap((fix, index): CodeAction[] => {
    const { edits, refused } = editsOfFixes(file, [{ finding: located.finding, fix }]);
    const [refusal] = refused;
    if (refusal !== undefined) {
      return [{ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics, disabled: { reason: refusal.reason } }];
    }
    if (edits.length === 0) return [];
    const edit = workspaceEdit(file.uri, document.version, file.source.text, edits, client.snippetEdits);
    return [
      { title: fix.title, kind: CodeActionKind.QuickFix, diagnostics, edit, isPreferred: fix.safe && index === 0 },
    ];
  });
}

/** Several findings at one place, such as all that a container misses, mended by one edit. */
function allHereAction(
  { client }: FeatureContext,
  params: CodeActionParams,
  { file }: Checked,
  document: TextDocument,
  here: readonly FileFinding[],
): CodeAction | undefined {
  const chosen = here.flatMap(({ finding }): ChosenFix[] => {
    const [fix] = finding.fixes;
    return fix === undefined ? [] : [{ finding, fix }];
  });
  if (chosen.length < 2) return undefined;
  const { edits, refused } = editsOfFixes(file, chosen);
  const count = chosen.length - refused.length;
  if (count < 2) return undefined;
  const diagnostics = here.flatMap((located) =>
    diagnosticsFor(params, located, rangeInFile(file, located.document, located.start, located.end)),
  );
  const edit = workspaceEdit(file.uri, document.version, file.source.text, edits, client.snippetEdits);
  return { title: `Apply all ${count} fixes here`, kind: CodeActionKind.QuickFix, diagnostics, edit };
}

function wholeFileAction(
  context: FeatureContext,
  opened: Checked,
  document: TextDocument,
  { finding }: FileFinding,
): CodeAction | undefined {
  const count = fixable(opened, finding.ruleId).length;
  if (count < 2) return undefined;
  const action = { title: `Fix all ${count} of ${finding.ruleId} in this file`, kind: CodeActionKind.QuickFix };
  return deferred(context, action, { uri: document.uri, ruleId: finding.ruleId });
}

function fixAllActions(context: FeatureContext, opened: Checked, document: TextDocument): CodeAction[] {
  const chosen = fixable(opened, undefined);
  if (chosen.length === 0) return [];
  const title = chosen.length === 1 ? 'Apply the safe Hardlint fix' : `Apply all ${chosen.length} safe Hardlint fixes`;
  return [deferred(context, { title, kind: FIX_ALL }, { uri: document.uri })];
}

function deferred(context: FeatureContext, action: CodeAction, data: Unresolved): CodeAction {
  return context.client.resolvesEdits ? { ...action, data } : resolve(context, { ...action, data });
}

function resolve(context: FeatureContext, action: CodeAction): CodeAction {
  const { uri, ruleId } = (action.data ?? {}) as Partial<Unresolved>;
  const opened = uri === undefined ? undefined : context.workspace.report(uri);
  const document = uri === undefined ? undefined : context.documents.get(uri);
  if (opened?.state !== 'checked' || document === undefined) return action;
  const { edits } = editsOfFixes(opened.file, fixable(opened, ruleId));
  return {
    ...action,
    edit: workspaceEdit(document.uri, document.version, opened.file.source.text, edits, context.client.snippetEdits),
  };
}

/** The fixes that "all" means: of one rule its first, whether safe or not, since a person chose it; of all rules the safe ones. */
function fixable({ report }: Checked, ruleId: string | undefined): ChosenFix[] {
  return report.findings.flatMap(({ finding, suppressed }): ChosenFix[] => {
    if (suppressed !== undefined || (ruleId !== undefined && finding.ruleId !== ruleId)) return [];
    const fix = finding.fixes.find((one: Fix) => ruleId !== undefined || one.safe);
    return fix === undefined ? [] : [{ finding, fix }];
  });
}

function suppressAction(
  { client }: FeatureContext,
  params: CodeActionParams,
  { file }: Checked,
  document: TextDocument,
  located: FileFinding,
): CodeAction | undefined {
  const { line } = file.toFile(located.document, located.start);
  const { ruleId } = located.finding;
  // JSON has no comments, and within braces a line may belong to no one value.
  if (/^\s*[{["]/u.test(file.placed(located.document).document.text)) return undefined;
  const action = {
    title: `Suppress ${ruleId} on this line…`,
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnosticsFor(params, located, rangeInFile(file, located.document, located.start, located.end)),
  };
  if (client.commands.has(clientCommands.suppressLine)) {
    const argument: SuppressLineArguments = { uri: document.uri, line, ruleId };
    return { ...action, command: { title: action.title, command: clientCommands.suppressLine, arguments: [argument] } };
  }
  const start = document.offsetAt({ line, character: 0 });
  const indentation = /^[ \t]*/u.exec(document.getText().slice(start))?.[0] ?? '';
  const hint = 'why it is fine here';
  const before = `${indentation}${suppressionComment(ruleId, '')}`;
  const newText = `${before}${hint}\n`;
  const placeholders = [{ start: before.length, end: before.length + hint.length, hint }];
  const edit = workspaceEdit(
    document.uri,
    document.version,
    document.getText(),
    [{ start, end: start, newText, placeholders }],
    client.snippetEdits,
  );
  return { ...action, edit };
}

function openRuleAction(
  { client }: FeatureContext,
  params: CodeActionParams,
  { file }: Checked,
  located: FileFinding,
): CodeAction | undefined {
  if (!client.commands.has(clientCommands.openRule)) return undefined;
  const { ruleId } = located.finding;
  const rule = RULES.find(({ id }) => id === ruleId);
  const title = `Show the rule: ${rule?.title ?? ruleId}`;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnosticsFor(params, located, rangeInFile(file, located.document, located.start, located.end)),
    command: { title, command: clientCommands.openRule, arguments: [ruleId] },
  };
}

function rangeOfFinding({ file }: Checked, { document, start, end }: FileFinding): Range {
  return rangeInFile(file, document, start, end);
}

function diagnosticsFor({ context }: CodeActionParams, { finding }: FileFinding, range: Range): Diagnostic[] {
  return context.diagnostics.filter(
    ({ source, code, range: other }) =>
      (source === undefined || source === SOURCE) &&
      code === finding.ruleId &&
      other.start.line === range.start.line &&
      other.start.character === range.start.character,
  );
}

function overlaps(a: Range, b: Range): boolean {
  return isBefore(a.start, b.end) && isBefore(b.start, a.end);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}
