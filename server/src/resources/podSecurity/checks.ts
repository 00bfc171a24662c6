import { DEFAULT_CAPABILITIES } from '../capabilities.ts';
import {
  demandDroppedCapabilities,
  demandNonRoot,
  demandNoPrivilegeEscalation,
  demandSeccompProfile,
  forbidAddedCapabilities,
  forbidAppArmorProfiles,
  forbidHostNamespaces,
  forbidHostPaths,
  forbidHostPorts,
  forbidProbeAndHookHosts,
  forbidProcMounts,
  forbidProfileTypes,
  forbidRestrictedVolumes,
  forbidRootUser,
  forbidSeccompAnnotations,
  forbidSELinuxOptions,
  forbidSysctls,
  forbidTrue,
} from './finders.ts';
import { containerNames, containers, settersOf, valuesOf, volumeNames } from './explain.ts';
import { unlessInUserNamespace, unlessWindows } from './pod.ts';
import type { Find } from './pod.ts';
import { plural, quoteAll, quoteNoun, sortedSet } from './text.ts';
import type { CheckId, Violation } from './violation.ts';

/** One check of the Pod Security Standards (https://kubernetes.io/docs/concepts/security/pod-security-standards/). */
export interface PodSecurityCheck {
  readonly id: CheckId;
  /** The lowest level that runs it. */
  readonly level: 'baseline' | 'restricted';
  /** Its forms, oldest first. */
  readonly versions: readonly CheckVersion[];
  /** Why the API server refuses a pod with these violations of the check, in its own words. Never of none. */
  readonly explain: (violations: readonly Violation[]) => Explanation;
}

export interface CheckVersion {
  /** The minor version of the policy from which this form holds. */
  readonly since: number;
  readonly find: Find;
  /** Baseline checks that do not run beside it, because it is the stricter form of them. */
  readonly overrides?: readonly CheckId[];
}

/** `ForbiddenReason` and `ForbiddenDetail` of the policy library. */
export interface Explanation {
  readonly reason: string;
  readonly detail: string;
}

const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

const SAFE_SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
];
const SAFE_SYSCTLS_27 = [...SAFE_SYSCTLS, 'net.ipv4.ip_local_reserved_ports'];
const SAFE_SYSCTLS_29 = [
  ...SAFE_SYSCTLS_27,
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
];
const SAFE_SYSCTLS_32 = [...SAFE_SYSCTLS_29, 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'];
const SAFE_SYSCTLS_37 = [...SAFE_SYSCTLS_32, 'net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'];

/** Every check, in the order in which the API server names them: by level, then by the bytes of the id. */
export const POD_SECURITY_CHECKS: readonly PodSecurityCheck[] = [
  {
    id: 'appArmorProfile',
    level: 'baseline',
    versions: [{ since: 0, find: forbidAppArmorProfiles }],
    explain: (violations) => {
      const annotations = violations.filter(({ holder }) => holder === 'annotation');
      const setters = settersOf(violations.filter(({ holder }) => holder !== 'annotation'));
      if (annotations.length > 0) setters.push(plural('annotation', annotations.length));
      const values = [
        ...valuesOf(violations.filter(({ holder }) => holder !== 'annotation')),
        ...valuesOf(annotations),
      ];
      return {
        reason: plural('forbidden AppArmor profile', values.length),
        detail: `${setters.join(' and ')} must not set AppArmor profile type to ${quoteAll(values)}`,
      };
    },
  },
  {
    id: 'capabilities_baseline',
    level: 'baseline',
    versions: [{ since: 0, find: forbidAddedCapabilities(DEFAULT_CAPABILITIES) }],
    explain: (violations) => ({ reason: 'non-default capabilities', detail: mustNotAdd(violations) }),
  },
  {
    id: 'hostNamespaces',
    level: 'baseline',
    versions: [{ since: 0, find: forbidHostNamespaces }],
    explain: (violations) => ({
      reason: 'host namespaces',
      detail: violations.map(({ value }) => value).join(', '),
    }),
  },
  {
    id: 'hostPathVolumes',
    level: 'baseline',
    versions: [{ since: 0, find: forbidHostPaths }],
    explain: (violations) => ({ reason: 'hostPath volumes', detail: quoteNoun('volume', volumeNames(violations)) }),
  },
  {
    id: 'hostPorts',
    level: 'baseline',
    versions: [{ since: 0, find: forbidHostPorts }],
    explain: (violations) => {
      const ports = valuesOf(violations);
      const names = containerNames(violations);
      return {
        reason: 'hostPort',
        detail: `${quoteNoun('container', names)} ${use(names)} ${plural('hostPort', ports.length)} ${ports.join(', ')}`,
      };
    },
  },
  {
    id: 'hostProbesAndHostLifecycle',
    level: 'baseline',
    versions: [{ since: 34, find: forbidProbeAndHookHosts }],
    explain: (violations) => {
      const hosts = quoteNoun('probe or lifecycle host', valuesOf(violations));
      const names = sortedSet(containerNames(violations));
      return { reason: 'probe or lifecycle host', detail: `${quoteNoun('container', names)} ${use(names)} ${hosts}` };
    },
  },
  {
    id: 'privileged',
    level: 'baseline',
    versions: [{ since: 0, find: forbidTrue(['privileged'], 'containers') }],
    explain: (violations) => ({
      reason: 'privileged',
      detail: `${containers(violations)} must not set securityContext.privileged=true`,
    }),
  },
  {
    id: 'procMount',
    level: 'baseline',
    versions: [
      { since: 0, find: forbidProcMounts },
      { since: 35, find: unlessInUserNamespace(forbidProcMounts) },
    ],
    explain: explainProcMount,
  },
  {
    id: 'seLinuxOptions',
    level: 'baseline',
    versions: [
      { since: 0, find: forbidSELinuxOptions(new Set(SELINUX_TYPES)) },
      { since: 31, find: forbidSELinuxOptions(new Set([...SELINUX_TYPES, 'container_engine_t'])) },
    ],
    explain: (violations) => {
      const set = (key: string) => violations.filter(({ at }) => at.key === key);
      const types = valuesOf(set('type'));
      const parts = types.length > 0 ? [quoteNoun('type', types)] : [];
      if (set('user').length > 0) parts.push('user may not be set');
      if (set('role').length > 0) parts.push('role may not be set');
      const setters = settersOf(violations).join(' and ');
      return {
        reason: 'seLinuxOptions',
        detail: `${setters} set forbidden securityContext.seLinuxOptions: ${parts.join('; ')}`,
      };
    },
  },
  {
    id: 'seccompProfile_baseline',
    level: 'baseline',
    versions: [
      { since: 0, find: forbidSeccompAnnotations },
      { since: 19, find: forbidProfileTypes('seccompProfile') },
    ],
    explain: explainSeccomp,
  },
  {
    id: 'sysctls',
    level: 'baseline',
    versions: [
      { since: 0, find: forbidSysctls(new Set(SAFE_SYSCTLS)) },
      { since: 27, find: forbidSysctls(new Set(SAFE_SYSCTLS_27)) },
      { since: 29, find: forbidSysctls(new Set(SAFE_SYSCTLS_29)) },
      { since: 32, find: forbidSysctls(new Set(SAFE_SYSCTLS_32)) },
      { since: 37, find: forbidSysctls(new Set(SAFE_SYSCTLS_37)) },
    ],
    explain: (violations) => ({
      reason: 'forbidden sysctls',
      detail: violations.map(({ value }) => value).join(', '),
    }),
  },
  {
    id: 'windowsHostProcess',
    level: 'baseline',
    versions: [{ since: 0, find: forbidTrue(['windowsOptions', 'hostProcess'], 'pod and containers') }],
    explain: (violations) => ({
      reason: 'hostProcess',
      detail: `${settersOf(violations).join(' and ')} must not set securityContext.windowsOptions.hostProcess=true`,
    }),
  },
  {
    id: 'allowPrivilegeEscalation',
    level: 'restricted',
    versions: [
      { since: 8, find: demandNoPrivilegeEscalation },
      { since: 25, find: unlessWindows(demandNoPrivilegeEscalation) },
    ],
    explain: (violations) => ({
      reason: 'allowPrivilegeEscalation != false',
      detail: `${containers(violations)} must set securityContext.allowPrivilegeEscalation=false`,
    }),
  },
  {
    id: 'capabilities_restricted',
    level: 'restricted',
    versions: [
      { since: 22, find: demandDroppedCapabilities, overrides: ['capabilities_baseline'] },
      { since: 25, find: unlessWindows(demandDroppedCapabilities), overrides: ['capabilities_baseline'] },
    ],
    explain: (violations) => {
      const missing = violations.filter((violation) => violation.missing);
      const added = violations.filter((violation) => !violation.missing);
      const parts: string[] = [];
      if (missing.length > 0) parts.push(`${containers(missing)} must set securityContext.capabilities.drop=["ALL"]`);
      if (added.length > 0) parts.push(mustNotAdd(added));
      return { reason: 'unrestricted capabilities', detail: parts.join('; ') };
    },
  },
  {
    id: 'procMount_restricted',
    level: 'restricted',
    versions: [{ since: 35, find: forbidProcMounts, overrides: ['procMount'] }],
    explain: explainProcMount,
  },
  {
    id: 'restrictedVolumes',
    level: 'restricted',
    versions: [{ since: 0, find: forbidRestrictedVolumes, overrides: ['hostPathVolumes'] }],
    explain: (violations) => {
      const names = volumeNames(violations);
      const types = quoteNoun('restricted volume type', valuesOf(violations));
      return { reason: 'restricted volume types', detail: `${quoteNoun('volume', names)} ${use(names)} ${types}` };
    },
  },
  {
    id: 'runAsNonRoot',
    level: 'restricted',
    versions: [
      { since: 0, find: demandNonRoot },
      { since: 35, find: unlessInUserNamespace(demandNonRoot) },
    ],
    explain: (violations) => {
      const explicit = violations.filter(({ missing }) => !missing);
      return {
        reason: 'runAsNonRoot != true',
        detail:
          explicit.length > 0
            ? `${settersOf(explicit).join(' and ')} must not set securityContext.runAsNonRoot=false`
            : `pod or ${containers(violations)} must set securityContext.runAsNonRoot=true`,
      };
    },
  },
  {
    id: 'runAsUser',
    level: 'restricted',
    versions: [
      { since: 23, find: forbidRootUser },
      { since: 35, find: unlessInUserNamespace(forbidRootUser) },
    ],
    explain: (violations) => ({
      reason: 'runAsUser=0',
      detail: `${settersOf(violations).join(' and ')} must not set runAsUser=0`,
    }),
  },
  {
    id: 'seccompProfile_restricted',
    level: 'restricted',
    versions: [
      { since: 19, find: demandSeccompProfile, overrides: ['seccompProfile_baseline'] },
      { since: 25, find: unlessWindows(demandSeccompProfile), overrides: ['seccompProfile_baseline'] },
    ],
    explain: explainSeccomp,
  },
];

function explainProcMount(violations: readonly Violation[]): Explanation {
  const types = quoteAll(valuesOf(violations));
  return {
    reason: 'procMount',
    detail: `${containers(violations)} must not set securityContext.procMount to ${types}`,
  };
}

/** What is set wrongly goes before what is missing; the old annotations have a wording of their own. */
function explainSeccomp(violations: readonly Violation[]): Explanation {
  const reason = 'seccompProfile';
  if (violations.some(({ holder }) => holder === 'annotation')) {
    const annotations = valuesOf(violations);
    return { reason, detail: `forbidden ${plural('annotation', annotations.length)} ${annotations.join(', ')}` };
  }
  const explicit = violations.filter(({ missing }) => !missing);
  const field = 'securityContext.seccompProfile.type';
  if (explicit.length > 0) {
    const setters = settersOf(explicit).join(' and ');
    return { reason, detail: `${setters} must not set ${field} to ${quoteAll(valuesOf(explicit))}` };
  }
  return { reason, detail: `pod or ${containers(violations)} must set ${field} to "RuntimeDefault" or "Localhost"` };
}

function mustNotAdd(violations: readonly Violation[]): string {
  const capabilities = quoteAll(valuesOf(violations));
  return `${containers(violations)} must not include ${capabilities} in securityContext.capabilities.add`;
}

function use(names: readonly string[]): string {
  return names.length === 1 ? 'uses' : 'use';
}
