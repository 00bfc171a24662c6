import { commands, l10n, Uri, window, workspace } from 'vscode';
import { clientCommands } from '../../../server/src/protocol.ts';
import type { Command } from './command.ts';

/** Shows the page of a rule, which comes with the extension. Without an id, asks which one. */
export const openRule: Command = {
  id: clientCommands.openRule,
  async run({ extensionUri }, id) {
    const folder = Uri.joinPath(extensionUri, 'docs', 'rules');
    const rule = typeof id === 'string' ? id : await pickRule(folder);
    if (rule === undefined) return;
    const page = Uri.joinPath(folder, `${rule}.md`);
    // An id from a link may be anything: only a page of ours is opened, never a path out of the folder.
    if (!/^[a-z0-9-]+$/.test(rule) || !(await exists(page))) {
      void window.showWarningMessage(l10n.t('Hardlint has no rule "{0}".', rule));
      return;
    }
    await commands.executeCommand('markdown.showPreview', page);
  },
};

async function pickRule(folder: Uri): Promise<string | undefined> {
  const files = await workspace.fs.readDirectory(folder);
  const ids = files.flatMap(([name]) => (name.endsWith('.md') && name !== 'README.md' ? [name.slice(0, -3)] : []));
  return window.showQuickPick(ids.sort(), { title: l10n.t('Open the Page of a Rule'), matchOnDescription: true });
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
