import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { labelOf, parseLevel } from '../../resources/podSecurity/labels.ts';
import { formatKubernetesVersion } from '../../resources/version.ts';
import { labelsOf } from './podPolicies.ts';

export default defineRule({
  id: 'namespace-psa-version-missing',
  title: 'Pod Security without a version',
  family: 'namespace',
  severity: 'info',
  why: 'Without a version the newest standards of the cluster apply. An upgrade of the cluster may then refuse pods that ran the day before, in the middle of a rollout, and the quick way out is to switch the protection off.',
  kinds: ['Namespace'],
  standards: {},
  aliases: {},
  recommended: false,
  fix: 'unsafe',

  *check(resource, { kubernetesVersion }) {
    const labels = labelsOf(resource);
    const level = parseLevel(labels.at(labelOf('enforce', 'level')).string ?? '');
    const at = labels.at(labelOf('enforce', 'version'));
    if (level === undefined || level === 'privileged' || at.raw !== undefined || !at.isAbsent) return;
    const version = `v${formatKubernetesVersion(kubernetesVersion)}`;
    yield {
      at,
      message: `The level ${level} follows the newest standards with each upgrade of the cluster. Set ${labelOf('enforce', 'version')} to the version you tested, or to latest on purpose.`,
      fixes: [version, 'latest'].map((value) => ({
        title: `Set enforce-version to ${value}`,
        safe: false,
        edits: [set(at, value)],
      })),
    };
  },
});
