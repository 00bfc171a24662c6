import picomatch from 'picomatch';
import type { DocumentHead } from '../documents/document.ts';
import { isBuiltInWorkload, mayEmbedPods } from '../resources/pod.ts';
import { CONFIG_FILE } from '../settings.ts';

/** Files larger than this are not manifests: the API server takes objects of at most 1.5 MiB (etcd's request limit). */
export const MAXIMUM_FILE_BYTES = 32 * 1024 * 1024;

/** The file's name says that it may hold manifests. `.tpl` files hold Helm's named templates, never objects. */
export function mayHoldManifests(name: string): boolean {
  return /\.(ya?ml|json)$/iu.test(name) && !isConfigFile(name);
}

export function isConfigFile(name: string): boolean {
  return name === CONFIG_FILE || name.endsWith(`/${CONFIG_FILE}`);
}

/** Part of a chart's templates, by its path: Helm renders what `{{ }}` it holds. */
export function isTemplatePath(path: string): boolean {
  return path.includes('/templates/');
}

/** In folders that never hold a project's own manifests: what a package manager unpacks there is not looked at. */
export function isForeign(path: string): boolean {
  return /(^|\/)(node_modules|\.git|\.hg|\.svn|\.terraform)\//u.test(path);
}

/**
 * Tests paths relative to the folder, with forward slashes, against the globs of the setting `exclude`. A glob that
 * names a folder (`vendor`, `./vendor/`) means all that is in it.
 */
export function excluder(globs: readonly string[]): (relativePath: string) => boolean {
  const named = globs.map((glob) => glob.replace(/^(\.?\/)+/u, '').replace(/\/+$/u, '')).filter((glob) => glob !== '');
  if (named.length === 0) return () => false;
  return picomatch(
    named.flatMap((glob) => [glob, `${glob}/**`]),
    { dot: true },
  );
}

const CONTAINERS = /["']?containers["']?\s*:/u;

/**
 * Decides from the top of a document whether it has to be read in full.
 *
 * @param types Those that some rule judges or looks up.
 */
export function wantedDocuments(types: ReadonlySet<string>): (head: DocumentHead, text: string) => boolean {
  return ({ apiVersion, kind }, text) => {
    if (apiVersion === undefined || kind === undefined) return false;
    // A template decides, or the text is too broken to tell: only reading it shows.
    if (kind.includes('{{')) return true;
    const slash = apiVersion.indexOf('/');
    const group = slash < 0 ? '' : apiVersion.slice(0, slash);
    const type = group === '' ? kind : `${group}/${kind}`;
    if (types.has(type) || kind.endsWith('List')) return true;
    return isBuiltInWorkload(type) || (mayEmbedPods(group) && CONTAINERS.test(text));
  };
}
