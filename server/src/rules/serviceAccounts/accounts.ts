import type { Lookup } from '../../engine/lookup.ts';
import { CLUSTER_ROLE_BINDING, ROLE_BINDING, serviceAccountOf, subjectsOf } from '../../resources/rbacBindings.ts';
import type { Pod } from '../../resources/pod.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Value } from '../../resources/value.ts';

/** Where the service account admission plugin mounts the token. */
const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What {@link isBound} and {@link accountsOf} look up. */
export const ACCOUNT_READS: readonly string[] = ['ServiceAccount', ROLE_BINDING, CLUSTER_ROLE_BINDING];

/** The field that names the account: `serviceAccountName`, or its deprecated alias where only that is set. */
export function accountField(pod: Pod): Value {
  const field = pod.spec.at('serviceAccountName');
  const alias = pod.spec.at('serviceAccount');
  return (field.isAbsent || field.string === '') && alias.isPresent ? alias : field;
}

/** The name of the pod's account, `default` when it names none; undefined when not known. */
export function accountName(pod: Pod): string | undefined {
  const field = accountField(pod);
  return field.isAbsent || field.string === '' ? 'default' : field.string;
}

/**
 * The ServiceAccount objects of the pod among the files: none when it is kept elsewhere, several when folders have one
 * each; `undefined` when that is not known.
 */
export function accountsOf(pod: Pod, lookup: Lookup): readonly Resource[] | undefined {
  const name = accountName(pod);
  if (name === undefined || !pod.resource.namespaceKnown) return undefined;
  return lookup('ServiceAccount', { namespace: pod.resource.namespace ?? '', name }).resources;
}

/**
 * A binding among the files names the account, so its token is there for use. Where one of the two names no namespace,
 * whoever applies the files decides it, and they are taken to meet. `undefined` when not known.
 */
export function isBound(pod: Pod, lookup: Lookup): boolean | undefined {
  const name = accountName(pod);
  const namespace = pod.resource.namespace ?? '';
  if (name === undefined) return undefined;
  for (const type of [ROLE_BINDING, CLUSTER_ROLE_BINDING]) {
    const { resources } = lookup(type);
    if (resources === undefined) return undefined;
    const bound = boundNamespaces(resources).get(name);
    if (bound && (namespace === '' || bound.has(namespace) || bound.has(''))) return true;
  }
  return false;
}

/** Remembers what was read of the same answer: every workload asks for all bindings. */
const REMEMBERED = new WeakMap<readonly Resource[], ReadonlyMap<string, ReadonlySet<string>>>();

/** For each name of an account that the bindings name: in which namespaces, empty where that is left open. */
function boundNamespaces(bindings: readonly Resource[]): ReadonlyMap<string, ReadonlySet<string>> {
  const known = REMEMBERED.get(bindings);
  if (known !== undefined) return known;
  const found = new Map<string, Set<string>>();
  for (const subject of bindings.flatMap(subjectsOf)) {
    const account = serviceAccountOf(subject);
    if (account === undefined) continue;
    const namespaces = found.get(account.name) ?? new Set();
    found.set(account.name, namespaces.add(account.namespace));
  }
  REMEMBERED.set(bindings, found);
  return found;
}

/** Every container brings a volume of its own for the token's path, so that none is mounted there. */
export function bringsOwnToken(pod: Pod): boolean {
  const containers = pod.containers.filter(({ role }) => role !== 'ephemeral');
  return (
    containers.length > 0 &&
    containers.every((container) =>
      container
        .at('volumeMounts')
        .items()
        .some((mount) => mount.at('mountPath').string?.replace(/\/$/u, '') === TOKEN_PATH),
    )
  );
}
