import { formatPath } from '../../documents/path.ts';
import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'container-capabilities-added-restricted',
  title: 'Added capability',
  family: 'pod-security',
  severity: 'medium',
  why: 'A capability that an application does not need is a tool left for whoever breaks into it: changing the owner of files, killing the processes of other users, or becoming another user. The restricted Pod Security level lets a container add NET_BIND_SERVICE alone.',
  kinds: 'workload',
  standards: {
    pss: { level: 'restricted', check: 'capabilities_restricted' },
    cis: ['1.10-1.11:5.2.9'],
  },
  aliases: {
    checkov: ['CKV_K8S_25'],
    trivy: ['KSV-0106'],
    kics: ['19ebaa28'],
  },
  recommended: false,
  fix: 'unsafe',

  *check(resource, context) {
    // What baseline forbids already is said by the rules for it.
    const baseline = [...violationsIn(resource, 'capabilities_baseline', context)].map(({ violation }) =>
      formatPath(violation.at.path),
    );
    for (const { owner, violation } of violationsIn(resource, 'capabilities_restricted', context)) {
      if (violation.missing || baseline.includes(formatPath(violation.at.path))) continue;
      yield {
        at: violation.at,
        message: `The ${owner} adds ${violation.value}, one of the capabilities that the restricted Pod Security level takes away. Remove it if the application works without.`,
        fixes: [
          {
            title: `Remove ${violation.value} from the added capabilities`,
            safe: false,
            edits: [remove(violation.at)],
          },
        ],
      };
    }
  },
});
