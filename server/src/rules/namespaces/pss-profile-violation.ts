import { defineRule } from '../../engine/rule.ts';
import type { Pod } from '../../resources/pod.ts';
import { verdict } from '../../resources/podSecurity/evaluate.ts';
import { labelOf } from '../../resources/podSecurity/labels.ts';
import type { Resource } from '../../resources/resource.ts';
import {
  labelsOf,
  POD_SECURITY_CONFIGURATIONS,
  podSecurityDefaults,
  policyOfNamespace,
  type PodSecurityDefaults,
} from './podPolicies.ts';

export default defineRule({
  id: 'pss-profile-violation',
  title: 'Pods that their own namespace refuses',
  family: 'pod-security',
  severity: 'high',
  why: 'Pod Security admission accepts a Deployment and refuses its pods later, so a rollout hangs without an error where anyone looks. Under pressure the label of the namespace is then lowered for everyone, and what it kept out comes in.',
  kinds: 'workload',
  reads: ['Namespace', ...POD_SECURITY_CONFIGURATIONS],
  standards: { cis: ['1.10-1.12:5.2.1'] },
  aliases: {},
  recommended: true,
  fix: null,

  *check(resource, { lookup }) {
    const { namespace } = resource;
    if (namespace === undefined) return;
    // A namespace may be declared once for each environment: what one of them allows is not certainly refused.
    const declared = lookup('Namespace', { name: namespace }).resources ?? [];
    const defaults = declared.length > 0 ? podSecurityDefaults(lookup) : undefined;
    if (defaults?.exemptNamespaces.includes(namespace) === true) return;
    const [first, ...others] = declared.map((one) => refusal(resource, one, defaults));
    if (first === undefined || others.includes(undefined)) return;
    yield {
      at: resource.root.at('metadata', 'name'),
      message: `Namespace ${namespace} enforces ${first.level} and ${resource.kind === 'Pod' ? 'refuses this Pod' : 'will refuse its pods'}: ${shorten(first.reasons)}. Change these, or move it.`,
      related: [
        {
          resource: first.namespace,
          at: labelsOf(first.namespace).at(labelOf('enforce', 'level')),
          message: `Namespace ${namespace} enforces ${first.level}.`,
        },
      ],
    };
  },
});

/** The first few, and how many there are beside them. */
function shorten(reasons: readonly string[]): string {
  const shown = reasons.slice(0, 4).join(', ');
  return reasons.length > 4 ? `${shown} and ${reasons.length - 4} more` : shown;
}

interface Refusal {
  readonly namespace: Resource;
  readonly level: string;
  /** In the API server's words. */
  readonly reasons: readonly string[];
}

/** What this Namespace's level certainly refuses in the workload's pods. */
function refusal(
  workload: Resource,
  namespace: Resource,
  defaults: PodSecurityDefaults | undefined,
): Refusal | undefined {
  const { level, version } = policyOfNamespace(namespace, defaults).enforce;
  if (level === undefined || version === undefined) return undefined;
  const reasons = new Set(
    workload.pods
      .filter((pod) => !isExempt(pod, defaults))
      .flatMap((pod) => verdict(pod, level, version).refusals.map(({ reason }) => reason)),
  );
  return reasons.size === 0 ? undefined : { namespace, level, reasons: [...reasons] };
}

function isExempt(pod: Pod, defaults: PodSecurityDefaults | undefined): boolean {
  const runtimeClass = pod.spec.at('runtimeClassName').string;
  return runtimeClass !== undefined && defaults?.exemptRuntimeClasses.includes(runtimeClass) === true;
}
