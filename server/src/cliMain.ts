import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, workerData } from 'node:worker_threads';
import { check } from './cli/check.ts';
import type { Command } from './cli/command.ts';
import { explain } from './cli/explain.ts';
import { rules } from './cli/rulesCommand.ts';
import { EXIT, UsageError } from './cli/usageError.ts';
import { runWorker } from './cli/worker.ts';
import type { WorkerSettings } from './cli/remoteShard.ts';
import { suggestion } from './settings.ts';

declare const HARDLINT_VERSION: string | undefined;

const COMMANDS: readonly Command[] = [check, rules, explain];

const OVERVIEW = `Usage: hardlint COMMAND [options]

${COMMANDS.map(({ usage, summary }) => `  ${usage.padEnd(32)} ${summary}`).join('\n')}
  ${'lsp --stdio'.padEnd(32)} Run the language server for an editor

"hardlint COMMAND --help" explains a command.
`;

/** Runs a command line. @returns The exit code. */
async function run(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    process.stderr.write(OVERVIEW);
    return EXIT.usage;
  }
  const helped = COMMANDS.find((one) => name === 'help' && one.name === rest[0]);
  if (helped !== undefined) return help(helped);
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(OVERVIEW);
    return EXIT.fine;
  }
  if (name === '--version') {
    process.stdout.write(`${typeof HARDLINT_VERSION === 'string' ? HARDLINT_VERSION : 'development'}\n`);
    return EXIT.fine;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) {
    throw new UsageError(
      `There is no command "${name}".${suggestion(name, [...COMMANDS.map((one) => one.name), 'lsp'])}`,
    );
  }
  if (rest.includes('--help') || rest.includes('-h')) return help(command);
  const { positionals, values } = parse(command, rest);
  return command.run(positionals, values);
}

function help({ usage, help: text }: Command): number {
  process.stdout.write(`Usage: hardlint ${usage}\n\n${text}\n`);
  return EXIT.fine;
}

/** @throws UsageError for an option that the command has not, or one without its value. */
function parse(
  command: Command,
  args: readonly string[],
): { positionals: string[]; values: Record<string, string | undefined> } {
  const { tokens, positionals, values } = parseArgs({
    args: [...args],
    options: command.options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const known = Object.keys(command.options);
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (!known.includes(name))
      throw new UsageError(
        `"${command.name}" has no option "${rawName}".${suggestion(
          rawName,
          known.map((one) => `--${one}`),
        )}`,
      );
    // `--format --profile cis` forgot the format; `--format=--profile` would say that it is meant.
    if (value === undefined || (!inlineValue && value.startsWith('-') && value !== '-'))
      throw new UsageError(`The option "${rawName}" needs a value. See "hardlint ${command.name} --help".`);
  }
  return { positionals, values: values as Record<string, string | undefined> };
}

async function main(): Promise<void> {
  if (process.argv[2] === 'lsp') {
    // The language server is a bundle of its own, which reads the rest of the command line.
    if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
    await import(join(import.meta.dirname, 'server.cjs'));
    return;
  }
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) =>
    process.exit(code === 'EPIPE' ? EXIT.fine : EXIT.usage),
  );
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    // A mistake of our own must not look like findings, whose exit code is 1.
    process.exitCode = EXIT.usage;
    const message =
      error instanceof UsageError ? error.message : `a mistake of its own; please report it: ${stackOf(error)}`;
    process.stderr.write(`hardlint: ${message}\n`);
  }
}

function stackOf(error: unknown): string {
  return (error instanceof Error ? error.stack : undefined) ?? String(error);
}

if (!isMainThread && (workerData as Partial<WorkerSettings> | null)?.hardlint === 'check') runWorker();
else void main();
