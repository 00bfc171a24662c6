import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'windows-host-process',
  title: 'HostProcess container',
  family: 'pod-security',
  severity: 'critical',
  why: 'A HostProcess container is no container: it runs as a process of the Windows node, up to SYSTEM, with its file system and network. Whoever gets into it owns the node.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'windowsHostProcess' },
    cis: ['1.12:5.2.10', '1.10-1.11:5.2.11'],
  },
  aliases: {
    kubescape: ['C-0211'],
    polaris: ['hostProcess'],
    trivy: ['KSV-0103'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    for (const { owner, violation } of violationsIn(resource, 'windowsHostProcess', context)) {
      yield {
        at: violation.at,
        message: `The ${owner} runs as a process of the Windows node itself. Remove hostProcess.`,
        fixes: [{ title: 'Remove hostProcess', safe: false, edits: [remove(violation.at)] }],
      };
    }
  },
});
