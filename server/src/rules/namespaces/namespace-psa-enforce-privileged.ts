import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { labelOf, parseLevel } from '../../resources/podSecurity/labels.ts';
import { isSystemNamespace } from '../../resources/systemNamespaces.ts';
import { highestLevel, isWeaker, labelsOf } from './podPolicies.ts';

export default defineRule({
  id: 'namespace-psa-enforce-privileged',
  title: 'Namespace that allows privileged pods',
  family: 'namespace',
  severity: 'high',
  why: 'At the level privileged Pod Security refuses nothing. Whoever may create pods in the namespace, or steals the token of something that may, starts a privileged pod and owns the node that it runs on.',
  kinds: ['Namespace'],
  reads: ['workload'],
  standards: { cis: ['1.10-1.12:5.2.1'] },
  aliases: { kubescape: ['C-0192', 'C-0193', 'C-0197'] },
  recommended: true,
  fix: 'unsafe',
  options: {
    target: {
      type: 'string',
      default: 'baseline',
      description: 'The least strict level that is accepted: baseline or restricted.',
    },
  },

  *check(resource, { lookup, options }) {
    const at = labelsOf(resource).at(labelOf('enforce', 'level'));
    const level = parseLevel(at.string ?? '');
    const target = options.target === 'restricted' ? 'restricted' : 'baseline';
    if (level === undefined || !isWeaker(level, target) || isSystemNamespace(resource.name)) return;
    const workloads = lookup('workload', { namespace: resource.name ?? '' }).resources ?? [];
    const needy = workloads.find((workload) => isWeaker(highestLevel([workload]), target));
    // The highest level that all known workloads satisfy, or the target where none is known.
    const highest = workloads.length === 0 ? target : highestLevel(workloads);
    yield {
      at,
      message: needy
        ? `Any pod may run in this namespace (level ${level}), and ${needy.label} needs that. Move it to a namespace of its own, then enforce ${target} here.`
        : `The level ${level} lets pods of this namespace take ${level === 'privileged' ? 'full control of the node' : 'more rights than they should'}. ${workloads.length > 0 ? `Its known workloads satisfy ${highest}: enforce that.` : `Enforce ${highest}.`}`,
      related: needy
        ? [
            {
              resource: needy,
              at: needy.root.at('metadata', 'name'),
              message: `Pod Security would refuse its pods at ${target}.`,
            },
          ]
        : [],
      fixes: needy ? [] : [{ title: `Enforce ${highest}`, safe: false, edits: [set(at, highest)] }],
    };
  },
});
