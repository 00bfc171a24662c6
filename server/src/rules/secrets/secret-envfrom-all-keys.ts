import { defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'secret-envfrom-all-keys',
  title: 'Whole Secret as environment variables',
  family: 'secrets',
  severity: 'low',
  why: 'Every key of the Secret becomes a variable, also those that somebody adds later: the container gets credentials that it does not need, and a new key may change a setting such as LD_PRELOAD or PATH.',
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
        for (const item of container.at('envFrom').items()) {
          const reference = item.at('secretRef');
          if (!reference.isMap) continue;
          const name = reference.at('name').string;
          yield {
            at: reference.at('name'),
            message: `The ${container.label} gets every key of the Secret${name === undefined ? '' : ` ${name}`}. List the keys that it needs with valueFrom.secretKeyRef, or mount them as files.`,
          };
        }
      }
    }
  },
});
