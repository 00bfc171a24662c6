import type { Resource } from './resource.ts';

/**
 * Whether a LimitRange gives containers a limit (or request) that they do not set themselves, filled in as the API server
 * fills it in: a missing `default` from `max`, a missing `defaultRequest` from `default`, then from `min`.
 * (`SetDefaults_LimitRangeItem` of k8s.io/kubernetes, `pkg/apis/core/v1`.) Undefined when it cannot be known.
 *
 * @param name Of the resource: `cpu`, `memory`, `ephemeral-storage`.
 */
export function givesDefault(limitRange: Resource, kind: 'limits' | 'requests', name: string): boolean | undefined {
  const limits = limitRange.root.at('spec', 'limits');
  if (limits.isUnknown) return undefined;
  const sources = kind === 'limits' ? ['default', 'max'] : ['defaultRequest', 'default', 'max', 'min'];
  let answer: boolean | undefined = false;
  for (const item of limits.items()) {
    const type = item.at('type');
    if (!type.is('Container') && !type.isUnknown) continue;
    for (const source of sources) {
      const given = item.at(source, name);
      if (given.isPresent && type.is('Container')) return true;
      if (given.isPresent || given.isUnknown) answer = undefined;
    }
  }
  return answer;
}
