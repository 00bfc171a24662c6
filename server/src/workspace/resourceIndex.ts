import { sameAnswer, type Lookup, type LookupAnswer, type Where } from '../engine/lookup.ts';
import type { Resource } from '../resources/resource.ts';

/** Resources by type, namespace and name. Answers stay the same object until something of that type changes. */
export class ResourceIndex {
  readonly #types = new Map<string, Bucket>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Takes out the resources of a file's old version and puts in those of the new one. What is in both is not touched. */
  replace(before: readonly Resource[], after: readonly Resource[]): void {
    const kept = new Set(before);
    for (const resource of after) if (!kept.delete(resource)) this.#add(resource);
    for (const resource of kept) this.#remove(resource);
  }

  readonly lookup: Lookup = (type, where = {}) => this.#types.get(type)?.answer(where) ?? EMPTY;

  #add(resource: Resource): void {
    this.#size++;
    for (const type of typesOf(resource)) {
      let bucket = this.#types.get(type);
      if (bucket === undefined) this.#types.set(type, (bucket = new Bucket()));
      bucket.add(resource);
    }
  }

  #remove(resource: Resource): void {
    this.#size--;
    for (const type of typesOf(resource)) this.#types.get(type)?.remove(resource);
  }
}

const EMPTY: LookupAnswer = { resources: [] };

function typesOf(resource: Resource): string[] {
  return resource.pods.length > 0 ? [resource.type, 'workload'] : [resource.type];
}

/** An answer, and whether something was added or removed since that may alter it. */
interface Answered {
  answer: { readonly resources: readonly Resource[] };
  stale: boolean;
}

/** The resources of one type, with the answers given so far. */
class Bucket {
  readonly #namespaces = new Map<string, Set<Resource>>();
  readonly #answers = new Map<string, Answered>();

  add(resource: Resource): void {
    const namespace = resource.namespace ?? '';
    let members = this.#namespaces.get(namespace);
    if (members === undefined) this.#namespaces.set(namespace, (members = new Set()));
    members.add(resource);
    this.#outdate(resource);
  }

  remove(resource: Resource): void {
    const namespace = resource.namespace ?? '';
    const members = this.#namespaces.get(namespace);
    members?.delete(resource);
    if (members?.size === 0) this.#namespaces.delete(namespace);
    this.#outdate(resource);
  }

  #outdate({ namespace = '', name }: Resource): void {
    const names = name === undefined ? [undefined] : [undefined, name];
    for (const place of [undefined, namespace]) {
      for (const one of names) {
        const answered = this.#answers.get(keyOf({ namespace: place, name: one }));
        if (answered !== undefined) answered.stale = true;
      }
    }
  }

  /** Answers that come out the same are the same object, so that comparing what was read costs nothing. */
  answer(where: Where): LookupAnswer {
    const key = keyOf(where);
    const answered = this.#answers.get(key);
    if (answered?.stale === false) return answered.answer;
    const resources = this.#find(where);
    if (answered === undefined) {
      const answer = { resources };
      this.#answers.set(key, { answer, stale: false });
      return answer;
    }
    if (!sameAnswer(answered.answer, { resources })) answered.answer = { resources };
    answered.stale = false;
    return answered.answer;
  }

  #find({ namespace, name }: Where): Resource[] {
    const members =
      namespace === undefined
        ? [...this.#namespaces.values()].flatMap((set) => [...set])
        : [...(this.#namespaces.get(namespace) ?? [])];
    return inOrder(members.filter((resource) => name === undefined || resource.name === name));
  }
}

function keyOf({ namespace, name }: Where): string {
  return `${namespace ?? '*'}\n${name ?? '*'}`;
}

/** The order of files and documents, so that what a rule sees does not depend on the order of events. */
function inOrder(resources: readonly Resource[]): Resource[] {
  if (resources.length < 2) return [...resources];
  const places = resources.map((resource) => ({ resource, uri: resource.uri, origin: resource.origin([]) }));
  places.sort((a, b) => {
    if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
    return a.origin.document - b.origin.document || Number(a.origin.path[1] ?? 0) - Number(b.origin.path[1] ?? 0);
  });
  return places.map(({ resource }) => resource);
}
