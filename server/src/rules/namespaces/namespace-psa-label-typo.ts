import { remove, set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { labelsOf } from './podPolicies.ts';
import { misspeltKey } from './psaKeys.ts';

export default defineRule({
  id: 'namespace-psa-label-typo',
  title: 'Misspelt Pod Security label',
  family: 'namespace',
  severity: 'high',
  why: 'Pod Security admission reads six labels and silently passes over all others. One wrong letter in the key, and the namespace that everyone takes for restricted accepts privileged pods.',
  kinds: ['Namespace'],
  standards: {},
  aliases: {},
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    const labels = labelsOf(resource);
    for (const [key, value] of labels.entries()) {
      const found = misspeltKey(key);
      if (found === undefined) continue;
      const { meant } = found;
      const level = value.string;
      const isFree = meant !== undefined && labels.at(meant).raw === undefined;
      yield {
        at: value,
        key: true,
        message: `Pod Security does not know the label ${key} and ignores it. ${meant ? `Probably ${meant} is meant.` : 'It knows enforce, audit and warn, and each with -version at its end.'}`,
        fixes:
          isFree && level !== undefined
            ? [{ title: `Rename to ${meant}`, safe: false, edits: [remove(value), set(labels.at(meant), level)] }]
            : [],
      };
    }
  },
});
