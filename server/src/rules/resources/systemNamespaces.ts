/** The namespaces that Kubernetes makes itself. What runs there is sized by whoever runs the cluster. */
export function isSystemNamespace(name: string): boolean {
  return SYSTEM.has(name);
}

const SYSTEM: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);
