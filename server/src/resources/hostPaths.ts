/**
 * What a hostPath volume hands over.
 * - runtime-socket: the API of the container runtime, or a folder that holds it
 * - sensitive: files that are, or lead to, control over the node or its credentials
 */
export type HostPathDanger = 'runtime-socket' | 'sensitive';

/**
 * Judges the path of a hostPath volume, for Linux nodes and for the named pipes of Windows ones.
 *
 * @param readOnly Every mount of it is read-only: then files that every process of the node reads anyway, and logs,
 * are no more than any other hostPath.
 */
export function hostPathDanger(path: string, readOnly: boolean): HostPathDanger | undefined {
  if (WINDOWS_PIPES.test(path)) return 'runtime-socket';
  if (!path.startsWith('/')) return undefined;
  const clean = cleanHostPath(path);
  if (isRuntimeSocket(clean)) return 'runtime-socket';
  if (HARMLESS_FILES.has(clean) || ORDINARY_DEVICES.test(clean)) return undefined;
  if (readOnly && READABLE.some((folder) => isWithin(clean, folder))) return undefined;
  const sensitive = SENSITIVE.some((folder) => isWithin(clean, folder) || isWithin(folder, clean));
  return sensitive ? 'sensitive' : undefined;
}

/**
 * A file that is used by connecting to it or locking it: a read-only mount takes nothing away from whoever has it, or
 * breaks it for no gain.
 */
export function isSocketOrLock(path: string): boolean {
  const clean = cleanHostPath(path);
  return WINDOWS_PIPES.test(path) || /[._-]sock(?:et)?$/u.test(clean) || HARMLESS_FILES.has(clean);
}

export function isDevice(path: string): boolean {
  return ORDINARY_DEVICES.test(cleanHostPath(path));
}

/** Without `.`, `..`, doubled and trailing slashes; `/var/run` is what it links to on every current distribution. */
export function cleanHostPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const clean = `/${parts.join('/')}`;
  return isWithin(clean, '/var/run') ? clean.slice('/var'.length) : clean;
}

function isRuntimeSocket(clean: string): boolean {
  // The root folder holds the sockets too, but that is the lesser part of what it holds.
  return SOCKET_FILE.test(clean) || (clean !== '/' && SOCKET_FOLDERS.includes(clean));
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || folder === '/' || path.startsWith(`${folder}/`);
}

const SOCKET_FILE = /\/(?:docker|containerd|crio|cri-dockerd|podman|dockershim)\.sock$/u;

/** Folders in which runtimes, k3s and microk8s put their sockets, and the folders above them. */
const SOCKET_FOLDERS = [
  '/run',
  '/run/containerd',
  '/run/crio',
  '/run/docker',
  '/run/k3s',
  '/run/k3s/containerd',
  '/run/podman',
  '/var/snap/microk8s/common/run',
];

const WINDOWS_PIPES = /^\\\\\.\\pipe\\(?:docker_engine|containerd-containerd)$/iu;

const SENSITIVE = [
  '/bin',
  '/boot',
  '/dev',
  '/etc',
  '/home',
  '/lib',
  '/lib32',
  '/lib64',
  '/libx32',
  '/proc',
  '/root',
  '/run',
  '/sbin',
  '/sys',
  '/usr',
  '/var/lib/containerd',
  '/var/lib/docker',
  '/var/lib/etcd',
  '/var/lib/kubelet',
  '/var/log',
];

/** World-readable on every node and without secrets, or (logs) read by every log agent; writing to them is another matter. */
const READABLE = [
  '/etc/ca-certificates',
  '/etc/localtime',
  '/etc/machine-id',
  '/etc/os-release',
  '/etc/pki/ca-trust',
  '/etc/pki/tls/certs',
  '/etc/ssl/certs',
  '/etc/timezone',
  '/lib/modules',
  '/usr/lib/modules',
  '/usr/lib/os-release',
  '/usr/local/share/ca-certificates',
  '/usr/share/ca-certificates',
  '/usr/share/zoneinfo',
  '/usr/src',
  '/var/log',
];

/** The lock that everything takes that changes iptables, and the socket that takes messages for the system's log. */
const HARMLESS_FILES = new Set(['/run/xtables.lock', '/dev/log']);

/**
 * Devices that people hand to containers for what they are: tunnels, FUSE, virtual machines, graphics, sound, cameras,
 * serial and USB ones, shared memory. Disks, memory and all of /dev are another matter.
 */
const ORDINARY_DEVICES =
  /^\/dev\/(?:net\/tun|fuse|kvm|dri|snd|video\d+|tty(?:USB|ACM|S|AMA)\d+|serial|bus\/usb|shm|hugepages|infiniband|nvidia[^/]*|u?random|null|zero)(?:\/|$)/u;
