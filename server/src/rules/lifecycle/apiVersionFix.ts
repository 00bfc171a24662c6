import { set, type Fix } from '../../engine/fix.ts';
import type { ApiLifecycle } from '../../resources/apiVersions.ts';
import type { Resource } from '../../resources/resource.ts';
import { isAtLeast, type KubernetesVersion } from '../../resources/version.ts';

/** Changes the version where nothing else has to change with it, and the cluster already serves the new one. */
export function apiVersionFixes(resource: Resource, { replacement }: ApiLifecycle, version: KubernetesVersion): Fix[] {
  if (replacement === undefined || replacement.kind !== resource.kind) return [];
  if (!isAtLeast(version, replacement.since) || !replacement.isSwap(resource)) return [];
  const { apiVersion } = replacement;
  return [
    { title: `Set apiVersion to ${apiVersion}`, safe: true, edits: [set(resource.root.at('apiVersion'), apiVersion)] },
  ];
}

/** What to write instead, as the second sentence of a message. */
export function adviceFor(resource: Resource, { replacement }: ApiLifecycle): string {
  if (replacement === undefined) return 'There is no successor.';
  if (replacement.kind !== resource.kind) return `Use ${replacement.kind} of ${replacement.apiVersion}.`;
  const fields = replacement.isSwap(resource) ? '' : ', whose fields or defaults differ: adapt the object';
  return `Use ${replacement.apiVersion}${fields}.`;
}
