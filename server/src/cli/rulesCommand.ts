import { suggestion } from '../settings.ts';
import { style, wantsColour } from '../reports/style.ts';
import { rulesJson, rulesText } from '../reports/rules.ts';
import { RULES } from '../rules/index.ts';
import type { Command } from './command.ts';
import { EXIT, UsageError } from './usageError.ts';

const FORMATS = ['text', 'json'];

export const rules: Command = {
  name: 'rules',
  usage: 'rules [--format text|json]',
  summary: 'List the rules',
  help: `Lists every rule with its severity and the profiles that it is part of.

Options:
  --format FORMAT  text (default) or json`,
  options: { format: { type: 'string' } },

  run(positionals, { format = 'text' }) {
    if (positionals.length > 0)
      throw new UsageError(`"rules" takes no names; "hardlint explain ${positionals[0]}" explains one rule.`);
    if (!FORMATS.includes(format))
      throw new UsageError(
        `There is no format "${format}".${suggestion(format, FORMATS)} Formats: ${FORMATS.join(', ')}.`,
      );
    process.stdout.write(
      format === 'json' ? rulesJson(RULES) : rulesText(RULES, style(wantsColour(process.stdout, process.env))),
    );
    return EXIT.fine;
  },
};
