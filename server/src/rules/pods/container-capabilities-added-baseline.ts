import { remove, set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import {
  canonicalCapability,
  DANGEROUS_CAPABILITIES,
  DEFAULT_CAPABILITIES as DEFAULT_SET,
  ROOT_EQUIVALENT_CAPABILITIES,
} from '../../resources/capabilities.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'container-capabilities-added-baseline',
  title: 'Added capability beyond the default set',
  family: 'pod-security',
  severity: 'high',
  why: 'Capabilities beyond the default set reach past the container: to the kernel, the network or the resources of the node. The fewer a container has, the less an attacker inside can do with it.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'capabilities_baseline' },
    cis: ['1.10-1.11:5.2.9'],
    nsa: true,
  },
  aliases: {
    kubescape: ['C-0046'],
    polaris: ['dangerousCapabilities'],
    checkov: ['CKV_K8S_25'],
    trivy: ['KSV-0022'],
    kics: ['19ebaa28'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    for (const { owner, violation } of violationsIn(resource, 'capabilities_baseline', context)) {
      const name = violation.value ?? '';
      const canonical = canonicalCapability(name);
      if (ROOT_EQUIVALENT_CAPABILITIES.has(canonical) || canonical === 'NET_RAW') continue;
      if (Object.hasOwn(DANGEROUS_CAPABILITIES, canonical)) continue;
      const misspelt = canonical !== name && DEFAULT_SET.has(canonical);
      yield {
        at: violation.at,
        message: misspelt
          ? `Kubernetes knows no capability "${name}": Pod Security admission refuses it. Write ${canonical}, if the ${owner} needs it at all.`
          : `The ${owner} adds ${name === '' ? 'an empty name' : name}, which is beyond the capabilities that the baseline Pod Security level allows. Remove it from capabilities.add.`,
        fixes: [
          ...(misspelt ? [{ title: `Write ${canonical}`, safe: false, edits: [set(violation.at, canonical)] }] : []),
          { title: `Remove ${name} from the added capabilities`, safe: false, edits: [remove(violation.at)] },
        ],
      };
    }
  },
});
