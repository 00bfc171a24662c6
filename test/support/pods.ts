/** A pod with one container of a pinned image, and what else is asked for. */
export function pod(
  name: string,
  { security = '', spec = '', namespace = 'shop' }: { security?: string; spec?: string; namespace?: string } = {},
): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
${indented(spec, 2)}  containers:
    - name: app
      image: registry.example/app@sha256:${'a'.repeat(64)}
${security === '' ? '' : `      securityContext:\n${indented(security, 8)}`}`;
}

function indented(text: string, by: number): string {
  return text === '' ? '' : `${text.replace(/^/gmu, ' '.repeat(by))}\n`;
}
