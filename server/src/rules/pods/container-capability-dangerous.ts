import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { canonicalCapability, DANGEROUS_CAPABILITIES } from '../../resources/capabilities.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'container-capability-dangerous',
  title: 'Dangerous capability added',
  family: 'pod-security',
  severity: 'high',
  why: 'Some capabilities are one step away from the node or from other pods: loading kernel modules, tracing foreign processes, rewriting firewall rules, reading any file. An attacker inside the container uses them as they are, without any exploit.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'capabilities_baseline' },
    nsa: true,
  },
  aliases: {
    kubescape: ['C-0046'],
    polaris: ['dangerousCapabilities'],
    trivy: ['KSV-0120'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    for (const { owner, violation } of violationsIn(resource, 'capabilities_baseline', context)) {
      const canonical = canonicalCapability(violation.value ?? '');
      const power = Object.hasOwn(DANGEROUS_CAPABILITIES, canonical) ? DANGEROUS_CAPABILITIES[canonical] : undefined;
      if (power === undefined) continue;
      yield {
        at: violation.at,
        message: `The ${owner} adds ${violation.value}: whoever has that ${power}. Remove it from capabilities.add.`,
        fixes: [
          {
            title: `Remove ${violation.value} from the added capabilities`,
            safe: false,
            edits: [remove(violation.at)],
          },
        ],
      };
    }
  },
});
