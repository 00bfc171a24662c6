import { l10n, Position, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { clientCommands, suppressionComment, type SuppressLineArguments } from '../../../server/src/protocol.ts';
import type { Command } from './command.ts';

/** Asks why a finding is fine, and writes the comment with that reason above its line. */
export const suppressLine: Command = {
  id: clientCommands.suppressLine,
  async run(_context, args) {
    if (!isSuppressLineArguments(args)) return;
    const document = await workspace.openTextDocument(Uri.parse(args.uri));
    const { version } = document;
    const reason = await window.showInputBox({
      title: l10n.t('Suppress {0} on This Line', args.ruleId),
      prompt: l10n.t('Why is it fine here? The reason is kept in the comment.'),
      placeHolder: l10n.t('for example: the node agent needs the host network'),
      ignoreFocusOut: true,
      validateInput: (text) => (text.trim() === '' ? l10n.t('A suppression needs a reason.') : undefined),
    });
    if (reason === undefined) return;
    if (document.version !== version) {
      void window.showWarningMessage(l10n.t('The file has changed meanwhile. Choose the action again.'));
      return;
    }
    const line = document.lineAt(args.line);
    const indentation = line.text.slice(0, line.firstNonWhitespaceCharacterIndex);
    const comment = suppressionComment(args.ruleId, reason.trim());
    const edit = new WorkspaceEdit();
    // The editor turns the line break into the document's own.
    edit.insert(document.uri, new Position(args.line, 0), `${indentation}${comment}\n`);
    await workspace.applyEdit(edit);
  },
};

function isSuppressLineArguments(value: unknown): value is SuppressLineArguments {
  const { uri, line, ruleId } = (value ?? {}) as Partial<Record<keyof SuppressLineArguments, unknown>>;
  return typeof uri === 'string' && Number.isInteger(line) && typeof ruleId === 'string';
}
