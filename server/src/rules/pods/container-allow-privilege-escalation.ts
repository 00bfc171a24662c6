import { remove, set, type Fix } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { canonicalCapability } from '../../resources/capabilities.ts';
import type { Container } from '../../resources/container.ts';
import type { Value } from '../../resources/value.ts';
import { onLinux, violationsIn } from './violations.ts';

export default defineRule({
  id: 'container-allow-privilege-escalation',
  title: 'Container may gain privileges',
  family: 'pod-security',
  severity: 'high',
  why: 'Unless a container forbids it, a process may gain more rights than the one that started it, through a setuid program or one with file capabilities. An attacker who got in as an ordinary user looks for such a program first: it is the step to root in the container, from where the way to the node is short.',
  kinds: 'workload',
  standards: {
    pss: { level: 'restricted', check: 'allowPrivilegeEscalation' },
    cis: ['1.10-1.12:5.2.6'],
    nsa: true,
  },
  aliases: {
    'kube-linter': ['privilege-escalation-container'],
    kubescape: ['C-0016'],
    polaris: ['privilegeEscalationAllowed'],
    checkov: ['CKV_K8S_20'],
    trivy: ['KSV-0001'],
    kics: ['5572cc5e'],
    kubesec: ['AllowPrivilegeEscalation'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    yield* onLinux(
      'allowPrivilegeEscalation',
      violationsIn(resource, 'allowPrivilegeEscalation', context),
      context,
      ({ container, owner, pod, violation }) => ({
        at: violation.at,
        message: `${violation.missing ? `The ${owner} does not forbid` : `The ${owner} allows`} its processes to gain privileges, for example through a setuid program. Set allowPrivilegeEscalation to false${container ? atOdds(container) : ''}.`,
        fixes: container && !pod.isWindows ? [forbid(container)] : [],
      }),
    );
  },
});

/** The API server refuses `false` beside privileged and CAP_SYS_ADMIN, and SYS_ADMIN makes it worthless: they go too. */
function forbid({ securityContext }: Container): Fix {
  const { privileged, admin, names } = obstacles(securityContext);
  return {
    title: `Set allowPrivilegeEscalation to false${names.length > 0 ? ` and remove ${names.join(' and ')}` : ''}`,
    safe: false,
    edits: [
      set(securityContext.at('allowPrivilegeEscalation'), false),
      ...(privileged ? [set(securityContext.at('privileged'), false)] : []),
      ...admin.map((item) => remove(item)),
    ],
  };
}

function atOdds({ securityContext }: Container): string {
  const { names } = obstacles(securityContext);
  return names.length > 0 ? `, which the API server accepts only without ${names.join(' and ')}` : '';
}

/** What allows a process to gain privileges whatever else is said. */
function obstacles(securityContext: Value): { privileged: boolean; admin: Value[]; names: string[] } {
  const privileged = securityContext.at('privileged').is(true);
  const added = securityContext.at('capabilities', 'add').items();
  const admin = added.filter((item) => canonicalCapability(item.string ?? '') === 'SYS_ADMIN').reverse();
  return {
    privileged,
    admin,
    names: [...(privileged ? ['privileged'] : []), ...(admin.length > 0 ? ['SYS_ADMIN'] : [])],
  };
}
