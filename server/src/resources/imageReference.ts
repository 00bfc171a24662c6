/**
 * The name of a container image, read as the kubelet and the container runtimes read it.
 *
 * `app`, `docker.io/app` and `index.docker.io/library/app` are one image: `domain` and `path` hold the full name, and
 * `registry` what the text itself says.
 */
export interface ImageReference {
  /** The registry as written, with its port; `undefined` where the text leaves it to the default, Docker Hub. */
  readonly registry: string | undefined;
  /**
   * The registry that is asked, `docker.io` by default. Empty for the rare name whose first part has a dot but cannot be
   * a host (`my_registry.example/app`): the grammar takes it for a path.
   */
  readonly domain: string;
  /** The repository in the registry, with Docker Hub's `library/` filled in. */
  readonly path: string;
  readonly tag: string | undefined;
  /** `sha256:` (or `sha384:`, `sha512:`) and lower case hexadecimal digits. */
  readonly digest: string | undefined;
}

/**
 * Reads an image name by the grammar of github.com/distribution/reference (`ParseNormalizedNamed`), which decides
 * between a pull and `InvalidImageName`. `undefined` for a name that no runtime accepts: upper case in the repository,
 * an empty tag, a shortened digest, space around it, a bare image id.
 */
export function parseImageReference(text: string): ImageReference | undefined {
  if (text.length > LONGEST || IMAGE_ID.test(text)) return undefined;
  const { registry, domain: assumedDomain, rest } = splitRegistry(text);
  const [, domain = '', path, tag, digest] = REFERENCE.exec(`${assumedDomain}/${rest}`) ?? [];
  if (path === undefined || path.length > LONGEST_PATH) return undefined;
  if (digest !== undefined && !DIGEST.test(digest)) return undefined;
  return { registry, domain, path, tag, digest };
}

/** The tag that is pulled: `latest` when the text names neither tag nor digest; `undefined` when only the digest counts. */
export function effectiveTag({ tag, digest }: ImageReference): string | undefined {
  return tag ?? (digest === undefined ? DEFAULT_TAG : undefined);
}

/** The full repository name without tag and digest: `docker.io/library/nginx`. */
export function repositoryName({ domain, path }: ImageReference): string {
  return domain === '' ? path : `${domain}/${path}`;
}

/** The full name with what it says of tag and digest: `docker.io/library/nginx:1.29@sha256:...`. */
export function formatImageReference(reference: ImageReference): string {
  const { tag, digest } = reference;
  return repositoryName(reference) + (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);
}

/** The registry of names that say none. */
export const DOCKER_HUB = 'docker.io';
/** The tag of names that say neither tag nor digest. */
export const DEFAULT_TAG = 'latest';

interface Split {
  readonly registry: string | undefined;
  readonly domain: string;
  readonly rest: string;
}

/**
 * The first part is a registry when it could not be a path on Docker Hub: it has a dot, a port or an upper case letter, or
 * is `localhost`. A name in one part never has a registry, so `app:5000` is a tag.
 */
function splitRegistry(text: string): Split {
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(slash, 0));
  const isRegistry = slash >= 0 && (first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase());
  const registry = isRegistry ? first : undefined;
  const domain = registry === undefined || registry === LEGACY_DOCKER_HUB ? DOCKER_HUB : registry;
  const rest = isRegistry ? text.slice(slash + 1) : text;
  const isOfficial = domain === DOCKER_HUB && !rest.includes('/');
  return { registry, domain, rest: isOfficial ? `library/${rest}` : rest };
}

const LEGACY_DOCKER_HUB = 'index.docker.io';
const LONGEST_PATH = 255;
/** No accepted name comes near: it bounds the work on hostile text, and a registry's host name ends at 253. */
const LONGEST = 2000;

const HOST_PART = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const HOST = `(?:${HOST_PART}(?:\\.${HOST_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const PATH_PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const REFERENCE = new RegExp(`^(?:(${HOST})/)?(${PATH_PART}(?:/${PATH_PART})*)(?::(${TAG}))?(?:@(.+))?$`);
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/;
/** Docker takes 64 hexadecimal digits for the id of a local image. */
const IMAGE_ID = /^[a-f0-9]{64}$/;
