/** Namespaces that Kubernetes makes for itself (apimachinery and kubeadm), whose contents no application team decides. */
const SYSTEM_NAMESPACES: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

export function isSystemNamespace(name: string | undefined): boolean {
  return name !== undefined && SYSTEM_NAMESPACES.has(name);
}
