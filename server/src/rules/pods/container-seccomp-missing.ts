import { set, type Fix } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { allContainersMiss, onLinux, violationsIn, type PodViolation } from './violations.ts';

export default defineRule({
  id: 'container-seccomp-missing',
  title: 'No seccomp profile',
  family: 'pod-security',
  severity: 'medium',
  why: 'Without a seccomp profile a container may make any of several hundred system calls, and the kernel bugs that break out of containers sit in the rare ones. The profile of the runtime takes away those that applications do not use; Kubernetes does not apply it unless told.',
  kinds: 'workload',
  standards: {
    pss: { level: 'restricted', check: 'seccompProfile_restricted' },
    cis: ['1.11-1.12:5.6.2', '1.10:5.7.2'],
    nsa: true,
  },
  aliases: {
    kubescape: ['C-0055', 'C-0210', 'C-0211'],
    polaris: ['linuxHardening'],
    'kube-score': ['container-seccomp-profile'],
    checkov: ['CKV_K8S_31'],
    trivy: ['KSV-0030'],
    kics: ['f377b83e'],
    kubesec: ['SeccompAny'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    const missing = [...violationsIn(resource, 'seccompProfile_restricted', context)].filter(
      ({ violation }) => violation.missing,
    );
    yield* onLinux('seccompProfile', missing, context, (found) => ({
      at: found.violation.at,
      message: `The ${found.owner} names no seccomp profile, so by default nothing filters its system calls. Set seccompProfile.type to RuntimeDefault here or for the pod.`,
      fixes: found.pod.isWindows ? [] : fixesOf(found, missing),
    }));
  },
});

/** One profile for the pod, when no container has its own. */
function fixesOf({ container, pod }: PodViolation, missing: readonly PodViolation[]): Fix[] {
  if (container === undefined) return [];
  const here: Fix = {
    title: 'Set the seccomp profile to RuntimeDefault',
    safe: false,
    edits: [set(container.securityContext.at('seccompProfile'), { type: 'RuntimeDefault' })],
  };
  if (!allContainersMiss(pod, missing)) return [here];
  const shared = set(pod.securityContext.at('seccompProfile'), { type: 'RuntimeDefault' });
  return [{ title: 'Set the seccomp profile of the pod to RuntimeDefault', safe: false, edits: [shared] }, here];
}
