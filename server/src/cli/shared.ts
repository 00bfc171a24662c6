import { UNKNOWN } from '../documents/unknown.ts';
import type { Path } from '../documents/path.ts';
import { Resource } from '../resources/resource.ts';

/** A resource in a form that another thread can be sent: symbols cannot be. */
export interface SharedResource {
  readonly uri: string;
  readonly document: number;
  readonly prefix: Path;
  readonly raw: unknown;
  readonly open: boolean;
}

/** Takes the place of UNKNOWN on the way; no manifest has a key with a NUL in it. */
const UNKNOWN_SHARED = { '\0unknown': true };

/** Those of the resources that rules look up by their type, ready to be sent. */
export function share(resources: readonly Resource[], lookedUp: ReadonlySet<string>): SharedResource[] {
  return resources.flatMap((resource): SharedResource[] => {
    const isWorkload = lookedUp.has('workload') && resource.pods.length > 0;
    if (!isWorkload && !lookedUp.has(resource.type)) return [];
    const { uri, document, path } = resource.origin([]);
    const raw = resource.root.hasUnknown ? mapUnknown(resource.root.raw) : resource.root.raw;
    return [{ uri, document, prefix: path, raw, open: resource.root.scope.open }];
  });
}

/** The resources that another thread shared. */
export function unshare(shared: readonly SharedResource[]): Resource[] {
  return shared.map(({ uri, document, prefix, raw, open }) => {
    const { apiVersion, kind } = raw as { apiVersion: string; kind: string };
    return new Resource(apiVersion, kind, restoreUnknown(raw), { open }, { uri, document }, prefix);
  });
}

function mapUnknown(raw: unknown): unknown {
  if (raw === UNKNOWN) return UNKNOWN_SHARED;
  if (typeof raw !== 'object' || raw === null) return raw;
  if (Array.isArray(raw)) return raw.map(mapUnknown);
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, mapUnknown(value)]));
}

function restoreUnknown(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return raw;
  if ('\0unknown' in raw) return UNKNOWN;
  for (const [key, value] of Object.entries(raw)) {
    const restored = restoreUnknown(value);
    if (restored !== value) (raw as Record<string, unknown>)[key] = restored;
  }
  return raw;
}
