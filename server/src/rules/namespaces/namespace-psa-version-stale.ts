import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { labelOf, parsePolicyVersion } from '../../resources/podSecurity/labels.ts';
import { formatKubernetesVersion } from '../../resources/version.ts';
import { labelsOf } from './podPolicies.ts';

export default defineRule({
  id: 'namespace-psa-version-stale',
  title: 'Outdated version of the Pod Security Standards',
  family: 'namespace',
  severity: 'low',
  why: 'A pinned version keeps the standards as they were then. Ways out of a container that were closed since, such as probes that make the node connect to a chosen host, stay open in this namespace although the cluster knows better.',
  kinds: ['Namespace'],
  standards: {},
  aliases: {},
  recommended: true,
  fix: 'safe',
  options: {
    minors: {
      type: 'number',
      default: 3,
      description: 'How many minor versions enforce-version may be behind the cluster.',
    },
  },

  *check(resource, { kubernetesVersion, options }) {
    const at = labelsOf(resource).at(labelOf('enforce', 'version'));
    const pinned = parsePolicyVersion(at.string ?? '');
    if (typeof pinned !== 'number' || kubernetesVersion.major !== 1) return;
    const behind = kubernetesVersion.minor - pinned;
    if (behind >= 0 && behind <= options.minors) return;
    const current = formatKubernetesVersion(kubernetesVersion);
    yield {
      at,
      message:
        behind > 0
          ? `The standards of v1.${pinned} are ${behind} minor versions older than Kubernetes ${current}: what was added since does not apply. Raise it after a look at what that would refuse.`
          : `Kubernetes ${current} does not know v1.${pinned} of the standards and uses its own newest. Name v${current}, or latest.`,
      fixes: [{ title: `Change to v${current}`, safe: behind < 0, edits: [set(at, `v${current}`)] }],
    };
  },
});
