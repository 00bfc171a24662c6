import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import { clientCommands, suppressionComment, type SuppressLineArguments } from '../protocol.ts';
import type { FileFinding } from '../workspace/analysis.ts';
import type { Opened } from './opened.ts';
import type { FeatureContext } from './feature.ts';
import { workspaceEdit } from './textEdits.ts';

/**
 * Hides a finding by a comment above its line. A client that has the command asks for the reason; for others the comment
 * is written with a place for it. JSON, and YAML written like it, has no place for a comment: there is no action.
 */
export function suppressAction(
  { client }: FeatureContext,
  { file, document }: Opened,
  located: FileFinding,
  diagnostics: Diagnostic[],
): CodeAction | undefined {
  const { tree } = file.placed(located.document).document;
  if (
    /^jsonc?$/u.test(document.languageId) ||
    (tree?.type !== 'scalar' && tree?.type !== 'alias' && tree?.flow === true)
  )
    return undefined;
  const { line } = file.toFile(located.document, located.start);
  const { ruleId } = located.finding;
  const action = { title: `Suppress ${ruleId} on this line`, kind: CodeActionKind.QuickFix, diagnostics };
  if (client.commands.has(clientCommands.suppressLine)) {
    const argument: SuppressLineArguments = { uri: document.uri, line, ruleId };
    const title = `${action.title}…`;
    return { ...action, title, command: { title, command: clientCommands.suppressLine, arguments: [argument] } };
  }
  const text = document.getText();
  const start = document.offsetAt({ line, character: 0 });
  const indentation = /^[ \t]*/u.exec(text.slice(start))?.[0] ?? '';
  const hint = 'why it is fine here';
  const before = `${indentation}${suppressionComment(ruleId, '')}`;
  const newText = `${before}${hint}${text.includes('\r\n') ? '\r\n' : '\n'}`;
  const placeholders = [{ start: before.length, end: before.length + hint.length, hint }];
  const edits = [{ start, end: start, newText, placeholders }];
  return { ...action, edit: workspaceEdit([{ uri: document.uri, version: document.version, text, edits }], client) };
}
