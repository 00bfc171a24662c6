import { remove, set, type Fix } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Pod } from '../../resources/pod.ts';
import type { Value } from '../../resources/value.ts';
import { isAtLeast } from '../../resources/version.ts';

export default defineRule({
  id: 'pod-seccomp-annotation-deprecated',
  title: 'Seccomp profile in an annotation',
  family: 'pod-security',
  severity: 'medium',
  why: 'Annotations named the seccomp profile before there was a field for it. Kubernetes 1.27 and later ignore them: such a pod looks confined and is not.',
  kinds: 'workload',
  standards: {},
  aliases: {},
  recommended: true,
  fix: 'unsafe',

  *check(resource, { kubernetesVersion }) {
    if (!isAtLeast(kubernetesVersion, 19)) return;
    const ignored = isAtLeast(kubernetesVersion, 27);
    for (const pod of resource.pods) {
      for (const [key, at] of pod.metadata.at('annotations').entries()) {
        const container = key.startsWith(OF_CONTAINER) ? key.slice(OF_CONTAINER.length) : undefined;
        if ((key !== OF_POD && container === undefined) || at.raw === null) continue;
        yield {
          at,
          message: ignored
            ? 'Kubernetes ignores seccomp annotations since 1.27: this profile is not applied. Set seccompProfile in the securityContext.'
            : 'Seccomp annotations are deprecated and stop working with Kubernetes 1.27. Set seccompProfile in the securityContext.',
          tags: ['deprecated'],
          fixes: fixesOf(pod, container, at),
        };
      }
    }
  },
});

const OF_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const OF_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';

/** Moves the profile to the field, unless that says one already; an annotation for no container at all only goes. */
function fixesOf(pod: Pod, container: string | undefined, at: Value): Fix[] {
  const own = pod.containers.find(({ name }) => name === container);
  const securityContext = container === undefined ? pod.securityContext : own?.securityContext;
  const field = securityContext?.at('seccompProfile');
  if (field === undefined || field.isPresent)
    return [{ title: 'Remove the annotation', safe: false, edits: [remove(at)] }];
  const profile = profileOf(at.string ?? '');
  if (profile === undefined || !field.isAbsent) return [];
  return [{ title: 'Move the profile to seccompProfile', safe: false, edits: [set(field, profile), remove(at)] }];
}

function profileOf(annotation: string): { type: string; localhostProfile?: string } | undefined {
  if (annotation === 'runtime/default' || annotation === 'docker/default') return { type: 'RuntimeDefault' };
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (annotation.startsWith('localhost/'))
    return { type: 'Localhost', localhostProfile: annotation.slice('localhost/'.length) };
  return undefined;
}
