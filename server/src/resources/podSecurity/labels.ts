import { UNKNOWN } from '../../documents/unknown.ts';
import type { Value } from '../value.ts';
import type { PodSecurityLevel, PolicyVersion } from './evaluate.ts';

const PREFIX = 'pod-security.kubernetes.io/';

/** Enforce refuses pods; audit and warn note what enforcing would refuse, also of the workloads that make pods. */
export const POD_SECURITY_MODES = ['enforce', 'audit', 'warn'] as const;

export type PodSecurityMode = (typeof POD_SECURITY_MODES)[number];

/** What a namespace asks of its pods. */
export type NamespacePolicy = Readonly<Record<PodSecurityMode, ModePolicy>> & {
  /** Labels whose value the API server refuses, in the order of the modes. */
  readonly problems: readonly LabelProblem[];
};

export interface ModePolicy {
  /** Undefined when it cannot be known. */
  readonly level: PodSecurityLevel | undefined;
  /** Undefined when it cannot be known. */
  readonly version: PolicyVersion | undefined;
  /** The label that names the level, absent where there is none. */
  readonly levelLabel: Value;
  readonly versionLabel: Value;
}

/**
 * A label that the API server refuses when the namespace is made or the label changed. Where it is stored already, the
 * admission plugin reads it as described at {@link policyOf}.
 */
export interface LabelProblem {
  readonly at: Value;
  readonly label: string;
  readonly value: string;
  /** Which values the label may have. */
  readonly expected: 'level' | 'version';
}

/** The policy of a mode that no label sets: a setting of the API server, without which everything is allowed. */
export type DefaultPolicy = Readonly<Record<PodSecurityMode, { level: PodSecurityLevel; version: PolicyVersion }>>;

const ALLOW_ALL: DefaultPolicy = {
  enforce: { level: 'privileged', version: 'latest' },
  audit: { level: 'privileged', version: 'latest' },
  warn: { level: 'privileged', version: 'latest' },
};

/** The label's key, such as `pod-security.kubernetes.io/enforce-version`. Any other key under the prefix means nothing. */
export function labelOf(mode: PodSecurityMode, what: 'level' | 'version'): string {
  return `${PREFIX}${mode}${what === 'version' ? '-version' : ''}`;
}

/** The level with this exact name. */
export function parseLevel(text: string): PodSecurityLevel | undefined {
  return text === 'privileged' || text === 'baseline' || text === 'restricted' ? text : undefined;
}

/** `latest`, or `v1.N` without a patch number and leading zeros. */
export function parsePolicyVersion(text: string): PolicyVersion | undefined {
  if (text === 'latest') return text;
  const minor = /^v1\.(0|[1-9][0-9]*)$/.exec(text)?.[1];
  return minor !== undefined && BigInt(minor) <= MAXIMUM_MINOR ? Number(minor) : undefined;
}

/** Go's largest int: a longer number is not a version. */
const MAXIMUM_MINOR = 2n ** 63n - 1n;

/**
 * What a namespace's `metadata.labels` mean, as the Pod Security admission plugin reads them (KEP-2579):
 * - An invalid enforce level acts as restricted, an invalid audit or warn level as privileged, an invalid version as
 *   latest.
 * - Where no label sets the warn level and enforce is validly set to a stricter one, warn follows it, and its version too
 *   unless a label sets that. Audit follows nothing.
 */
export function policyOf(labels: Value, defaults: DefaultPolicy = ALLOW_ALL): NamespacePolicy {
  const problems: LabelProblem[] = [];
  const [enforce, audit, warn] = POD_SECURITY_MODES.map((mode) => readMode(labels, mode, defaults[mode], problems)) as [
    ModePolicy,
    ModePolicy,
    ModePolicy,
  ];
  return { enforce, audit, warn: followEnforce(warn, enforce), problems };
}

function readMode(
  labels: Value,
  mode: PodSecurityMode,
  fallback: { level: PodSecurityLevel; version: PolicyVersion },
  problems: LabelProblem[],
): ModePolicy {
  const read = <T>(what: 'level' | 'version', parse: (text: string) => T | undefined, whenInvalid: T, whenUnset: T) => {
    const label = labelOf(mode, what);
    const at = labels.at(label);
    const value = textOf(at);
    if (value === undefined) return whenUnset;
    if (value === UNKNOWN) return undefined;
    const parsed = parse(value);
    if (parsed === undefined) problems.push({ at, label, value, expected: what });
    return parsed ?? whenInvalid;
  };
  return {
    level: read('level', parseLevel, mode === 'enforce' ? 'restricted' : 'privileged', fallback.level),
    version: read('version', parsePolicyVersion, 'latest', fallback.version),
    levelLabel: labels.at(labelOf(mode, 'level')),
    versionLabel: labels.at(labelOf(mode, 'version')),
  };
}

function followEnforce(warn: ModePolicy, enforce: ModePolicy): ModePolicy {
  const enforced = textOf(enforce.levelLabel);
  if (textOf(warn.levelLabel) !== undefined || warn.level === undefined || enforced === undefined) return warn;
  const followsVersion = textOf(warn.versionLabel) === undefined;
  if (enforced === UNKNOWN) return { ...warn, level: undefined, version: followsVersion ? undefined : warn.version };
  const level = parseLevel(enforced);
  if (level === undefined || strictness(level) <= strictness(warn.level)) return warn;
  return { ...warn, level, version: followsVersion ? enforce.version : warn.version };
}

/** The label's text, undefined when it is not set. A null is decoded as an empty text. */
function textOf(label: Value): string | typeof UNKNOWN | undefined {
  if (label.raw === undefined) return undefined;
  return label.isAbsent ? '' : (label.string ?? UNKNOWN);
}

/** Greater for a stricter level. */
export function strictness(level: PodSecurityLevel): number {
  return ['privileged', 'baseline', 'restricted'].indexOf(level);
}
