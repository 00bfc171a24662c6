import { defineRule } from '../../engine/rule.ts';
import { volumeLabel } from './hostPathVolumes.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'volume-type-restricted',
  title: 'Volume type outside the restricted set',
  family: 'pod-security',
  severity: 'medium',
  why: "The restricted Pod Security level allows only volume types that an administrator has set up or that hold nothing but the pod's own data. The others let whoever writes the manifest reach any server, disk or driver of the node, and most of their in-tree drivers are gone from current Kubernetes.",
  kinds: 'workload',
  standards: {
    pss: { level: 'restricted', check: 'restrictedVolumes' },
  },
  aliases: {
    trivy: ['KSV-0028'],
  },
  recommended: false,
  fix: null,

  *check(resource, context) {
    for (const { violation } of violationsIn(resource, 'restrictedVolumes', context)) {
      if (violation.value === 'hostPath' || violation.value === 'gitRepo') continue;
      yield {
        at: violation.at,
        message: `${volumeLabel(violation.at)} is of type ${violation.value}, which the restricted Pod Security level refuses. Claim such storage through a PersistentVolumeClaim or a CSI driver.`,
      };
    }
  },
});
