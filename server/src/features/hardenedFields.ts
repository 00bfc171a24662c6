import type { InheritedField } from '../resources/container.ts';

/** A field that hardening is about: what it does, and what holds when it is not set. */
export interface HardenedField {
  /** Where the path starts: `container`, `pod`, or the whole object of this type. */
  readonly of: string;
  /** Keys from there; `*` stands for any position in a list or any key. */
  readonly path: readonly string[];
  readonly what: string;
  /** What the API server or the kubelet does without it. */
  readonly unset: string;
  /** Ids of the rules about it, from which the standards that ask for it follow. */
  readonly rules: readonly string[];
  /** The container takes the pod's value when it has none. */
  readonly inherits?: InheritedField;
}

const SECURITY = 'securityContext';

export const HARDENED_FIELDS: readonly HardenedField[] = [
  ...bothLevels(
    'runAsNonRoot',
    'The kubelet refuses to start the container when its image would run it as UID 0.',
    'the image decides, which most often means root',
    ['container-run-as-non-root'],
  ),
  ...bothLevels(
    'runAsUser',
    "The UID that the container's processes run with, instead of the one that the image names.",
    'the UID that the image names, or root',
    ['container-run-as-root-user', 'container-low-uid'],
  ),
  ...bothLevels(
    'runAsGroup',
    "The primary group of the container's processes.",
    'the group that the image names, or root',
    ['container-root-group', 'container-low-gid'],
  ),
  ...bothLevels(
    'seccompProfile',
    "The filter of system calls. RuntimeDefault is the container runtime's own list, which blocks the rarely needed and often exploited ones.",
    'Unconfined, unless the kubelet runs with seccompDefault',
    ['container-seccomp-missing', 'container-seccomp-unconfined'],
  ),
  ...bothLevels(
    'appArmorProfile',
    'The AppArmor profile that confines the processes, on nodes that have AppArmor.',
    "the runtime's default profile where AppArmor is on",
    ['container-apparmor-missing', 'container-apparmor-unconfined'],
  ),
  ...bothLevels(
    'seLinuxOptions',
    'The SELinux label of the processes. Own types and users can lift the confinement that the runtime sets up.',
    'a label that the runtime chooses',
    ['container-selinux-options'],
  ),
  {
    of: 'container',
    path: [SECURITY, 'privileged'],
    what: 'All capabilities, all devices of the node, and no confinement: the container is root on the node in all but name.',
    unset: 'false',
    rules: ['container-privileged'],
  },
  {
    of: 'container',
    path: [SECURITY, 'allowPrivilegeEscalation'],
    what: 'Whether a process may gain more rights than its parent, through setuid files or file capabilities. False sets no_new_privs.',
    unset: 'true',
    rules: ['container-allow-privilege-escalation'],
  },
  {
    of: 'container',
    path: [SECURITY, 'readOnlyRootFilesystem'],
    what: "Whether the container's own file system is read-only, so that nothing can be dropped into it; volumes stay writable.",
    unset: 'false',
    rules: ['container-read-only-root-filesystem'],
  },
  {
    of: 'container',
    path: [SECURITY, 'procMount'],
    what: 'Whether the paths of /proc that tell about the node, or let it be changed, are masked.',
    unset: 'Default (masked)',
    rules: ['container-proc-mount-unmasked'],
  },
  {
    of: 'container',
    path: [SECURITY, 'capabilities'],
    what: "Parts of root's power that the container keeps or gets. Drop ALL and add back what is needed.",
    unset: "the runtime's default set, about a dozen",
    rules: [
      'container-capabilities-drop-all',
      'container-capabilities-added-baseline',
      'container-capabilities-added-restricted',
    ],
  },
  {
    of: 'container',
    path: ['resources', 'limits', 'memory'],
    what: 'The memory at which the kernel ends the container, before it takes the memory of others on the node.',
    unset: "no limit, unless the namespace's LimitRange sets one",
    rules: ['container-memory-limit-missing'],
  },
  {
    of: 'container',
    path: ['image'],
    what: 'The image. A tag can be moved to another image at any time; a digest cannot.',
    unset: 'nothing: it is required',
    rules: ['image-tag-latest', 'image-digest-missing'],
  },
  {
    of: 'container',
    path: ['imagePullPolicy'],
    what: 'When the kubelet asks the registry for the image, and so whether the pull credentials are checked.',
    unset: 'Always for the tag latest or none, else IfNotPresent',
    rules: ['image-pull-policy-not-always'],
  },
  {
    of: 'container',
    path: ['ports', '*', 'hostPort'],
    what: 'A port of the node itself, which leads into the container past Services and, with most network plugins, past network policies.',
    unset: 'no port of the node',
    rules: ['container-host-port'],
  },
  ...hostNamespace(
    'hostNetwork',
    "The pod uses the node's network: it can listen to and reach what is bound to the node's loopback, and no network policy applies to it.",
    'pod-host-network',
  ),
  ...hostNamespace(
    'hostPID',
    'The pod sees the processes of the node and, with enough rights, their environment and files.',
    'pod-host-pid',
  ),
  ...hostNamespace(
    'hostIPC',
    'The pod shares shared memory and semaphores with the processes of the node.',
    'pod-host-ipc',
  ),
  {
    of: 'pod',
    path: ['hostUsers'],
    what: 'False gives the pod a user namespace (KEP-127): root in it is an unprivileged user on the node.',
    unset: 'true: UIDs are those of the node',
    rules: [],
  },
  {
    of: 'pod',
    path: ['automountServiceAccountToken'],
    what: "Whether each container gets a token of the pod's ServiceAccount, with which it can call the API server.",
    unset: 'what the ServiceAccount says, else true',
    rules: ['sa-token-automount'],
  },
  {
    of: 'pod',
    path: ['serviceAccountName'],
    what: "The identity with which the pod's containers call the API server.",
    unset: 'default',
    rules: ['sa-default-used'],
  },
  {
    of: 'pod',
    path: ['volumes', '*', 'hostPath'],
    what: "A path of the node's file system, with the node's permissions.",
    unset: 'no path of the node',
    rules: ['volume-host-path', 'volume-host-path-sensitive', 'volume-container-runtime-socket'],
  },
  ...['enforce', 'audit', 'warn'].map((mode) => ({
    of: 'Namespace',
    path: ['metadata', 'labels', `pod-security.kubernetes.io/${mode}`],
    what: {
      enforce:
        'Pods that break this level of the Pod Security Standards are refused: privileged, baseline or restricted.',
      audit: 'Pods and workloads that break this level are noted in the audit log.',
      warn: 'Whoever applies a pod or workload that breaks this level gets a warning.',
    }[mode] as string,
    unset: 'what the API server is configured with, by default privileged: everything is let in',
    rules: mode === 'enforce' ? ['namespace-psa-enforce-missing', 'namespace-psa-enforce-privileged'] : [],
  })),
];

function bothLevels(field: InheritedField, what: string, unset: string, rules: readonly string[]): HardenedField[] {
  return [
    { of: 'container', path: [SECURITY, field], what, unset, rules, inherits: field },
    {
      of: 'pod',
      path: [SECURITY, field],
      what: `${what} Set here, it holds for each container that does not set it.`,
      unset,
      rules,
    },
  ];
}

function hostNamespace(field: string, what: string, rule: string): HardenedField[] {
  return [{ of: 'pod', path: [field], what, unset: 'false', rules: [rule] }];
}
