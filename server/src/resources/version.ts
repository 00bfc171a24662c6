/** A Kubernetes minor version, the unit in which APIs, defaults and Pod Security checks change. */
export interface KubernetesVersion {
  readonly major: number;
  readonly minor: number;
}

/** The newest minor version of Kubernetes 1 that the checks know; what `latest` stands for. */
export const LATEST_KNOWN_MINOR = 37;

/** What `latest` stands for. */
export const LATEST_KNOWN_VERSION: KubernetesVersion = { major: 1, minor: LATEST_KNOWN_MINOR };

/**
 * Reads `latest`, `1.31`, `v1.31`, and the full versions that clusters report (`v1.31.2`, `v1.31.2-gke.100`,
 * `v1.31.2+k3s1`), whose patch and suffix are dropped; `undefined` for anything else.
 *
 * Only text: YAML reads an unquoted `1.30` as the number 1.3, which would silently mean another version.
 */
export function parseKubernetesVersion(text: string): KubernetesVersion | undefined {
  if (text === 'latest') return LATEST_KNOWN_VERSION;
  const [, major, minor] = VERSION.exec(text) ?? [];
  return major === undefined || minor === undefined ? undefined : { major: Number(major), minor: Number(minor) };
}

/** Negative when `a` is older than `b`, 0 when equal, positive when newer. */
export function compareKubernetesVersions(a: KubernetesVersion, b: KubernetesVersion): number {
  return a.major - b.major || a.minor - b.minor;
}

/** The version is the given minor version of Kubernetes 1, or newer. */
export function isAtLeast(version: KubernetesVersion, minor: number): boolean {
  return compareKubernetesVersions(version, { major: 1, minor }) >= 0;
}

/** As people write it: `1.31`. */
export function formatKubernetesVersion({ major, minor }: KubernetesVersion): string {
  return `${major}.${minor}`;
}

/** Four digits are far more than there will be, and keep the numbers exact. */
const VERSION = /^v?(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})(?:\.(?:0|[1-9]\d*)(?:[-+][0-9A-Za-z.+-]+)?)?$/;
