import type { OffsetRange } from '../documents/node.ts';
import { readFile } from '../documents/read.ts';
import { rangeOf } from '../documents/locate.ts';
import type { RuleMetadata } from '../engine/rule.ts';
import { parseSettings, type Settings } from '../settings.ts';

/** A mistake in the configuration file, at its place in the file's text. */
export interface ConfigProblem extends OffsetRange {
  readonly message: string;
}

/** Reads `.hardlint.yaml`. Its mistakes are reported and ignored; what is right in it holds. */
export function readConfig(
  text: string,
  rules: readonly RuleMetadata[],
  base: Settings,
): { settings: Settings; problems: ConfigProblem[] } {
  const file = readFile(text);
  const [first, second] = file.documents;
  if (first === undefined) return { settings: base, problems: [] };
  const { document, start } = first;
  const at = (range: OffsetRange, message: string): ConfigProblem => ({
    start: start + range.start,
    end: start + range.end,
    message,
  });
  const problems = document.problems.map((problem) => at(problem, problem.message));
  if (second !== undefined) {
    problems.push({
      start: second.start,
      end: second.start + 1,
      message: 'Only the first document of this file is used: put all settings into it.',
    });
  }
  const parsed = parseSettings(document.data, rules, base);
  // What was recovered from broken text is good enough to go on with, but not to blame.
  const mistakes = document.broken ? [] : parsed.problems;
  for (const { path, message, key } of mistakes) problems.push(at(rangeOf(document, path, { key }), message));
  return { settings: parsed.settings, problems };
}
