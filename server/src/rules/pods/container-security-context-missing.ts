import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Value } from '../../resources/value.ts';

export default defineRule({
  id: 'container-security-context-missing',
  title: 'No security context at all',
  family: 'pod-security',
  severity: 'medium',
  why: 'Without a security context a container runs with what the image and the runtime happen to allow: often root, with a writable file system, default capabilities and every system call. None of the protections that Kubernetes offers is asked for.',
  kinds: 'workload',
  standards: {
    cis: ['1.11-1.12:5.6.3', '1.10:5.7.3'],
  },
  aliases: {
    kubescape: ['C-0211'],
    checkov: ['CKV_K8S_29', 'CKV_K8S_30'],
    trivy: ['KSV-0118'],
    kics: ['a97a340a'],
  },
  recommended: false,
  weakerThan: [
    'container-run-as-non-root',
    'container-allow-privilege-escalation',
    'container-capabilities-drop-all',
    'container-seccomp-missing',
    'container-read-only-root-filesystem',
  ],
  fix: 'unsafe',

  *check(resource) {
    for (const pod of resource.pods) {
      if (pod.isWindows || !isEmpty(pod.securityContext)) continue;
      for (const container of pod.containers) {
        const at = container.securityContext;
        if (!isEmpty(at)) continue;
        yield {
          at,
          message: `Neither the ${container.label} nor its pod has a securityContext. Add one that drops what the container does not need.`,
          fixes: [{ title: 'Add a restricted securityContext', safe: false, edits: [set(at, RESTRICTED)] }],
        };
      }
    }
  },
});

/** What the restricted Pod Security level asks for, and a read-only file system. */
const RESTRICTED = {
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

function isEmpty(value: Value): boolean {
  return value.isAbsent || (value.isMap && !value.scope.open && value.entries().length === 0);
}
