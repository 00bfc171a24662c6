import { defineRule } from '../../engine/rule.ts';
import { isAtLeast } from '../../resources/version.ts';
import { volumeLabel } from './hostPathVolumes.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'volume-git-repo',
  title: 'gitRepo volume',
  family: 'pod-security',
  severity: 'high',
  why: 'The kubelet fetches a gitRepo volume by running git as root on the node, and a repository can make git run commands of its own. Whoever chooses the repository gets the node. Kubernetes switched the type off in 1.33 and removed the way to switch it on again in 1.36.',
  kinds: 'workload',
  standards: {
    pss: { level: 'restricted', check: 'restrictedVolumes' },
  },
  aliases: {
    trivy: ['KSV-0028'],
  },
  recommended: true,
  fix: null,

  *check(resource, context) {
    for (const { violation } of violationsIn(resource, 'restrictedVolumes', context)) {
      if (violation.value !== 'gitRepo') continue;
      const fate = isAtLeast(context.kubernetesVersion, 33)
        ? 'the kubelet no longer mounts it'
        : 'it runs git as root on the node';
      yield {
        at: violation.at,
        message: `${volumeLabel(violation.at)} is a gitRepo: ${fate}. Clone into an emptyDir in an init container instead.`,
        tags: ['deprecated'],
      };
    }
  },
});
