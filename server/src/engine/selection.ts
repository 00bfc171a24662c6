import { isHelmTest } from '../resources/helmHooks.ts';
import type { Resource } from '../resources/resource.ts';
import { PROFILES } from './profiles.ts';
import type { OptionSchemas, Rule } from './rule.ts';
import type { Severity } from './severity.ts';
import type { RuleSettings, Settings } from '../settings.ts';

/** A rule that is switched on, with its severity and options decided. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The rules that are on under some settings, ready to be asked by type of resource. Immutable. */
export class Selection {
  readonly settings: Settings;
  readonly active: readonly ActiveRule[];
  readonly #byType = new Map<string, readonly ActiveRule[]>();
  /** The same for resources with pods. */
  readonly #byWorkload = new Map<string, readonly ActiveRule[]>();
  readonly #workload: readonly ActiveRule[];

  constructor(rules: readonly Rule[], settings: Settings) {
    this.settings = settings;
    this.active = withoutWeaker(
      rules.flatMap((rule) => activate(rule, settings) ?? []),
      settings,
    );
    this.#workload = this.active.filter(({ rule }) => rule.kinds === 'workload');
  }

  /** Rules for this resource, in the order of the registry. None for what only tests a chart: nobody hardens that. */
  rulesFor(resource: Resource): readonly ActiveRule[] {
    if (isHelmTest(resource)) return [];
    const { type } = resource;
    const byType = resource.pods.length > 0 ? this.#byWorkload : this.#byType;
    let rules = byType.get(type);
    if (rules === undefined) {
      rules = this.active.filter(({ rule }) => rule.kinds !== 'workload' && rule.kinds.includes(type));
      if (byType === this.#byWorkload) rules = [...rules, ...this.#workload];
      byType.set(type, rules);
    }
    return rules;
  }
}

function activate(rule: Rule, settings: Settings): ActiveRule | undefined {
  const own: RuleSettings = settings.rules[rule.id] ?? {};
  const on =
    own.severity === undefined ? PROFILES[settings.profile](rule) || own.options !== undefined : own.severity !== 'off';
  if (!on) return undefined;
  const severity = own.severity === undefined || own.severity === 'off' ? rule.severity : own.severity;
  return { rule, severity, options: { ...defaultsOf(rule.options ?? {}), ...own.options } };
}

/** Leaves out the rules whose stronger forms are on, but not one that the settings ask for by its id. */
function withoutWeaker(active: readonly ActiveRule[], settings: Settings): ActiveRule[] {
  const on = new Set(active.map(({ rule }) => rule.id));
  return active.filter(({ rule }) => rule.id in settings.rules || !rule.weakerThan?.some((id) => on.has(id)));
}

function defaultsOf(schemas: OptionSchemas): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schema.default]));
}
