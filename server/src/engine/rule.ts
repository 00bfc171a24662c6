import type { KubernetesVersion } from '../resources/version.ts';
import type { Resource } from '../resources/resource.ts';
import type { Value } from '../resources/value.ts';
import type { Fix } from './fix.ts';
import type { Lookup } from './lookup.ts';
import type { Severity } from './severity.ts';

/** Other linters whose ids people know. The order is that of the rules' pages. */
export const LINTERS = [
  'kube-linter',
  'kubescape',
  'polaris',
  'kube-score',
  'checkov',
  'trivy',
  'kics',
  'kubesec',
] as const;
export type Linter = (typeof LINTERS)[number];

export interface Standards {
  /** Pod Security Standards: the level that asks for it, and the id of the admission plugin's check. */
  readonly pss?: { readonly level: 'baseline' | 'restricted'; readonly check: string };
  /** CIS Kubernetes Benchmark items, as `benchmark version(s):item`. */
  readonly cis?: readonly string[];
  /** Part of the NSA/CISA Kubernetes Hardening Guide. */
  readonly nsa?: boolean;
  /** MITRE ATT&CK for Containers, as `tactic: technique`. */
  readonly mitre?: readonly string[];
}

/** An option of a rule, in the terms of JSON Schema. */
export type OptionSchema =
  | { readonly type: 'string[]'; readonly default: readonly string[]; readonly description: string }
  | { readonly type: 'string'; readonly default: string; readonly description: string }
  | { readonly type: 'number'; readonly default: number; readonly description: string }
  | { readonly type: 'boolean'; readonly default: boolean; readonly description: string };

export type OptionSchemas = Readonly<Record<string, OptionSchema>>;
type Widened<T> = T extends readonly string[]
  ? readonly string[]
  : T extends string
    ? string
    : T extends number
      ? number
      : T extends boolean
        ? boolean
        : never;
export type OptionValues<O extends OptionSchemas> = { readonly [K in keyof O]: Widened<O[K]['default']> };

export interface RuleMetadata<O extends OptionSchemas = OptionSchemas> {
  /** Kebab-case noun of the problem; also the name of its file, its fixture and its page. */
  readonly id: string;
  /** The problem in a few words, sentence case, no full stop. */
  readonly title: string;
  readonly family: string;
  readonly severity: Severity;
  /** Why it matters, as an attacker sees it: one paragraph. */
  readonly why: string;
  /**
   * `workload`: whatever has a pod. Otherwise the types it judges: `Kind` of the core group, else `group/Kind`.
   * It is a closed list: the rule is never called for another kind.
   */
  readonly kinds: 'workload' | readonly string[];
  /** Types of other resources that it looks up. */
  readonly reads?: readonly string[];
  readonly standards: Standards;
  /** Ids of the same check in other linters. */
  readonly aliases: Readonly<Partial<Record<Linter, readonly string[]>>>;
  /** On by default: true for many people, rarely noise. The other profiles follow from {@link standards}. */
  readonly recommended: boolean;
  /**
   * Rules that say the same more precisely. While one of them is on, this one stays off, unless the settings name it:
   * so nothing is said twice, in any profile.
   */
  readonly weakerThan?: readonly string[];
  /** The best fix that it offers. `unsafe` may change how a workload behaves. */
  readonly fix: 'safe' | 'unsafe' | null;
  readonly options?: O;
}

/** What a rule says of one value. */
export interface Problem {
  /** The offending value, or the absent value that should be there. */
  readonly at: Value;
  /** What is wrong here and what to do, in one or two sentences. */
  readonly message: string;
  /** Highlight the key instead of the value. */
  readonly key?: boolean;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly { readonly resource: Resource; readonly at: Value; readonly message: string }[];
  readonly tags?: readonly ('deprecated' | 'unnecessary')[];
}

/** What a rule may see beside the resource. Pure: no clock, no files. */
export interface RuleContext<O extends OptionSchemas = OptionSchemas> {
  readonly options: OptionValues<O>;
  /** The cluster's version, or the newest known one. */
  readonly kubernetesVersion: KubernetesVersion;
  /** Milliseconds since the epoch, the same for a whole audit. */
  readonly now: number;
  /** Other resources; each read is recorded, and one that could not be answered is reported as not checked. */
  readonly lookup: Lookup;
}

export interface Rule<O extends OptionSchemas = OptionSchemas> extends RuleMetadata<O> {
  check(resource: Resource, context: RuleContext<O>): Iterable<Problem>;
}

/** Checks the rule's options against its `check`, then forgets them: registries and the engine hold plain rules. */
export function defineRule<const O extends OptionSchemas = OptionSchemas>(rule: Rule<O>): Rule {
  return rule;
}
