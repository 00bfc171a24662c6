import { closest, distance } from 'fastest-levenshtein';
import type { Path } from './documents/path.ts';
import { PROFILE_NAMES, type Profile } from './engine/profiles.ts';
import type { OptionSchema, RuleMetadata } from './engine/rule.ts';
import { isSeverity, SEVERITIES, type Severity } from './engine/severity.ts';
import { LATEST_KNOWN_VERSION, parseKubernetesVersion, type KubernetesVersion } from './resources/version.ts';
import { Value } from './resources/value.ts';

/** The name of the file at a workspace root that the editor and CI both read. It wins over personal settings. */
export const CONFIG_FILE = '.hardlint.yaml';

export interface RuleSettings {
  readonly severity?: Severity | 'off';
  readonly options?: Readonly<Record<string, unknown>>;
}

export interface Settings {
  readonly profile: Profile;
  readonly kubernetesVersion: KubernetesVersion;
  readonly rules: Readonly<Record<string, RuleSettings>>;
  /** Globs of files that are not looked at, relative to the workspace root. */
  readonly exclude: readonly string[];
}

export const DEFAULT_SETTINGS: Settings = {
  profile: 'recommended',
  kubernetesVersion: LATEST_KNOWN_VERSION,
  rules: {},
  exclude: [],
};

/**
 * The settings that a person writes, in the terms of JSON Schema: the source of package.json's
 * `contributes.configuration`, of the schema of {@link CONFIG_FILE}, and of the README's table.
 */
export const SETTINGS_SCHEMA = {
  profile: {
    type: 'string',
    enum: PROFILE_NAMES,
    enumDescriptions: [
      'What most teams want to know: calm, few false alarms.',
      'The checks of the Pod Security Standard "baseline".',
      'The checks of the Pod Security Standards "baseline" and "restricted".',
      'What the NSA/CISA Kubernetes Hardening Guide asks for.',
      'What the CIS Kubernetes Benchmark asks for.',
      'Every rule.',
    ],
    default: 'recommended',
    description: 'The set of rules that are on.',
  },
  kubernetesVersion: {
    type: 'string',
    pattern: '^(latest|v?1\\.\\d{1,3}(\\.\\d+)?)$',
    default: 'latest',
    description:
      'The version of Kubernetes that the manifests are for, for example "1.34". It decides which fields exist and which version of the Pod Security Standards applies.',
  },
  rules: {
    type: 'object',
    default: {},
    description: 'Severity of single rules, by id: "off", a severity, or an object with "severity" and "options".',
  },
  exclude: {
    type: 'array',
    items: { type: 'string' },
    default: [],
    description: 'Globs of files that Hardlint does not look at, relative to the workspace folder.',
  },
} as const;

/** A mistake in the settings: where, what, and what to write instead. */
export interface SettingsProblem {
  readonly path: Path;
  readonly message: string;
  /** The key is wrong, not its value. */
  readonly key: boolean;
}

export interface ParsedSettings {
  readonly settings: Settings;
  readonly problems: readonly SettingsProblem[];
}

/**
 * Reads settings from plain data: the editor's configuration or {@link CONFIG_FILE}. Each mistake is reported and then
 * ignored, so that one does not switch off the rest.
 *
 * @param base What holds where the data says nothing.
 */
export function parseSettings(
  raw: unknown,
  rules: readonly RuleMetadata[],
  base: Settings = DEFAULT_SETTINGS,
): ParsedSettings {
  const problems: SettingsProblem[] = [];
  const root = Value.root(raw);
  if (root.isAbsent) return { settings: base, problems };
  if (!root.isMap) {
    problems.push({
      path: [],
      message: `Settings are a map with the keys ${Object.keys(SETTINGS_SCHEMA).join(', ')}.`,
      key: false,
    });
    return { settings: base, problems };
  }
  const report = (value: Value, message: string, key = false): undefined => {
    problems.push({ path: value.path, message, key });
  };
  for (const [key, value] of root.entries()) {
    if (!(key in SETTINGS_SCHEMA))
      report(value, `Unknown setting "${key}".${suggestion(key, Object.keys(SETTINGS_SCHEMA))}`, true);
  }
  return {
    settings: {
      profile: profileOf(root.at('profile'), report) ?? base.profile,
      kubernetesVersion: versionOf(root.at('kubernetesVersion'), report) ?? base.kubernetesVersion,
      rules: { ...base.rules, ...rulesOf(root.at('rules'), rules, report) },
      exclude: [...base.exclude, ...globsOf(root.at('exclude'), report)],
    },
    problems,
  };
}

type Reporter = (value: Value, message: string, key?: boolean) => undefined;

function profileOf(value: Value, report: Reporter): Profile | undefined {
  if (value.isAbsent) return undefined;
  const profile = PROFILE_NAMES.find((name) => value.is(name));
  return (
    profile ??
    report(value, `The profile is one of ${PROFILE_NAMES.join(', ')}.${suggestion(String(value.raw), PROFILE_NAMES)}`)
  );
}

function versionOf(value: Value, report: Reporter): KubernetesVersion | undefined {
  if (value.isAbsent) return undefined;
  const hint = 'The Kubernetes version is "latest" or a version such as "1.34", in quotes.';
  return (value.string === undefined ? undefined : parseKubernetesVersion(value.string)) ?? report(value, hint);
}

function globsOf(value: Value, report: Reporter): string[] {
  if (value.isAbsent) return [];
  if (!value.isList) {
    report(value, 'A list of globs is expected, for example ["charts/vendor/**"].');
    return [];
  }
  for (const item of value.items()) {
    if (!item.string) report(item, 'A glob is a string that is not empty.');
    else if (isNegated(item.string))
      report(item, 'A glob says what is left out, and none takes back another: "!" cannot stand before it.');
  }
  return value.strings().filter((glob) => glob !== '' && !isNegated(glob));
}

/** As in .gitignore. A matcher would take it for everything else; `!(a|b)` is a pattern of its own. */
function isNegated(glob: string): boolean {
  return /^!(?!\()/u.test(glob);
}

function rulesOf(value: Value, rules: readonly RuleMetadata[], report: Reporter): Record<string, RuleSettings> {
  const parsed: Record<string, RuleSettings> = {};
  if (value.isAbsent) return parsed;
  if (!value.isMap) {
    report(value, 'A map from rule id to "off", a severity, or {severity, options} is expected.');
    return parsed;
  }
  for (const [id, own] of value.entries()) {
    const rule = rules.find((candidate) => candidate.id === id);
    if (rule === undefined)
      report(
        own,
        `There is no rule "${id}".${suggestion(
          id,
          rules.map((candidate) => candidate.id),
        )}`,
        true,
      );
    else parsed[id] = ruleSettingsOf(own, rule, report);
  }
  return parsed;
}

function ruleSettingsOf(value: Value, rule: RuleMetadata, report: Reporter): RuleSettings {
  if (!value.isMap) {
    const severity = severityOf(value, report);
    return severity === undefined ? {} : { severity };
  }
  for (const [key, own] of value.entries()) {
    if (key !== 'severity' && key !== 'options')
      report(own, `Unknown key "${key}": a rule takes "severity" and "options".`, true);
  }
  const severity = value.at('severity').isAbsent ? undefined : severityOf(value.at('severity'), report);
  const options: Record<string, unknown> = {};
  for (const [name, own] of value.at('options').entries()) {
    const schema = rule.options?.[name];
    if (schema === undefined) {
      const names = Object.keys(rule.options ?? {});
      report(
        own,
        names.length === 0
          ? `The rule ${rule.id} has no options.`
          : `The rule ${rule.id} has no option "${name}".${suggestion(name, names)}`,
        true,
      );
    } else if (fits(own, schema)) options[name] = own.raw;
    else
      report(
        own,
        `The option "${name}" of ${rule.id} is a ${schema.type === 'string[]' ? 'list of strings' : schema.type}.`,
      );
  }
  return { ...(severity === undefined ? {} : { severity }), ...(Object.keys(options).length === 0 ? {} : { options }) };
}

function severityOf(value: Value, report: Reporter): Severity | 'off' | undefined {
  // YAML 1.1 reads a bare `off` as false.
  if (value.is('off') || value.is(false)) return 'off';
  return isSeverity(value.raw)
    ? value.raw
    : report(value, `A severity is one of off, ${[...SEVERITIES].reverse().join(', ')}.`);
}

function fits(value: Value, schema: OptionSchema): boolean {
  if (schema.type === 'string[]') return value.isList && value.strings().length === value.items().length;
  return typeof value.raw === schema.type;
}

/** ` Did you mean "x"?`, or nothing when none of the candidates is near. */
export function suggestion(text: string, candidates: readonly string[]): string {
  if (candidates.length === 0) return '';
  const nearest = closest(text, candidates);
  return distance(text, nearest) <= Math.max(2, text.length / 3) ? ` Did you mean "${nearest}"?` : '';
}
