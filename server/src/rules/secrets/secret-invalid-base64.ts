import { remove, set, type Fix } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Resource } from '../../resources/resource.ts';
import { encodeBase64, writtenEntries, type SecretEntry } from './secretData.ts';

export default defineRule({
  id: 'secret-invalid-base64',
  title: 'Secret data that is not base64',
  family: 'secrets',
  severity: 'medium',
  why: 'The API server refuses the whole Secret, so workloads start without their credentials or keep old ones that were to be replaced. Mostly plain text was written under data instead of stringData.',
  kinds: ['Secret'],
  standards: {},
  aliases: { 'kube-linter': ['schema-validation'] },
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    for (const entry of writtenEntries(resource)) {
      if (entry.decoded !== undefined) continue;
      yield {
        at: entry.at,
        message: `The value of ${entry.key} is not base64, so the API server refuses this Secret. Encode it, or move it to stringData, which takes plain text.`,
        fixes: fixesOf(resource, entry),
      };
    }
  },
});

/** Unsafe: a value that was base64 and got damaged must not be encoded a second time. */
function fixesOf(resource: Resource, { at, key, written }: SecretEntry): Fix[] {
  const plain = resource.root.at('stringData', key);
  const encode: Fix = {
    title: `Encode ${key} as base64`,
    safe: false,
    edits: [set(at, encodeBase64(at.string ?? written))],
  };
  if (!plain.isAbsent) return [encode];
  return [
    encode,
    { title: `Move ${key} to stringData`, safe: false, edits: [remove(at), set(plain, at.string ?? written)] },
  ];
}
