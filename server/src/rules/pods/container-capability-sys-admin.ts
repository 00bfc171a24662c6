import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { canonicalCapability, ROOT_EQUIVALENT_CAPABILITIES } from '../../resources/capabilities.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'container-capability-sys-admin',
  title: 'Capability SYS_ADMIN or ALL added',
  family: 'pod-security',
  severity: 'critical',
  why: "SYS_ADMIN is the kernel's catch-all: mounting file systems, entering namespaces, loading tracing programs and much more. A container that has it, or ALL, gets out to the node with a handful of well-known commands.",
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'capabilities_baseline' },
    nsa: true,
  },
  aliases: {
    kubescape: ['C-0046', 'C-0057'],
    polaris: ['dangerousCapabilities'],
    checkov: ['CKV_K8S_39'],
    trivy: ['KSV-0005'],
    kics: ['235236ee'],
    kubesec: ['CapSysAdmin'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    for (const { owner, violation } of violationsIn(resource, 'capabilities_baseline', context)) {
      if (!ROOT_EQUIVALENT_CAPABILITIES.has(canonicalCapability(violation.value ?? ''))) continue;
      yield {
        at: violation.at,
        message: `The ${owner} adds ${violation.value}, with which it can take over the node. Remove it and add only the narrow capabilities that it needs.`,
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
