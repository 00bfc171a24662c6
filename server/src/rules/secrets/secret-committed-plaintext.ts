import { defineRule } from '../../engine/rule.ts';
import { findCredential, isSample } from '../../resources/credentialPatterns.ts';
import { credentialNamesIn, isHarmless } from '../../resources/credentials.ts';
import { listOf } from './listOf.ts';
import { writtenEntries, type SecretEntry } from './secretData.ts';

export default defineRule({
  id: 'secret-committed-plaintext',
  title: 'Secret with readable values in a file',
  family: 'secrets',
  severity: 'high',
  why: 'base64 is no encryption: everyone who can read the repository, a clone, a fork or a CI log has these values, and history keeps them after they are deleted. One leaked laptop is then a leaked cluster.',
  kinds: ['Secret'],
  standards: {},
  aliases: { kics: ['b9c83569'] },
  recommended: true,
  fix: null,

  *check(resource) {
    const readable = writtenEntries(resource).filter(isReadable);
    const first = readable[0];
    if (first === undefined) return;
    const keys = readable.map(({ key }) => key);
    yield {
      at: resource.root.at(first.field),
      key: true,
      message: `This Secret keeps ${listOf(keys.map((key) => `"${key}"`))} readable for everyone with the file. Encrypt it (SOPS, Sealed Secrets) or fill it from an external store, and change what was committed.`,
    };
  },
});

/** Says something that is not public anyway, and is not a placeholder. */
function isReadable({ key, written, decoded }: SecretEntry): boolean {
  const text = (decoded ?? written).trim();
  if (text === '' || isHarmless(key, text)) return false;
  if (!CONFIGURATION.test(key)) return !isSample(text);
  return findCredential(text) !== undefined || credentialNamesIn(text).length > 0;
}

/** Such a file is often kept in a Secret in case it ever holds one, so it counts only when it does. */
const CONFIGURATION = /\.(?:ya?ml|ini|cfg|cnf|conf|config|toml|properties|json|tmpl)$/i;
