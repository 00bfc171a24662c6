import type { SourceDocument } from '../documents/document.ts';
import type { Path } from '../documents/path.ts';
import { isPatch } from './partial.ts';
import { Resource, type Address } from './resource.ts';

/** Lists in lists are no API type; this only bounds what hostile input can ask for. */
const MAXIMUM_LIST_DEPTH = 4;

/**
 * The resources of a document: the object itself, or the items of a `List` (or of a typed one, like `PodList`).
 * A document without `apiVersion` and `kind` yields none.
 *
 * @param patch What the workspace knows: the document is laid over a base, so a missing field is unknown.
 */
export function resourcesOf(document: SourceDocument, address: Address, patch = false): Resource[] {
  const resources: Resource[] = [];
  collect(document.data, [], document.template || patch, address, MAXIMUM_LIST_DEPTH, resources);
  return resources;
}

function collect(raw: unknown, prefix: Path, open: boolean, address: Address, depth: number, into: Resource[]): void {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return;
  const { apiVersion, kind, items } = raw as Record<string, unknown>;
  if (typeof kind !== 'string' || typeof apiVersion !== 'string' || kind === '' || apiVersion === '') return;
  if (kind.endsWith('List') && Array.isArray(items) && depth > 0) {
    items.forEach((item: unknown, index) => {
      collect(withType(item, apiVersion, kind), [...prefix, 'items', index], open, address, depth - 1, into);
    });
    return;
  }
  into.push(new Resource(apiVersion, kind, raw, { open: open || isPatch(apiVersion, kind, raw) }, address, prefix));
}

/** The items of a typed list (`PodList`) may leave out what the list's kind says. */
function withType(item: unknown, apiVersion: string, kind: string): unknown {
  if (kind === 'List' || typeof item !== 'object' || item === null || Array.isArray(item) || 'kind' in item)
    return item;
  return { apiVersion, kind: kind.slice(0, -'List'.length), ...item };
}
