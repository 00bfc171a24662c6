import { isBuiltInWorkload, mayEmbedPods } from './pod.ts';

/** Kinds whose selector is required and has no default (apps/v1, API reference). */
const SELECTOR_REQUIRED = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/**
 * The object cannot stand alone: the API server would refuse it for what is missing, so it is a patch that something
 * else (Kustomize, a controller) lays over a base. What it does not say may be said there. So it is with the pod template
 * of a custom resource whose containers have no image: its operator fills in the rest.
 */
export function isPatch(apiVersion: string, kind: string, raw: unknown): boolean {
  const object = asMap(raw);
  const metadata = asMap(object?.['metadata']);
  if (object === undefined || (metadata?.['name'] === undefined && metadata?.['generateName'] === undefined))
    return true;
  if ('$patch' in object) return true;
  const group = apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0));
  if (!isBuiltInWorkload(group === '' ? kind : `${group}/${kind}`)) {
    return mayEmbedPods(group) && hasPartialTemplate(object['spec'], MAXIMUM_DEPTH);
  }
  const spec = asMap(object['spec']);
  if (kind === 'Pod') return !hasWholeContainers(spec);
  if (kind === 'PodTemplate') return !hasWholeContainers(asMap(asMap(object['template'])?.['spec']));
  if (apiVersion === 'apps/v1' && SELECTOR_REQUIRED.has(kind) && spec?.['selector'] === undefined) return true;
  const owner = kind === 'CronJob' ? asMap(asMap(spec?.['jobTemplate'])?.['spec']) : spec;
  return !hasWholeContainers(asMap(asMap(owner?.['template'])?.['spec']));
}

const MAXIMUM_DEPTH = 8;

/** Some pod template in it (see `findPods`) has containers, and not all of them have an image. */
function hasPartialTemplate(raw: unknown, depth: number): boolean {
  if (typeof raw !== 'object' || raw === null || depth === 0) return false;
  return Object.entries(raw).some(([key, child]) => {
    const spec = key === 'template' || key === 'podTemplate' ? asMap(asMap(child)?.['spec']) : undefined;
    return Array.isArray(spec?.['containers']) ? !hasWholeContainers(spec) : hasPartialTemplate(child, depth - 1);
  });
}

function hasWholeContainers(podSpec: Record<string, unknown> | undefined): boolean {
  const containers = podSpec?.['containers'];
  return (
    Array.isArray(containers) &&
    containers.length > 0 &&
    containers.every((container) => asMap(container)?.['image'] !== undefined)
  );
}

function asMap(raw: unknown): Record<string, unknown> | undefined {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : undefined;
}
