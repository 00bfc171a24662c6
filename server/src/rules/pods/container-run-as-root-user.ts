import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'container-run-as-root-user',
  title: 'Container runs as user 0',
  family: 'pod-security',
  severity: 'high',
  why: 'User 0 is root: it owns every file of the image, may install tools, and is root on the node too once it breaks out. Most images run just as well as an ordinary user.',
  kinds: 'workload',
  standards: {
    pss: { level: 'restricted', check: 'runAsUser' },
    cis: ['1.10-1.12:5.2.7'],
    nsa: true,
  },
  aliases: {
    'kube-linter': ['run-as-non-root'],
    kubescape: ['C-0013'],
    polaris: ['runAsRootAllowed'],
    checkov: ['CKV_K8S_23'],
    trivy: ['KSV-0105'],
    kics: ['cf34805e'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    for (const { container, owner, pod, violation } of violationsIn(resource, 'runAsUser', context)) {
      const nonRoot = container ? container.effective('runAsNonRoot').value : pod.securityContext.at('runAsNonRoot');
      yield {
        at: violation.at,
        message: nonRoot.is(true)
          ? `The ${owner} asks for user 0 and for runAsNonRoot, so the kubelet will not start it. Set runAsUser to another user.`
          : `The ${owner} runs as root (user 0). Set runAsUser to a user that the image works with.`,
        fixes: [10001, 65532].map((user) => ({
          title: `Set runAsUser to ${user}`,
          safe: false,
          edits: [set(violation.at, user)],
        })),
      };
    }
  },
});
