import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { effectiveIds } from './effectiveIds.ts';

export default defineRule({
  id: 'container-low-gid',
  title: 'Group id that the node may use too',
  family: 'pod-security',
  severity: 'low',
  why: 'Where user namespaces do not separate them, a group id means the same group in the container and on the node. Low ones such as docker, disk or adm open files and sockets there.',
  kinds: 'workload',
  standards: {},
  aliases: {
    'kube-score': ['container-security-context-user-group-id'],
    trivy: ['KSV-0021'],
    kubesec: ['RunAsGroup'],
  },
  recommended: false,
  fix: 'unsafe',
  options: {
    threshold: {
      type: 'number',
      default: 10000,
      description: 'The lowest group id that is accepted.',
    },
    required: {
      type: 'boolean',
      default: false,
      description: 'Also report containers for which neither the container nor the pod sets runAsGroup.',
    },
  },

  *check(resource, { options }) {
    for (const { at, owner, id } of effectiveIds(resource, 'runAsGroup')) {
      if (id === undefined ? !options.required : id === 0 || id >= options.threshold) continue;
      yield {
        at,
        message:
          id === undefined
            ? `The ${owner} leaves its group id to the image. Set runAsGroup to ${options.threshold} or higher.`
            : `The ${owner} runs with group id ${id}, which may be somebody on the node too. Use ${options.threshold} or higher.`,
        fixes: [
          { title: `Set runAsGroup to ${options.threshold + 1}`, safe: false, edits: [set(at, options.threshold + 1)] },
        ],
      };
    }
  },
});
