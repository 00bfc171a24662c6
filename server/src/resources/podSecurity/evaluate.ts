import { LATEST_KNOWN_MINOR } from '../version.ts';
import { POD_SECURITY_CHECKS } from './checks.ts';
import type { CheckVersion, Explanation, PodSecurityCheck } from './checks.ts';
import type { PodInput } from './pod.ts';
import { Found } from './violation.ts';
import type { CheckId, Violation } from './violation.ts';

export type { CheckVersion, Explanation, PodSecurityCheck } from './checks.ts';
export type { PodInput } from './pod.ts';
export type { CheckId, Violation } from './violation.ts';

export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** A policy version: the N of `v1.N`, or the newest. One that is newer than the newest known counts as that. */
export type PolicyVersion = number | 'latest';

/** What the admission plugin would say of a pod, as far as it can be known. */
export interface Verdict {
  /** Undefined when no check certainly fails, but something unknown might make one fail. */
  readonly allowed: boolean | undefined;
  /** Each failing check once, in the API server's order and wording. */
  readonly refusals: readonly Refusal[];
  /** Checks that something unknown leaves open, whether or not they have violations already. */
  readonly undecided: readonly CheckId[];
  readonly violations: readonly Violation[];
}

export interface Refusal extends Explanation {
  readonly check: CheckId;
}

/** Every value of the pod that this level forbids or misses, by check in the API server's order; only what is certain. */
export function evaluatePod(pod: PodInput, level: PodSecurityLevel, version: PolicyVersion): Violation[] {
  return checksOf(level, version).flatMap((active) => run(active, pod).violations);
}

/**
 * What the admission plugin would answer, with the reasons that it would give. To a bare pod in the host's network it would
 * add `hostPort`: the API server sets that to each container port before it judges. The verdict is the same.
 */
export function verdict(pod: PodInput, level: PodSecurityLevel, version: PolicyVersion): Verdict {
  const found = checksOf(level, version).map((active) => run(active, pod));
  const violations = found.flatMap((one) => one.violations);
  const undecided = found.filter((one) => one.undecided).map(({ check }) => check);
  const allowed = violations.length > 0 ? false : undecided.length > 0 ? undefined : true;
  return { allowed, refusals: explain(violations), undecided, violations };
}

/** The reasons that the API server gives for these violations: one for each check, in the order of the violations. */
export function explain(violations: readonly Violation[]): Refusal[] {
  const byCheck = new Map<CheckId, Violation[]>();
  for (const violation of violations) {
    const its = byCheck.get(violation.check);
    if (its) its.push(violation);
    else byCheck.set(violation.check, [violation]);
  }
  return [...byCheck].map(([check, its]) => ({ check, ...checkById(check).explain(its) }));
}

/**
 * The violations of one check, whatever the level. None when the check has no form at this version yet. A check about
 * users that should not regard `hostUsers` can be asked at 34, one that should not regard Windows at 24.
 */
export function violationsOf(check: CheckId, pod: PodInput, version: PolicyVersion): Violation[] {
  const form = formAt(checkById(check), version);
  return form ? run({ id: check, form }, pod).violations : [];
}

export function checkById(id: CheckId): PodSecurityCheck {
  return BY_ID.get(id) as PodSecurityCheck;
}

/** The checks of a level at a version: for restricted also those of baseline that none of its own replaces. */
export function checkIdsOf(level: PodSecurityLevel, version: PolicyVersion): CheckId[] {
  return checksOf(level, version).map(({ id }) => id);
}

const BY_ID: ReadonlyMap<CheckId, PodSecurityCheck> = new Map(POD_SECURITY_CHECKS.map((check) => [check.id, check]));

/** A check in the form that a version gives it. */
interface ActiveCheck {
  readonly id: CheckId;
  readonly form: CheckVersion;
}

function run({ id, form }: ActiveCheck, pod: PodInput): Found {
  const found = new Found(id);
  form.find(pod, found);
  return found;
}

const active = new Map<string, readonly ActiveCheck[]>();

function checksOf(level: PodSecurityLevel, version: PolicyVersion): readonly ActiveCheck[] {
  if (level === 'privileged') return [];
  const key = `${level} ${minorOf(version)}`;
  let checks = active.get(key);
  if (!checks) active.set(key, (checks = findChecks(level, version)));
  return checks;
}

function findChecks(level: 'baseline' | 'restricted', version: PolicyVersion): ActiveCheck[] {
  const checks = POD_SECURITY_CHECKS.flatMap((check) => {
    const form = check.level === 'baseline' || level === 'restricted' ? formAt(check, version) : undefined;
    return form ? [{ id: check.id, form }] : [];
  });
  const overridden = new Set(checks.flatMap(({ form }) => form.overrides ?? []));
  return checks.filter(({ id }) => !overridden.has(id));
}

/** The newest form that is not newer than the policy. */
function formAt(check: PodSecurityCheck, version: PolicyVersion): CheckVersion | undefined {
  return check.versions.findLast(({ since }) => since <= minorOf(version));
}

function minorOf(version: PolicyVersion): number {
  return version === 'latest' ? LATEST_KNOWN_MINOR : Math.min(version, LATEST_KNOWN_MINOR);
}
