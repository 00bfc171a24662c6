import { append, set, type Fix } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Container } from '../../resources/container.ts';
import type { Value } from '../../resources/value.ts';

export default defineRule({
  id: 'container-read-only-root-filesystem',
  title: 'Writable root filesystem',
  family: 'pod-security',
  severity: 'medium',
  why: 'An attacker who can write to the file system of the image installs tools, replaces binaries and scripts, and stays until the container restarts. Read-only, most ready-made attacks stop at their first download.',
  kinds: 'workload',
  standards: {
    nsa: true,
  },
  aliases: {
    'kube-linter': ['no-read-only-root-fs'],
    kubescape: ['C-0017'],
    polaris: ['notReadOnlyRootFilesystem'],
    'kube-score': ['container-security-context-readonlyrootfilesystem'],
    checkov: ['CKV_K8S_22'],
    trivy: ['KSV-0014'],
    kics: ['a9c2f49d'],
    kubesec: ['ReadOnlyRootFilesystem'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    for (const pod of resource.pods) {
      if (pod.isWindows) continue;
      for (const container of pod.containers) {
        // A debug container lives for minutes and exists to be changed.
        if (container.role === 'ephemeral') continue;
        const at = container.securityContext.at('readOnlyRootFilesystem');
        if (!at.isAbsent && !at.is(false)) continue;
        yield {
          at,
          message: `The ${container.label} can write to its own image files. Set readOnlyRootFilesystem to true and mount an emptyDir where it has to write, such as /tmp.`,
          fixes: fixesOf(container, at),
        };
      }
    }
  },
});

/** Most programs write to /tmp at least, so the second fix brings a folder for it. */
function fixesOf(container: Container, at: Value): Fix[] {
  const title = 'Set readOnlyRootFilesystem to true';
  const readOnly = set(at, true);
  const alone: Fix = { title, safe: false, edits: [readOnly] };
  const mounts = container.at('volumeMounts');
  const volumes = container.pod.spec.at('volumes');
  if (mounts.hasUnknown || volumes.hasUnknown || mounts.items().some((mount) => mount.at('mountPath').is('/tmp')))
    return [alone];
  const taken = volumes.items().find((volume) => volume.at('name').is('tmp'));
  if (taken && !taken.at('emptyDir').isMap) return [alone];
  const mount = append(mounts, { name: 'tmp', mountPath: '/tmp' });
  const volume = taken ? [] : [append(volumes, { name: 'tmp', emptyDir: {} })];
  return [alone, { title: `${title} and mount an emptyDir at /tmp`, safe: false, edits: [readOnly, mount, ...volume] }];
}
