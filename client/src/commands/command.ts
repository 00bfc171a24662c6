import type { LogOutputChannel, Uri } from 'vscode';
import type { Servers } from '../servers.ts';

/** What the commands work with. */
export interface CommandContext {
  readonly servers: Servers;
  readonly log: LogOutputChannel;
  /** The folder that the extension is installed in. */
  readonly extensionUri: Uri;
}

/** A command: its id in package.json, and what it does. Arguments come from outside and are not to be trusted. */
export interface Command {
  readonly id: string;
  run(context: CommandContext, ...args: readonly unknown[]): unknown;
}
