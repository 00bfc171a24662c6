import { commands } from 'vscode';
import type { Command } from './command.ts';

/** Applies every safe fix of the active file, through the code action that also runs on save. */
export const fixAll: Command = {
  id: 'hardlint.fixAll',
  run: () => commands.executeCommand('editor.action.codeAction', { kind: 'source.fixAll.hardlint', apply: 'first' }),
};
