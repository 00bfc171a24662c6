import { defineRule } from '../../engine/rule.ts';
import { findCredential } from '../../resources/credentialPatterns.ts';
import { isCredential } from '../../resources/credentials.ts';

export default defineRule({
  id: 'secret-in-env-literal',
  title: 'Credential in an environment variable',
  family: 'secrets',
  severity: 'high',
  why: 'Whoever may read the workload, its manifest in the repository, or any of their copies in backups and logs, has this credential too. Rights on Secrets, their encryption at rest and their rotation do not protect what is written here.',
  kinds: 'workload',
  standards: {
    nsa: true,
    mitre: [
      'Credential access: Application credentials in configuration files',
      'Lateral movement: Application credentials in configuration files',
    ],
  },
  aliases: {
    'kube-linter': ['env-var-secret'],
    kubescape: ['C-0012', 'C-0259'],
    polaris: ['sensitiveContainerEnvVar'],
  },
  recommended: true,
  fix: null,

  *check(resource) {
    for (const pod of resource.pods) {
      for (const container of pod.containers) {
        for (const item of container.at('env').items()) {
          const name = item.at('name').string;
          const at = item.at('value');
          const value = at.string;
          // A value that gives itself away by its form belongs to secret-pattern-in-manifest, whatever its name.
          if (name === undefined || value === undefined || !isCredential(name, value) || findCredential(value))
            continue;
          yield {
            at,
            message: `The ${container.label} gets ${name} in plain text. Move the value into a Secret, refer to it with valueFrom.secretKeyRef, and change what was already shared.`,
          };
        }
      }
    }
  },
});
