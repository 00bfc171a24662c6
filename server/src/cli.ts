import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { check } from './cli/check.ts';
import type { Command } from './cli/command.ts';
import { explain } from './cli/explain.ts';
import { rules } from './cli/rulesCommand.ts';
import { EXIT, UsageError } from './cli/usageError.ts';
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
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`Usage: hardlint ${command.usage}\n\n${command.help}\n`);
    return EXIT.fine;
  }
  const { positionals, values } = parse(command, rest);
  return command.run(positionals, values);
}

function parse(
  command: Command,
  args: readonly string[],
): { positionals: string[]; values: Record<string, string | undefined> } {
  try {
    const { positionals, values } = parseArgs({ args: [...args], options: command.options, allowPositionals: true });
    return { positionals, values: values as Record<string, string | undefined> };
  } catch (error) {
    const option = args.find(
      (arg) => arg.startsWith('--') && !Object.hasOwn(command.options, arg.slice(2).split('=')[0] ?? ''),
    );
    if (option === undefined) throw new UsageError(error instanceof Error ? error.message : String(error));
    const name = option.slice(2).split('=')[0] ?? '';
    throw new UsageError(
      `"${command.name}" has no option "--${name}".${suggestion(name, Object.keys(command.options))}`,
    );
  }
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
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`hardlint: ${error.message}\n`);
    process.exitCode = EXIT.usage;
  }
}

void main();
