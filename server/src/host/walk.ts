import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Folders that never hold a project's own manifests, whatever version control says. */
const NEVER = new Set(['.git', 'node_modules', '.terraform', '.svn', '.hg']);

interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * The files below a folder, in the order of their names, without those that `.gitignore` files (of the folder, above it
 * up to the repository's root, and below it) leave out. Links to folders are not followed.
 *
 * @param wanted Whether a file of this name is of interest.
 * @param failed Told of each folder that cannot be listed.
 */
export function* walk(
  folder: string,
  wanted: (name: string) => boolean,
  failed: (folder: string, error: unknown) => void,
): Generator<string> {
  // A folder that is ignored itself was asked for all the same.
  const above = ignoreFilesAbove(resolve(folder)).filter((file) => !isIgnored(`${resolve(folder)}/`, [file]));
  yield* walkFolder(folder, above, wanted, failed);
}

function* walkFolder(
  folder: string,
  above: readonly IgnoreFile[],
  wanted: (name: string) => boolean,
  failed: (folder: string, error: unknown) => void,
): Generator<string> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    failed(folder, error);
    return;
  }
  const ignores = entries.some(({ name }) => name === '.gitignore') ? [...above, ...readIgnoreFile(folder)] : above;
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!NEVER.has(entry.name) && !isIgnored(`${path}/`, ignores)) yield* walkFolder(path, ignores, wanted, failed);
    } else if (wanted(entry.name) && isFile(entry, path) && !isIgnored(path, ignores)) yield path;
  }
}

function isFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  // A broken link is listed, so that reading it says what is wrong.
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true;
}

function isIgnored(path: string, ignores: readonly IgnoreFile[]): boolean {
  // The nearest file that has something to say decides, as in Git.
  for (let index = ignores.length - 1; index >= 0; index--) {
    const { folder, rules } = ignores[index] as IgnoreFile;
    const { ignored, unignored } = rules.test(toSlashes(relative(folder, resolve(path))) + (path.endsWith('/') ? '/' : ''));
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}

function ignoreFilesAbove(folder: string): IgnoreFile[] {
  const found: IgnoreFile[] = [];
  let current = folder;
  while (statSync(join(current, '.git'), { throwIfNoEntry: false }) === undefined) {
    const parent = dirname(current);
    // Without a repository nothing above is ours to obey.
    if (parent === current) return [];
    current = parent;
    found.unshift(...readIgnoreFile(current));
  }
  return found;
}

function readIgnoreFile(folder: string): IgnoreFile[] {
  try {
    return [{ folder: resolve(folder), rules: ignore().add(readFileSync(join(folder, '.gitignore'), 'utf8')) }];
  } catch {
    return [];
  }
}

function toSlashes(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}
