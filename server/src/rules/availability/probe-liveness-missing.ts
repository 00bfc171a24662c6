import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { longRunningPods, servingContainers } from './longRunning.ts';
import { probeTemplate } from './probeTemplate.ts';

export default defineRule({
  id: 'probe-liveness-missing',
  title: 'No liveness probe',
  family: 'availability',
  severity: 'info',
  why: 'A process that hangs without ending is never restarted by itself, and one crafted request may be enough to make it hang. A probe that is too strict does more harm than none, though: it restarts what is only slow.',
  kinds: 'workload',
  standards: {},
  aliases: {
    'kube-linter': ['no-liveness-probe'],
    kubescape: ['C-0056'],
    polaris: ['livenessProbeMissing'],
    'kube-score': ['pod-probes'],
    checkov: ['CKV_K8S_8'],
    kics: ['ade74944'],
  },
  recommended: false,
  fix: 'unsafe',

  *check(resource) {
    for (const pod of longRunningPods(resource)) {
      for (const container of servingContainers(pod)) {
        const at = container.at('livenessProbe');
        if (!at.isAbsent) continue;
        yield {
          at,
          message: `Nothing restarts the ${container.label} when it hangs. If a restart would help, add a livenessProbe, with a startupProbe when it starts slowly.`,
          fixes: [
            { title: 'Add a liveness probe', safe: false, edits: [set(at, probeTemplate(container, '/healthz'))] },
          ],
        };
      }
    }
  },
});
