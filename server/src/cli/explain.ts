import { LINTERS, type Rule } from '../engine/rule.ts';
import { ruleText } from '../reports/rules.ts';
import { style, wantsColour } from '../reports/style.ts';
import { RULES } from '../rules/index.ts';
import { suggestion } from '../settings.ts';
import type { Command } from './command.ts';
import { EXIT, UsageError } from './usageError.ts';

export const explain: Command = {
  name: 'explain',
  usage: 'explain ID',
  summary: "Explain a rule, by its id or by another linter's",
  help: `Explains what a rule checks, why it matters, which standards ask for it and what it is called elsewhere.
The id may be that of kube-linter, kubescape, Polaris, kube-score, Checkov, Trivy, KICS or kubesec.`,
  options: {},

  run(positionals) {
    const [id] = positionals;
    if (id === undefined || positionals.length > 1)
      throw new UsageError('Name one rule, for example: hardlint explain container-privileged');
    const found = rulesNamed(id);
    if (found.length === 0)
      throw new UsageError(
        `There is no rule "${id}", here or in the linters that Hardlint knows.${suggestion(
          id,
          RULES.map((rule) => rule.id),
        )}`,
      );
    const look = style(wantsColour(process.stdout, process.env));
    process.stdout.write(found.map((rule) => ruleText(rule, look)).join('\n'));
    return EXIT.fine;
  },
};

/** Ours first; other linters lump things together, so that one of their ids may be several rules. */
function rulesNamed(id: string): Rule[] {
  const own = RULES.filter((rule) => rule.id === id);
  if (own.length > 0) return own;
  const wanted = simplify(id);
  return RULES.filter((rule) =>
    LINTERS.some((linter) => rule.aliases[linter]?.some((alias) => simplify(alias) === wanted)),
  );
}

/** Trivy writes `KSV-0017`, `KSV017` and `AVD-KSV-0017` for the same check. */
function simplify(id: string): string {
  return id
    .toLowerCase()
    .replace(/^avd-/u, '')
    .replace(/^(ksv|kcv|ds)-?0*(\d+)$/u, '$1-$2');
}
