/**
 * Capabilities with which a process in a container can reach the node, other processes or other pods
 * (capabilities(7)), and how. All of them are outside the baseline level of the Pod Security Standards.
 */
export const DANGEROUS_CAPABILITIES: Readonly<Record<string, string>> = {
  SYS_MODULE: 'loads code into the kernel of the node',
  SYS_PTRACE: 'reads and changes the memory of every process that it can see',
  SYS_RAWIO: 'reads and writes memory, ports and disks of the node directly',
  SYS_BOOT: 'reboots the node or loads another kernel',
  SYS_TIME: "sets the node's clock, on which certificates, tokens and logs rest",
  NET_ADMIN: 'rewrites routes, firewall rules and interfaces of its network',
  BPF: 'loads programs into the kernel that see the traffic and system calls of all pods',
  PERFMON: 'traces the kernel and with it what every process of the node does',
  DAC_READ_SEARCH: 'reads every file that it can name, past all file permissions, also of the node',
  MAC_ADMIN: 'changes the mandatory access control policy (SELinux, AppArmor, Smack) of the node',
  MAC_OVERRIDE: 'overrides mandatory access control (Smack)',
  SYSLOG: "reads and clears the kernel's log and learns kernel addresses from it",
};

/** Capabilities that are as good as the node itself. */
export const ROOT_EQUIVALENT_CAPABILITIES: ReadonlySet<string> = new Set(['SYS_ADMIN', 'ALL']);

/** The name that runtimes make of a spelling: they add or tolerate a `CAP_` prefix and ignore case. */
export function canonicalCapability(name: string): string {
  return name.toUpperCase().replace(/^CAP_/u, '');
}

/** What the baseline level of the Pod Security Standards lets a container add: the default set of the runtimes, without NET_RAW. */
export const DEFAULT_CAPABILITIES: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);
