import type { ParseArgsOptionsConfig } from 'node:util';

/** One command of the command line. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly help: string;
  /** Options that take a text each. */
  readonly options: ParseArgsOptionsConfig;
  /** @returns The exit code. @throws UsageError for what cannot be understood. */
  run(positionals: readonly string[], options: Readonly<Record<string, string | undefined>>): number | Promise<number>;
}
