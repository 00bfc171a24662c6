import type { Path } from '../documents/path.ts';
import { findPods, type Pod } from './pod.ts';
import { Value, type Scope } from './value.ts';

/**
 * Where the document of a resource is. One object per document, shared by its resources and kept up to date by its
 * owner: `document` changes when documents are added or removed above it, the resource itself does not.
 */
export interface Address {
  readonly uri: string;
  /** Position of the document in its file, from 0. */
  document: number;
}

/** Where a path of a resource was written. */
export interface Origin {
  readonly uri: string;
  readonly document: number;
  readonly path: Path;
}

/** One Kubernetes object, from a file or from a cluster. */
export class Resource {
  readonly root: Value;
  readonly apiVersion: string;
  /** API group; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** `Kind` for the core group, else `group/Kind`: what rules and lookups name a kind by, whatever its version. */
  readonly type: string;
  readonly #address: Address;
  readonly #prefix: Path;
  #pods: readonly Pod[] | undefined;

  /** @param prefix Path of the object in its document: empty, or `['items', n]` in a List. */
  constructor(apiVersion: string, kind: string, raw: unknown, scope: Scope, address: Address, prefix: Path) {
    const slash = apiVersion.indexOf('/');
    this.apiVersion = apiVersion;
    this.kind = kind;
    this.group = slash < 0 ? '' : apiVersion.slice(0, slash);
    this.type = this.group === '' ? kind : `${this.group}/${kind}`;
    this.root = Value.root(raw, scope);
    this.#address = address;
    this.#prefix = prefix;
  }

  /** The name; undefined when it is missing, generated, or unknown. */
  get name(): string | undefined {
    return this.root.at('metadata', 'name').string;
  }

  /** The namespace as written; undefined when missing or unknown (see {@link namespaceKnown}). */
  get namespace(): string | undefined {
    return this.root.at('metadata', 'namespace').string;
  }

  /** False when a template or a base decides the namespace, so that nothing can be said about its neighbours. */
  get namespaceKnown(): boolean {
    return !this.root.at('metadata', 'namespace').isUnknown;
  }

  /** The labels that are known; undefined when some part of them is not. */
  get labels(): Record<string, string> | undefined {
    return stringMap(this.root.at('metadata', 'labels'));
  }

  /** The pods that this object is or makes: one for a workload, more for some custom resources, none for the rest. */
  get pods(): readonly Pod[] {
    return (this.#pods ??= findPods(this));
  }

  /** How a person names it: `Deployment shop/cart`. */
  get label(): string {
    const name = this.name ?? this.root.at('metadata', 'generateName').string;
    const place = this.namespace === undefined ? '' : `${this.namespace}/`;
    return name === undefined ? this.kind : `${this.kind} ${place}${name}`;
  }

  get uri(): string {
    return this.#address.uri;
  }

  origin(path: Path): Origin {
    return { uri: this.#address.uri, document: this.#address.document, path: [...this.#prefix, ...path] };
  }
}

/** A map of strings (labels, annotations, selectors) as plain data; `{}` when absent, undefined when partly unknown. */
export function stringMap(value: Value): Record<string, string> | undefined {
  if (value.isAbsent) return {};
  if (!value.isMap || value.scope.open || value.hasUnknown) return undefined;
  return value.raw as Record<string, string>;
}
