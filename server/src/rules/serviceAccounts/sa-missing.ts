import { defineRule } from '../../engine/rule.ts';
import { accountField, accountName, accountsOf } from './accounts.ts';

/** Accounts may be kept anywhere, so their absence tells something only beside other accounts of the same namespace. */
export default defineRule({
  id: 'sa-missing',
  title: 'Service account that is not there',
  family: 'service-accounts',
  severity: 'low',
  why: 'The API server refuses pods whose account does not exist. Often a name was misspelt, and the quick way out is to run as default with rights added to it. An account that anybody may create later gets its rights from whoever does.',
  kinds: 'workload',
  reads: ['ServiceAccount'],
  standards: {},
  aliases: { 'kube-linter': ['non-existent-service-account'], kubescape: ['C-0307'] },
  recommended: false,
  fix: null,
  options: {
    existing: {
      type: 'string[]',
      default: [],
      description: 'Names of service accounts that exist although no file defines them.',
    },
  },

  *check(resource, { lookup, options }) {
    for (const pod of resource.pods) {
      const name = accountName(pod);
      if (name === undefined || name === 'default' || options.existing.includes(name)) continue;
      if (accountsOf(pod, lookup)?.length !== 0) continue;
      const { resources } = lookup('ServiceAccount');
      if (resources === undefined) return;
      // A name or namespace that a template decides, or a file that names no namespace, may be this one.
      const mayBeIt = resources.some(
        (account) =>
          account.name === undefined ||
          (account.name === name &&
            (!account.namespaceKnown ||
              (account.namespace ?? '') === (resource.namespace ?? '') ||
              !account.namespace ||
              !resource.namespace)),
      );
      const keptHere = resources.some(
        (account) =>
          (account.namespace ?? '') === (resource.namespace ?? '') && folderOf(account.uri) === folderOf(resource.uri),
      );
      if (mayBeIt || !keptHere) continue;
      yield {
        at: accountField(pod),
        message: `No file here defines the service account "${name}" in this namespace, and without it no pod starts. Add it or correct the name, if it is not kept elsewhere.`,
      };
    }
  },
});

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
