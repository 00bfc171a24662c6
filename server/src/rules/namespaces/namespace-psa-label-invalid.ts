import { set, type Fix } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { closest } from '../../resources/closest.ts';
import { parseLevel, parsePolicyVersion, policyOf, type LabelProblem } from '../../resources/podSecurity/labels.ts';
import { labelsOf } from './podPolicies.ts';

export default defineRule({
  id: 'namespace-psa-label-invalid',
  title: 'Pod Security label with an invalid value',
  family: 'namespace',
  severity: 'high',
  why: 'The API server refuses the Namespace, so the labels that were there before, or none, stay in force. Where such a label is stored already, a broken audit or warn level means privileged: violations pass without a trace.',
  kinds: ['Namespace'],
  standards: {},
  aliases: {},
  recommended: true,
  fix: 'safe',

  *check(resource) {
    for (const problem of policyOf(labelsOf(resource)).problems) {
      const allowed =
        problem.expected === 'level' ? 'privileged, baseline or restricted' : 'latest or v1.N, such as v1.31';
      yield {
        at: problem.at,
        message: `"${problem.value}" is no value of ${problem.label}, so the API server refuses the label. Use ${allowed}.`,
        fixes: fixesOf(problem),
      };
    }
  },
});

function fixesOf({ at, value, expected }: LabelProblem): Fix[] {
  const same = value.trim().toLowerCase();
  const plain = expected === 'level' ? parseLevel(same) : versionLike(same);
  const guess =
    plain ??
    (expected === 'level' ? closest(same, ['privileged', 'baseline', 'restricted'], 3) : closest(same, ['latest']));
  // The same value only written differently cannot be a wrong guess.
  return guess === undefined
    ? []
    : [{ title: `Change to ${guess}`, safe: plain !== undefined, edits: [set(at, guess)] }];
}

/** `1.31`, `V1.31` and `v1.31.2` mean `v1.31`. */
function versionLike(text: string): string | undefined {
  const minor = /^v?1\.0*(\d+)(?:\.\d+)?$/u.exec(text)?.[1];
  const version = minor === undefined ? text : `v1.${minor}`;
  return parsePolicyVersion(version) === undefined ? undefined : version;
}
