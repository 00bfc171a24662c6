import { formatPath } from '../../documents/path.ts';
import { remove, set } from '../../engine/fix.ts';
import { defineRule, type Problem } from '../../engine/rule.ts';
import type { Pod } from '../../resources/pod.ts';

export default defineRule({
  id: 'container-root-group',
  title: 'Process in the root group',
  family: 'pod-security',
  severity: 'low',
  why: 'Group 0 is the group of root. Files in images and on volumes are often readable and writable for it, so that a process without root rights still changes what root owns.',
  kinds: 'workload',
  standards: {
    nsa: true,
  },
  aliases: {
    'kube-linter': ['run-as-non-root'],
    kubescape: ['C-0013', 'C-0211'],
    trivy: ['KSV-0116'],
  },
  recommended: false,
  fix: 'unsafe',

  *check(resource) {
    for (const pod of resource.pods) {
      if (pod.isWindows) continue;
      const fsGroup = pod.securityContext.at('fsGroup');
      if (fsGroup.is(0)) {
        yield {
          at: fsGroup,
          message:
            'The volumes of the pod belong to the root group, and every container is in it. Set fsGroup to another group.',
          fixes: [{ title: 'Set fsGroup to 10001', safe: false, edits: [set(fsGroup, 10001)] }],
        };
      }
      for (const group of pod.securityContext.at('supplementalGroups').items()) {
        if (!group.is(0)) continue;
        yield {
          at: group,
          message: 'Every container of the pod is in the root group (0). Remove it from supplementalGroups.',
          fixes: [{ title: 'Remove group 0', safe: false, edits: [remove(group)] }],
        };
      }
      yield* primaryGroups(pod);
    }
  },
});

function* primaryGroups(pod: Pod): Generator<Problem> {
  const told = new Set<string>();
  for (const container of pod.containers) {
    const group = container.effective('runAsGroup');
    const user = container.effective('runAsUser');
    const owner = group.from === 'pod' || (group.from === 'default' && user.from === 'pod') ? 'pod' : container.label;
    const at = group.from === 'default' && user.from === 'pod' ? pod.securityContext.at('runAsGroup') : group.value;
    const root = group.value.is(0);
    // Root as the user is said elsewhere; without a user both come from the image and cannot be known here.
    const unset = group.value.isAbsent && user.value.number !== undefined && !user.value.is(0);
    if ((!root && !unset) || told.has(formatPath(at.path))) continue;
    told.add(formatPath(at.path));
    const message = root
      ? `The ${owner} runs with the root group (0) as its primary group. Set runAsGroup to another group.`
      : `The ${owner} sets runAsUser to ${user.value.number} but no runAsGroup: unless the image knows that user, its group is root's (0). Set runAsGroup.`;
    yield { at, message, fixes: [{ title: 'Set runAsGroup to 10001', safe: false, edits: [set(at, 10001)] }] };
  }
}
