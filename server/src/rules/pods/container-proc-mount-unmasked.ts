import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'container-proc-mount-unmasked',
  title: 'Unmasked /proc',
  family: 'pod-security',
  severity: 'high',
  why: "The runtime hides those parts of /proc through which a process can read kernel memory, change kernel settings or trigger the node's devices. Unmasked, they are within reach of whoever gets into the container as root.",
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'procMount' },
  },
  aliases: {
    'kube-linter': ['unsafe-proc-mount'],
    kubescape: ['C-0211'],
    polaris: ['procMount'],
    trivy: ['KSV-0027'],
    kics: ['f922827f'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    for (const { owner, violation } of violationsIn(resource, 'procMount', context)) {
      yield {
        at: violation.at,
        message: `The ${owner} mounts /proc without the masks that hide kernel settings and memory. Remove procMount.`,
        fixes: [{ title: 'Remove procMount', safe: false, edits: [remove(violation.at)] }],
      };
    }
  },
});
