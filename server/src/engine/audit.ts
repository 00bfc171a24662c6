import type { Resource } from '../resources/resource.ts';
import type { Crash, Finding, NotChecked, Report } from './finding.ts';
import type { Lookup, Read } from './lookup.ts';
import type { Problem, RuleContext } from './rule.ts';
import type { ActiveRule, Selection } from './selection.ts';

/** The judgement of one resource, with the reads that it rests on. */
export interface Judgement extends Report {
  readonly reads: readonly Read[];
}

/**
 * Judges resources by the rules that are on. A rule that throws is recorded and stops nothing else.
 *
 * @param now Milliseconds since the epoch, for rules about age and expiry.
 */
export function audit(resources: Iterable<Resource>, selection: Selection, lookup: Lookup, now: number): Report {
  const findings: Finding[] = [];
  const notChecked: NotChecked[] = [];
  const crashed: Crash[] = [];
  for (const resource of resources) {
    const judgement = judge(resource, selection, lookup, now);
    findings.push(...judgement.findings);
    notChecked.push(...judgement.notChecked);
    crashed.push(...judgement.crashed);
  }
  return { findings, notChecked, crashed };
}

/** Judges one resource. The result holds until the settings change or a recorded read would be answered differently. */
export function judge(resource: Resource, selection: Selection, lookup: Lookup, now: number): Judgement {
  const findings: Finding[] = [];
  const notChecked: NotChecked[] = [];
  const crashed: Crash[] = [];
  const reads: Read[] = [];
  const rules = selection.rulesFor(resource);
  let active = rules[0];
  // One for all rules of the resource, which come one after another: a workload has some seventy.
  const recorded: Lookup = (type, where = {}) => {
    const answer = lookup(type, where);
    reads.push({ type, where, answer });
    if (answer.notChecked !== undefined && active !== undefined)
      addOnce(notChecked, { ruleId: active.rule.id, resource, reason: answer.notChecked });
    return answer;
  };
  for (active of rules) {
    const context: RuleContext = {
      options: active.options as RuleContext['options'],
      kubernetesVersion: selection.settings.kubernetesVersion,
      now,
      lookup: recorded,
    };
    const before = findings.length;
    try {
      for (const problem of active.rule.check(resource, context)) findings.push(toFinding(problem, active, resource));
    } catch (error) {
      // What it said before it failed may be as wrong.
      findings.length = before;
      crashed.push({ ruleId: active.rule.id, resource, error });
    }
  }
  return { findings, notChecked, crashed, reads };
}

/** A rule that asks several times in vain is named once. */
function addOnce(list: NotChecked[], one: NotChecked): void {
  if (!list.some(({ ruleId, reason }) => ruleId === one.ruleId && reason === one.reason)) list.push(one);
}

function toFinding(problem: Problem, active: ActiveRule, resource: Resource): Finding {
  return {
    ruleId: active.rule.id,
    severity: active.severity,
    message: problem.message,
    resource,
    path: problem.at.path,
    key: problem.key ?? false,
    fixes: problem.fixes ?? [],
    related: (problem.related ?? []).map((place) => ({
      resource: place.resource,
      path: place.at.path,
      message: place.message,
    })),
    tags: problem.tags ?? [],
  };
}
