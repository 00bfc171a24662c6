import assert from 'node:assert/strict';
import { test } from 'node:test';
import { POD_SECURITY_CHECKS } from '../../server/src/resources/podSecurity/checks.ts';
import { verdict } from '../../server/src/resources/podSecurity/evaluate.ts';
import type { PodSecurityLevel, PolicyVersion } from '../../server/src/resources/podSecurity/evaluate.ts';
import { Value } from '../../server/src/resources/value.ts';
import { LATEST_KNOWN_MINOR } from '../../server/src/resources/version.ts';
import { generatePod } from './generatePod.ts';
import { askAboutPods } from './oracle.ts';
import type { Refusal } from './oracle.ts';
import { Random } from './random.ts';

const PODS = 10_000;
const LEVELS: readonly PodSecurityLevel[] = ['privileged', 'baseline', 'restricted'];
const VERSIONS: readonly PolicyVersion[] = [...Array(LATEST_KNOWN_MINOR + 1).keys(), 'latest'];

test(`verdict, reasons and details of ${PODS} generated pods are those of Kubernetes, at every level and version`, async () => {
  const random = new Random(20_260_801);
  // Through JSON, so that a field without a value is a missing one on both sides.
  const pods = Array.from({ length: PODS }, () => JSON.parse(JSON.stringify(generatePod(random))) as unknown);
  const labels = VERSIONS.map((version) => (version === 'latest' ? version : `v1.${version}`));
  const answers = await askAboutPods(pods, LEVELS, labels);
  const refused = new Map<string, number>();
  let allowed = 0;
  for (const [index, pod] of pods.entries()) {
    const answer = answers[index];
    const root = Value.root(pod);
    const input = { metadata: root.at('metadata'), spec: root.at('spec'), verbatim: true };
    for (const [levelIndex, level] of LEVELS.entries()) {
      for (const [versionIndex, version] of VERSIONS.entries()) {
        const expected = answer?.verdicts[levelIndex]?.[versionIndex]?.map((position) => answer.refusals[position]);
        const actual = verdict(input, level, version);
        // Made only when it is needed: it is long, and there are a million of them.
        const context = () => `pod ${index}, ${level}, ${labels[versionIndex]}: ${JSON.stringify(pod)}`;
        if (!sameRefusals(actual.refusals, expected)) assert.deepEqual(actual.refusals, expected, context());
        if (actual.allowed !== (expected?.length === 0)) assert.fail(`${String(actual.allowed)} for ${context()}`);
        if (actual.undecided.length > 0) assert.fail(`${actual.undecided.join()} undecided for ${context()}`);
        if (actual.allowed && level !== 'privileged') allowed++;
      }
    }
    for (const { check } of answer?.refusals ?? []) refused.set(check, (refused.get(check) ?? 0) + 1);
  }
  // The comparison means little unless every check refuses many of the pods, and many pods are allowed.
  for (const { id } of POD_SECURITY_CHECKS) assert.ok((refused.get(id) ?? 0) > PODS / 100, `${id}: ${refused.get(id)}`);
  assert.ok(allowed > PODS, `allowed: ${allowed}`);
});

/** As deepEqual, which is too slow for a million comparisons. */
function sameRefusals(actual: readonly Refusal[], expected: readonly (Refusal | undefined)[] | undefined): boolean {
  return (
    actual.length === expected?.length &&
    actual.every(({ check, reason, detail }, index) => {
      const other = expected[index];
      return check === other?.check && reason === other.reason && detail === other.detail;
    })
  );
}
