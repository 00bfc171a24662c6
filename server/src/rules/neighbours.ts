import type { Lookup } from '../engine/lookup.ts';
import { POD_MAKERS } from '../resources/podMakers.ts';
import type { Resource } from '../resources/resource.ts';

/**
 * The other resources of one type in a resource's namespace, as far as files tell. Undefined when it cannot be known.
 *
 * Manifests that name no namespace get theirs when they are applied, so that all of them may end up together or none:
 * only those of the same folder are counted as neighbours.
 */
export function neighbours(resource: Resource, type: string, lookup: Lookup): readonly Resource[] | undefined {
  if (!resource.namespaceKnown) return undefined;
  const { resources } = lookup(type, { namespace: resource.namespace ?? '' });
  if (resources === undefined || resource.namespace !== undefined) return resources;
  return byFolder(resources).get(folderOf(resource)) ?? [];
}

/** One answer serves many resources, each of which wants those of its own folder. */
const FOLDERS = new WeakMap<readonly Resource[], ReadonlyMap<string, readonly Resource[]>>();

function byFolder(resources: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  const known = FOLDERS.get(resources);
  if (known !== undefined) return known;
  const folders = new Map<string, Resource[]>();
  for (const resource of resources) {
    if (!resource.namespaceKnown) continue;
    const folder = folderOf(resource);
    const others = folders.get(folder);
    if (others === undefined) folders.set(folder, [resource]);
    else others.push(resource);
  }
  FOLDERS.set(resources, folders);
  return folders;
}

/**
 * All resources of one type that may end up in a resource's namespace, so that none of them is missed: also those that
 * name no namespace, and every one if the resource itself names none. Undefined when it cannot be known.
 */
export function possibleNeighbours(resource: Resource, type: string, lookup: Lookup): readonly Resource[] | undefined {
  if (!resource.namespaceKnown) return undefined;
  if (resource.namespace === undefined) {
    return lookup(type).resources?.filter((other) => mayJoin(other, resource));
  }
  const here = lookup(type, { namespace: resource.namespace }).resources;
  const unnamed = lookup(type, { namespace: '' }).resources;
  return here && unnamed && [...here, ...unnamed.filter((other) => mayJoin(other, resource))];
}

/** Templates and patches of other folders are other applications: what they leave open says nothing here. */
function mayJoin(other: Resource, resource: Resource): boolean {
  return !other.root.scope.open || isNear(other, resource);
}

/** Something in the resource's namespace makes pods that no manifest shows. Undefined when it cannot be known. */
export function hasPodMakers(resource: Resource, lookup: Lookup): boolean | undefined {
  for (const type of POD_MAKERS) {
    const makers = possibleNeighbours(resource, type, lookup);
    if (makers === undefined) return undefined;
    if (makers.length > 0) return true;
  }
  return false;
}

/** The folder of one holds the other, at any depth. */
export function isNear(a: Resource, b: Resource): boolean {
  return a.uri.startsWith(folderOf(b)) || b.uri.startsWith(folderOf(a));
}

function folderOf({ uri }: Resource): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}
