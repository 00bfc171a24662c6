import { defineRule } from '../../engine/rule.ts';
import { lifecycleOf, TYPES_WITH_OLD_VERSIONS } from '../../resources/apiVersions.ts';
import { isAtLeast } from '../../resources/version.ts';
import { adviceFor, apiVersionFixes } from './apiVersionFix.ts';

export default defineRule({
  id: 'api-version-deprecated',
  title: 'API version that will be removed',
  family: 'api-lifecycle',
  severity: 'low',
  why: 'An upgrade that removes the version makes this object impossible to apply, and clusters that cannot be upgraded keep the holes of their old version. Changing the version early costs one line.',
  kinds: TYPES_WITH_OLD_VERSIONS,
  standards: {},
  aliases: { 'kube-score': ['stable-version'], trivy: ['KSV-0107'], kics: ['94b76ea5'] },
  recommended: true,
  fix: 'safe',

  *check(resource, { kubernetesVersion }) {
    // A template may write an old version only for clusters that know no other.
    if (resource.root.scope.open) return;
    const lifecycle = lifecycleOf(resource);
    if (lifecycle === undefined || !isAtLeast(kubernetesVersion, lifecycle.deprecated)) return;
    if (lifecycle.removed !== undefined && isAtLeast(kubernetesVersion, lifecycle.removed)) return;
    const end = lifecycle.removed === undefined ? '' : ` and goes in 1.${lifecycle.removed}`;
    yield {
      at: resource.root.at('apiVersion'),
      message: `${resource.kind} in ${resource.apiVersion} has been deprecated since Kubernetes 1.${lifecycle.deprecated}${end}. ${adviceFor(resource, lifecycle)}`,
      fixes: apiVersionFixes(resource, lifecycle, kubernetesVersion),
      tags: ['deprecated'],
    };
  },
});
