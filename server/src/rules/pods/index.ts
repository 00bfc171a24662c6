import type { Rule } from '../../engine/rule.ts';
import containerAllowPrivilegeEscalation from './container-allow-privilege-escalation.ts';
import containerApparmorMissing from './container-apparmor-missing.ts';
import containerApparmorUnconfined from './container-apparmor-unconfined.ts';
import containerCapabilitiesAddedBaseline from './container-capabilities-added-baseline.ts';
import containerCapabilitiesAddedRestricted from './container-capabilities-added-restricted.ts';
import containerCapabilitiesDropAll from './container-capabilities-drop-all.ts';
import containerCapabilitiesDropAny from './container-capabilities-drop-any.ts';
import containerCapabilityDangerous from './container-capability-dangerous.ts';
import containerCapabilityNetRaw from './container-capability-net-raw.ts';
import containerCapabilitySysAdmin from './container-capability-sys-admin.ts';
import containerHostPort from './container-host-port.ts';
import containerLowGid from './container-low-gid.ts';
import containerLowUid from './container-low-uid.ts';
import containerNobodyUid from './container-nobody-uid.ts';
import containerPrivileged from './container-privileged.ts';
import containerPrivilegedPort from './container-privileged-port.ts';
import containerProcMountUnmasked from './container-proc-mount-unmasked.ts';
import containerProcMountUserNamespace from './container-proc-mount-user-namespace.ts';
import containerReadOnlyRootFilesystem from './container-read-only-root-filesystem.ts';
import containerRootGroup from './container-root-group.ts';
import containerRunAsNonRoot from './container-run-as-non-root.ts';
import containerRunAsRootUser from './container-run-as-root-user.ts';
import containerSeccompMissing from './container-seccomp-missing.ts';
import containerSeccompUnconfined from './container-seccomp-unconfined.ts';
import containerSecurityContextMissing from './container-security-context-missing.ts';
import containerSelinuxOptions from './container-selinux-options.ts';
import containerSshPort from './container-ssh-port.ts';
import podHostAliases from './pod-host-aliases.ts';
import podHostIpc from './pod-host-ipc.ts';
import podHostNetwork from './pod-host-network.ts';
import podHostPid from './pod-host-pid.ts';
import podSeccompAnnotationDeprecated from './pod-seccomp-annotation-deprecated.ts';
import podServiceAccountLegacyField from './pod-service-account-legacy-field.ts';
import podShareProcessNamespace from './pod-share-process-namespace.ts';
import podSysctlUnsafe from './pod-sysctl-unsafe.ts';
import podToleratesEverything from './pod-tolerates-everything.ts';
import probeLifecycleHost from './probe-lifecycle-host.ts';
import securitycontextFieldMisplaced from './securitycontext-field-misplaced.ts';
import volumeContainerRuntimeSocket from './volume-container-runtime-socket.ts';
import volumeGitRepo from './volume-git-repo.ts';
import volumeHostPath from './volume-host-path.ts';
import volumeHostPathSensitive from './volume-host-path-sensitive.ts';
import volumeHostPathWritable from './volume-host-path-writable.ts';
import volumeMountPropagation from './volume-mount-propagation.ts';
import volumeTypeRestricted from './volume-type-restricted.ts';
import windowsHostProcess from './windows-host-process.ts';

/** First what the Pod Security Standards forbid or ask for, then the rest. */
export const pods: readonly Rule[] = [
  containerPrivileged,
  podHostNetwork,
  podHostPid,
  podHostIpc,
  containerHostPort,
  volumeContainerRuntimeSocket,
  volumeHostPathSensitive,
  volumeHostPath,
  containerCapabilitySysAdmin,
  containerCapabilityDangerous,
  containerCapabilityNetRaw,
  containerCapabilitiesAddedBaseline,
  containerProcMountUnmasked,
  podSysctlUnsafe,
  containerSeccompUnconfined,
  containerApparmorUnconfined,
  containerSelinuxOptions,
  windowsHostProcess,
  probeLifecycleHost,
  containerRunAsNonRoot,
  containerRunAsRootUser,
  containerAllowPrivilegeEscalation,
  containerCapabilitiesDropAll,
  containerCapabilitiesAddedRestricted,
  containerSeccompMissing,
  containerProcMountUserNamespace,
  volumeGitRepo,
  volumeTypeRestricted,
  securitycontextFieldMisplaced,
  containerReadOnlyRootFilesystem,
  volumeHostPathWritable,
  volumeMountPropagation,
  podSeccompAnnotationDeprecated,
  podToleratesEverything,
  containerSshPort,
  containerPrivilegedPort,
  podShareProcessNamespace,
  podHostAliases,
  podServiceAccountLegacyField,
  containerApparmorMissing,
  containerCapabilitiesDropAny,
  containerSecurityContextMissing,
  containerRootGroup,
  containerLowUid,
  containerLowGid,
  containerNobodyUid,
];
