import { append, set, type Fix } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Value } from '../../resources/value.ts';
import { onLinux, violationsIn } from './violations.ts';

export default defineRule({
  id: 'container-capabilities-drop-all',
  title: 'Container keeps capabilities',
  family: 'pod-security',
  severity: 'medium',
  why: 'Every container starts with about a dozen capabilities that were once part of root: opening raw sockets, changing file owners, binding low ports and more. An attacker inside gets all of them for free; hardly any application needs one. Drop ALL, then add back what is really used.',
  kinds: 'workload',
  standards: {
    pss: { level: 'restricted', check: 'capabilities_restricted' },
    cis: ['1.12:5.2.9', '1.10-1.11:5.2.10'],
    nsa: true,
  },
  aliases: {
    polaris: ['insecureCapabilities'],
    checkov: ['CKV_K8S_37'],
    trivy: ['KSV-0003', 'KSV-0106'],
    kics: ['268ca686'],
    kubesec: ['CapDropAll'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    const missing = [...violationsIn(resource, 'capabilities_restricted', context)].filter(
      ({ violation }) => violation.missing,
    );
    yield* onLinux('capabilities.drop', missing, context, ({ owner, pod, violation: { at } }) => {
      const misspelt = at.items().find((item) => item.string?.toUpperCase() === 'ALL');
      return {
        at: misspelt ?? at,
        message: misspelt
          ? `The ${owner} drops "${misspelt.string}", which the restricted Pod Security level does not count: it compares exactly. Write ALL.`
          : `The ${owner} keeps ${at.items().length > 0 ? 'those capabilities that it does not list' : 'its default capabilities'}. Drop ALL and add back what it needs.`,
        fixes: pod.isWindows ? [] : [dropAll(at, misspelt)],
      };
    });
  },
});

function dropAll(drop: Value, misspelt: Value | undefined): Fix {
  const edit = misspelt ? set(misspelt, 'ALL') : drop.items().length > 0 ? append(drop, 'ALL') : set(drop, ['ALL']);
  return { title: misspelt ? 'Write ALL' : 'Drop ALL capabilities', safe: false, edits: [edit] };
}
