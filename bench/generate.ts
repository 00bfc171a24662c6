import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCUMENTS = 400;
const LINES_A_DOCUMENT = 34;

/** A document of 34 lines, its mark included, that raises ten findings of the profile `recommended`. */
function document(index: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${index}
  namespace: shop
  labels:
    app.kubernetes.io/name: service-${index}
  annotations:
    example.com/note: ""
spec:
  replicas: 2
  selector:
    matchLabels:
      app.kubernetes.io/name: service-${index}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: service-${index}
    spec:
      hostNetwork: true
      hostPID: true
      hostIPC: true
      containers:
        - name: service
          image: registry.example/shop/service-${index}:latest
          args: ["--port", "8080", "--log-level", "info"]
          ports:
            - name: http
              containerPort: 8080
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
---
`;
}

/** One file of 400 documents and 13,600 lines. */
export function largeFile(): string {
  const text = Array.from({ length: DOCUMENTS }, (_, index) => document(index)).join('');
  if (text.split('\n').length - 1 !== DOCUMENTS * LINES_A_DOCUMENT) throw new Error('a document has not 34 lines');
  return text;
}

/** A folder of this many files, a hundred to a folder, of the kinds of which real repositories have most. */
export function writeManyFiles(folder: string, count: number): void {
  for (let index = 0; index < count; index++) {
    const directory = join(folder, `team-${Math.floor(index / 100)}`);
    if (index % 100 === 0) mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, `file-${index}.yaml`), oneOfMany(index));
  }
}

function oneOfMany(index: number): string {
  const namespace = `team-${Math.floor(index / 100)}`;
  const metadata = (name: string): string => `metadata:\n  name: ${name}-${index}\n  namespace: ${namespace}\n`;
  switch (index % 8) {
    case 0:
    case 1:
    case 2:
      return document(index).replace('namespace: shop', `namespace: ${namespace}`);
    case 3:
      return `apiVersion: v1\nkind: Service\n${metadata('service')}spec:\n  selector:\n    app.kubernetes.io/name: service-${index - 1}\n  ports:\n    - port: 80\n      targetPort: http\n`;
    case 4:
      return `apiVersion: v1\nkind: ServiceAccount\n${metadata('robot')}---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\n${metadata('robot')}roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: robot-${index}\nsubjects:\n  - kind: ServiceAccount\n    name: robot-${index}\n    namespace: ${namespace}\n`;
    case 5:
      return `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\n${metadata('robot')}rules:\n  - apiGroups: [""]\n    resources: [configmaps]\n    verbs: [get, list]\n`;
    case 6:
      return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n${metadata('allow')}spec:\n  podSelector: {}\n  policyTypes: [Ingress]\n  ingress:\n    - from:\n        - podSelector: {}\n`;
    default:
      return `# Values of a chart, which are no Kubernetes object.\nreplicas: ${index}\nimage:\n  repository: registry.example/shop/service\n  tag: 1.2.${index}\n`;
  }
}
