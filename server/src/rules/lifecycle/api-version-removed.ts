import { defineRule } from '../../engine/rule.ts';
import { lifecycleOf, TYPES_WITH_OLD_VERSIONS } from '../../resources/apiVersions.ts';
import { formatKubernetesVersion, isAtLeast } from '../../resources/version.ts';
import { adviceFor, apiVersionFixes } from './apiVersionFix.ts';

export default defineRule({
  id: 'api-version-removed',
  title: 'API version that is no longer served',
  family: 'api-lifecycle',
  severity: 'high',
  why: 'The API server refuses the whole object. When it is a NetworkPolicy, a role or an admission policy, the protection that it describes silently is not there after the next upgrade or rebuild of the cluster.',
  kinds: TYPES_WITH_OLD_VERSIONS,
  standards: {},
  aliases: {
    'kube-linter': ['no-extensions-v1beta'],
    'kube-score': ['stable-version'],
    trivy: ['KSV-0107'],
    kics: ['94b76ea5'],
  },
  recommended: true,
  fix: 'safe',

  *check(resource, { kubernetesVersion }) {
    // A template may write an old version only for clusters that know no other.
    if (resource.root.scope.open) return;
    const lifecycle = lifecycleOf(resource);
    if (lifecycle?.removed === undefined || !isAtLeast(kubernetesVersion, lifecycle.removed)) return;
    yield {
      at: resource.root.at('apiVersion'),
      message: `Kubernetes ${formatKubernetesVersion(kubernetesVersion)} does not know ${resource.kind} in ${resource.apiVersion}: it was removed in 1.${lifecycle.removed}. ${adviceFor(resource, lifecycle)}`,
      fixes: apiVersionFixes(resource, lifecycle, kubernetesVersion),
      tags: ['deprecated'],
    };
  },
});
