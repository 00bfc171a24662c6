import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelOf, policyOf, POD_SECURITY_MODES } from '../../server/src/resources/podSecurity/labels.ts';
import type { ModePolicy } from '../../server/src/resources/podSecurity/labels.ts';
import { Value } from '../../server/src/resources/value.ts';
import { askAboutLabels } from './oracle.ts';
import { Random } from './random.ts';

const LEVELS = [
  'privileged',
  'baseline',
  'restricted',
  'baseline',
  'restricted',
  '',
  'Restricted',
  'none',
  ' baseline',
] as const;
const VERSIONS = [
  'latest',
  'v1.0',
  'v1.24',
  'v1.37',
  'v1.99',
  '',
  'v1',
  'v1.01',
  'v1.24.1',
  '1.24',
  'v2.0',
  'V1.2',
  'v1.24\n',
  'v1.9223372036854775808',
  'Latest',
] as const;

test('a policy means what the admission plugin makes of the labels', async () => {
  const random = new Random(7);
  const cases = Array.from({ length: 5_000 }, () => {
    const labels: Record<string, string> = {};
    if (random.chance(0.2)) labels['pod-security.kubernetes.io/enforced'] = 'restricted';
    for (const mode of POD_SECURITY_MODES) {
      if (random.chance(0.5)) labels[labelOf(mode, 'level')] = random.pick(LEVELS);
      if (random.chance(0.4)) labels[labelOf(mode, 'version')] = random.pick(VERSIONS);
    }
    return labels;
  });
  const answers = await askAboutLabels(cases);
  for (const [index, labels] of cases.entries()) {
    const policy = policyOf(Value.root(labels));
    assert.deepEqual(
      {
        enforce: formatMode(policy.enforce),
        audit: formatMode(policy.audit),
        warn: formatMode(policy.warn),
        invalid: policy.problems.map(({ label }) => `metadata.labels[${label}]`),
      },
      answers[index],
      JSON.stringify(labels),
    );
  }
});

function formatMode({ level, version }: ModePolicy): string {
  return `${String(level)}:${typeof version === 'number' ? `v1.${version}` : String(version)}`;
}
