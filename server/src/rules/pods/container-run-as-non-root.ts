import { formatPath } from '../../documents/path.ts';
import { set, type Fix } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Container } from '../../resources/container.ts';
import type { Value } from '../../resources/value.ts';
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
function fixesOf({ container, pod, violation }: PodViolation, all: readonly PodViolation[]): Fix[] {
  const here = fix('Set runAsNonRoot to true', violation.at, container ? [container] : pod.containers);
  if (!violation.missing || !allContainersMiss(pod, all)) return [here];
  return [fix('Set runAsNonRoot to true for the pod', pod.securityContext.at('runAsNonRoot'), pod.containers), here];
}

/** The kubelet does not start a container that asks for user 0 as well, so that goes too. */
function fix(title: string, at: Value, containers: readonly Container[]): Fix {
  const root = containers.map((container) => container.effective('runAsUser').value).filter((user) => user.is(0));
  const users = new Map(root.map((user) => [formatPath(user.path), set(user, 10001)]));
  return {
    title: users.size === 0 ? title : `${title} and runAsUser to 10001`,
    safe: false,
    edits: [set(at, true), ...users.values()],
  };
}
