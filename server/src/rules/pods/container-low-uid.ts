import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { effectiveIds } from './effectiveIds.ts';

export default defineRule({
  id: 'container-low-uid',
  title: 'User id that the node may use too',
  family: 'pod-security',
  severity: 'low',
  why: 'Where user namespaces do not separate them, a user id means the same user in the container and on the node. A low one is often taken there, so that a process that breaks out may own files of a service of the node.',
  kinds: 'workload',
  standards: {},
  aliases: {
    'kube-score': ['container-security-context-user-group-id'],
    checkov: ['CKV_K8S_40'],
    trivy: ['KSV-0020'],
    kics: ['02323c00'],
    kubesec: ['RunAsUser'],
  },
  recommended: false,
  fix: 'unsafe',
  options: {
    threshold: {
      type: 'number',
      default: 10000,
      description: 'The lowest user id that is accepted.',
    },
    required: {
      type: 'boolean',
      default: false,
      description: 'Also report containers for which neither the container nor the pod sets runAsUser.',
    },
  },

  *check(resource, { options }) {
    for (const { at, owner, id } of effectiveIds(resource, 'runAsUser')) {
      if (id === undefined ? !options.required : id === 0 || id >= options.threshold) continue;
      yield {
        at,
        message:
          id === undefined
            ? `The ${owner} leaves its user id to the image. Set runAsUser to ${options.threshold} or higher.`
            : `The ${owner} runs with user id ${id}, which may be somebody on the node too. Use ${options.threshold} or higher.`,
        fixes: [
          { title: `Set runAsUser to ${options.threshold + 1}`, safe: false, edits: [set(at, options.threshold + 1)] },
        ],
      };
    }
  },
});
