import { defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'secret-env-ref',
  title: 'Secret as an environment variable',
  family: 'secrets',
  severity: 'low',
  why: 'The environment of a process is inherited by everything it starts, shows in crash dumps and debug pages, and does not follow when the Secret is rotated. A mounted file can be read once, by the process that needs it.',
  kinds: 'workload',
  standards: { cis: ['1.10-1.12:5.4.1'] },
  aliases: {
    'kube-linter': ['read-secret-from-env-var'],
    kubescape: ['C-0207'],
    checkov: ['CKV_K8S_35'],
    kics: ['3d658f8b'],
    kubesec: ['SecretsAsEnvironmentVariables'],
  },
  recommended: false,
  fix: null,

  *check(resource) {
    for (const pod of resource.pods) {
      for (const container of pod.containers) {
        for (const item of container.at('env').items()) {
          const reference = item.at('valueFrom', 'secretKeyRef');
          if (!reference.isMap) continue;
          yield {
            at: reference.at('name'),
            message: `The ${container.label} gets ${item.at('name').string ?? 'a Secret'} through its environment. If the program can read a file, mount the Secret instead.`,
          };
        }
      }
    }
  },
});
