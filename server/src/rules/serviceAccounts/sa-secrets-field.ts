import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Resource } from '../../resources/resource.ts';

const RESTRICTION = 'kubernetes.io/enforce-mountable-secrets';

/**
 * Only token Secrets: other tools (Tekton, OpenShift builds) read logins from this list. Where the annotation makes it
 * a restriction, taking names out of it would lock pods out.
 */
export default defineRule({
  id: 'sa-secrets-field',
  title: 'Service account lists token Secrets',
  family: 'service-accounts',
  severity: 'low',
  why: 'The list dates from the time when every account had a lasting token in a Secret. It restricts nothing: pods mount what they name, listed or not. What it does is keep such a token alive and tell an attacker its name.',
  kinds: ['ServiceAccount'],
  reads: ['Secret'],
  standards: {},
  aliases: {},
  recommended: false,
  fix: 'unsafe',

  *check(account, { lookup }) {
    const list = account.root.at('secrets');
    if (list.items().length === 0) return;
    const restriction = account.root.at('metadata', 'annotations', RESTRICTION);
    if (restriction.isUnknown || restriction.is('true')) return;
    for (const item of list.items()) {
      const at = item.at('name');
      if (at.string === undefined) continue;
      if (
        !isGeneratedName(at.string, account.name) &&
        !isTokenSecret(at.string, account, lookup('Secret', { name: at.string }).resources)
      )
        continue;
      const alone = list.items().length === 1;
      yield {
        at,
        message: `secrets restricts nothing, and "${at.string}" holds a token without expiry. Remove it here, and delete the Secret once nothing uses it.`,
        fixes: [
          {
            title: alone ? 'Remove secrets' : `Remove ${at.string} from secrets`,
            safe: false,
            edits: [remove(alone ? list : item)],
          },
        ],
      };
    }
  },
});

/** What the token controller called them before Kubernetes 1.24: the account, `-token-` and five characters. */
function isGeneratedName(name: string, account: string | undefined): boolean {
  return account !== undefined && name.startsWith(`${account}-token-`) && /-token-[a-z0-9]{5}$/u.test(name);
}

function isTokenSecret(name: string, account: Resource, secrets: readonly Resource[] = []): boolean {
  return secrets.some(
    (secret) =>
      secret.name === name &&
      (secret.namespace ?? '') === (account.namespace ?? '') &&
      secret.root.at('type').is('kubernetes.io/service-account-token'),
  );
}
