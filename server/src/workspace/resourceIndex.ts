import type { Lookup, LookupAnswer, Where } from '../engine/lookup.ts';
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

/** The resources of one type, with the answers given so far. */
class Bucket {
  readonly #namespaces = new Map<string, Set<Resource>>();
  readonly #answers = new Map<string, LookupAnswer>();

  add(resource: Resource): void {
    const namespace = resource.namespace ?? '';
    let members = this.#namespaces.get(namespace);
    if (members === undefined) this.#namespaces.set(namespace, (members = new Set()));
    members.add(resource);
    this.#answers.clear();
  }

  remove(resource: Resource): void {
    this.#namespaces.get(resource.namespace ?? '')?.delete(resource);
    this.#answers.clear();
  }

  answer({ namespace, name }: Where): LookupAnswer {
    const key = `${namespace ?? '*'}\n${name ?? '*'}`;
    let answer = this.#answers.get(key);
    if (answer === undefined) {
      const members =
        namespace === undefined
          ? [...this.#namespaces.values()].flatMap((set) => [...set])
          : [...(this.#namespaces.get(namespace) ?? [])];
      answer = { resources: members.filter((resource) => name === undefined || resource.name === name).sort(byPlace) };
      this.#answers.set(key, answer);
    }
    return answer;
  }
}

/** The order of files and documents, so that what a rule sees does not depend on the order of events. */
function byPlace(a: Resource, b: Resource): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  const [first, second] = [a.origin([]), b.origin([])];
  return first.document - second.document || Number(first.path[1] ?? 0) - Number(second.path[1] ?? 0);
}
