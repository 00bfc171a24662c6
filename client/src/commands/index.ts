import { commands, type Disposable } from 'vscode';
import type { Command, CommandContext } from './command.ts';
import { fixAll } from './fixAll.ts';
import { openRule } from './openRule.ts';
import { restartServer } from './restartServer.ts';
import { showOutput } from './showOutput.ts';
import { suppressLine } from './suppressLine.ts';

const all: readonly Command[] = [fixAll, openRule, restartServer, showOutput, suppressLine];

export function registerCommands(context: CommandContext): Disposable[] {
  return all.map((command) =>
    commands.registerCommand(command.id, (...args: unknown[]) => command.run(context, ...args)),
  );
}
