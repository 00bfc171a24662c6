import { defineRule } from '../../engine/rule.ts';
import { findCredential } from '../../resources/credentialPatterns.ts';
import { credentialNamesIn, isCredential, isPublicCertificate } from '../../resources/credentials.ts';
import { listOf } from './listOf.ts';

export default defineRule({
  id: 'secret-in-configmap',
  title: 'Credential in a ConfigMap',
  family: 'secrets',
  severity: 'high',
  why: 'Config maps are for everyone: read rights on them are given out freely, they are not encrypted at rest, and tools print and copy them. A password in one is known to every viewer of the namespace.',
  kinds: ['ConfigMap'],
  standards: { nsa: true, mitre: ['Credential access: Application credentials in configuration files'] },
  aliases: { kubescape: ['C-0012'], polaris: ['sensitiveConfigmapContent'], trivy: ['KSV-0109', 'KSV-01010'] },
  recommended: true,
  fix: null,

  *check(resource) {
    for (const [key, at] of resource.root.at('data').entries()) {
      const text = at.string;
      // A value that gives itself away by its form belongs to secret-pattern-in-manifest.
      if (text === undefined || isPublicCertificate(text) || findCredential(text) !== undefined) continue;
      if (isCredential(key, text)) {
        yield {
          at,
          message: `${key} looks like a credential, and config maps are no place for one. Move it into a Secret.`,
        };
        continue;
      }
      const names = CONFIGURATION.test(key) && text.includes('\n') ? credentialNamesIn(text) : [];
      if (names.length === 0) continue;
      yield {
        at,
        message: `${key} sets ${listOf(names)} in plain text. Move the file into a Secret, or let it take the value from an environment variable.`,
      };
    }
  },
});

/** Files whose lines assign values. In a program or a dashboard such a line is an expression or a text. */
const CONFIGURATION = /^[^.]*$|\.(?:properties|env|ini|cfg|cnf|conf|config|toml|ya?ml|json)$/i;
