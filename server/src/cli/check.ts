import { atLeast, isSeverity, SEVERITIES, type Severity } from '../engine/severity.ts';
import { suggestion } from '../settings.ts';
import type { CheckResult } from '../reports/checkResult.ts';
import { jsonReport } from '../reports/json.ts';
import { style, wantsColour } from '../reports/style.ts';
import { textReport } from '../reports/text.ts';
import { checkFiles, configFinder, isExcluded } from './checkFiles.ts';
import type { Command } from './command.ts';
import { Crew } from './crew.ts';
import { inputsOf } from './inputs.ts';
import { Progress } from './progress.ts';
import { configFiles } from './settingsOptions.ts';
import { EXIT, UsageError } from './usageError.ts';

const FORMATS: Readonly<Record<string, (result: CheckResult) => string>> = {
  text: (result) => textReport(result, style(wantsColour(process.stdout, process.env))),
  json: jsonReport,
};

export const check: Command = {
  name: 'check',
  usage: 'check [options] PATH... | -',
  summary: 'Check manifests: files, folders, or standard input',
  help: `Checks manifests and prints what is wrong with them. A folder stands for the YAML and JSON files
below it that Git does not ignore; "-" stands for standard input.

Options:
  --format FORMAT              text (default) or json
  --profile PROFILE            recommended (default), pss-baseline, pss-restricted, nsa-cisa, cis, strict
  --kubernetes-version VERSION the version that the manifests are for, such as 1.34 (default: latest)
  --config FILE                settings; by default .hardlint.yaml in the nearest folder above each file
  --fail-on SEVERITY           exit with 1 only for findings as severe as this (default: info, which is any)

Environment:
  HARDLINT_THREADS             threads to use (default: as many as there are processors and work for them)
  NO_COLOR, FORCE_COLOR        never or always set colours

Exit code: 0 nothing found; 1 findings, or a file in a folder could not be read or parsed; 2 wrong usage, or a path
that was given cannot be read.`,
  options: {
    format: { type: 'string' },
    profile: { type: 'string' },
    'kubernetes-version': { type: 'string' },
    config: { type: 'string' },
    'fail-on': { type: 'string' },
  },

  async run(paths, options) {
    const formatName = options['format'] ?? 'text';
    const format = Object.hasOwn(FORMATS, formatName) ? FORMATS[formatName] : undefined;
    if (format === undefined) {
      throw new UsageError(
        `There is no format "${formatName}".${suggestion(formatName, Object.keys(FORMATS))} Formats: ${Object.keys(FORMATS).join(', ')}.`,
      );
    }
    const threshold = thresholdOf(options['fail-on']);
    const threads = threadsOf(process.env['HARDLINT_THREADS']);
    if (paths.length === 0) throw new UsageError('Name the files or folders to check, or "-" for standard input.');
    const configs = configFiles(options);
    const crew = new Crew({ ...options }, threads);
    const progress = new Progress(process.stderr);
    const inputs = inputsOf(paths, (count) => crew.expect(count));
    const { result, unreadable } = await checkFiles(inputs, {
      configs,
      workers: crew.shards,
      onProgress: (done, all) => progress.show(done, all),
    }).finally(() => {
      progress.clear();
      crew.dismiss();
    });
    process.stdout.write(format(result));
    // A hook names files that the settings exclude: that nothing is said of them must not look like praise.
    for (const file of inputs.named.filter((one) => isExcluded(one, configFinder(configs))))
      process.stderr.write(`hardlint: ${file}: not checked, since the settings exclude it.\n`);
    // The text report says it itself; what reads another format shows a person nothing of it.
    if (formatName !== 'text')
      for (const { file, message } of unreadable) process.stderr.write(`hardlint: ${file}: ${message}\n`);
    if (unreadable.length > 0) return EXIT.usage;
    return isFailure(result, threshold) ? EXIT.findings : EXIT.fine;
  },
};

function threadsOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  if (/^[1-9]\d?$/u.test(text)) return Number(text);
  throw new UsageError(`HARDLINT_THREADS is a number of threads from 1 to 99, not "${text}".`);
}

function thresholdOf(text: string | undefined): Severity {
  if (text === undefined) return 'info';
  if (isSeverity(text)) return text;
  throw new UsageError(
    `"${text}" is no severity.${suggestion(text, SEVERITIES)} Severities: ${SEVERITIES.join(', ')}.`,
  );
}

function isFailure(result: CheckResult, threshold: Severity): boolean {
  return (
    result.errors.length > 0 ||
    result.findings.some(({ severity, suppressed }) => suppressed === undefined && atLeast(severity, threshold))
  );
}
