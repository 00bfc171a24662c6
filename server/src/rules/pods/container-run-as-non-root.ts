import { set, type Fix } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { allContainersMiss, violationsIn, type PodViolation } from './violations.ts';

export default defineRule({
  id: 'container-run-as-non-root',
  title: 'Container may run as root',
  family: 'pod-security',
  severity: 'high',
  why: 'Root in a container is the same user as root on the node unless user namespaces separate them, so that any flaw in the runtime, a mount or the kernel gives away the node. With runAsNonRoot the kubelet refuses to start a container whose user is root, whatever the image says.',
  kinds: 'workload',
  standards: {
    pss: { level: 'restricted', check: 'runAsNonRoot' },
    cis: ['1.10-1.12:5.2.7'],
    nsa: true,
  },
  aliases: {
    'kube-linter': ['run-as-non-root'],
    kubescape: ['C-0013'],
    polaris: ['runAsRootAllowed'],
    checkov: ['CKV_K8S_23'],
    trivy: ['KSV-0012'],
    kics: ['cf34805e'],
    kubesec: ['RunAsNonRoot'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    const all = [...violationsIn(resource, 'runAsNonRoot', context)];
    for (const found of all) yield { at: found.violation.at, message: messageOf(found), fixes: fixesOf(found, all) };
  },
});

function messageOf({ container, owner, violation }: PodViolation): string {
  if (!violation.missing) return `The ${owner} turns the check for a root user off. Set runAsNonRoot to true.`;
  const user = container?.effective('runAsUser').value.number;
  if (user === undefined || user === 0) {
    return `Nothing keeps the ${owner} from running as root. Set runAsNonRoot to true here or for the whole pod.`;
  }
  return `The ${owner} runs as user ${user}, but the restricted Pod Security level also asks for runAsNonRoot: true.`;
}

/** A missing value is best set once for the pod, when no container has one. */
function fixesOf({ pod, violation }: PodViolation, all: readonly PodViolation[]): Fix[] {
  const here: Fix = { title: 'Set runAsNonRoot to true', safe: false, edits: [set(violation.at, true)] };
  if (!violation.missing || !allContainersMiss(pod, all)) return [here];
  const shared = pod.securityContext.at('runAsNonRoot');
  return [{ title: 'Set runAsNonRoot to true for the pod', safe: false, edits: [set(shared, true)] }, here];
}
