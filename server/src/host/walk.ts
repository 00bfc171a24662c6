import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Folders that never hold a project's own manifests, whatever version control says. */
const NEVER = new Set(['.git', 'node_modules', '.terraform', '.svn', '.hg']);

/** A `.gitignore` file, as seen from the folder at hand. */
interface IgnoreFile {
  readonly rules: Ignore;
  /** The way from the file's folder to the one at hand, with forward slashes: empty, or ending with one. */
  readonly way: string;
}

/**
 * The files below a folder, in the order of their names, without those that `.gitignore` files (of the folder, above it
 * up to the repository's root, and below it) leave out. Links to folders are not followed.
 *
 * @param folder Begins each path that comes out, as it is written here; `.` is left away.
 * @param wanted Whether a file of this name is of interest.
 * @param failed Told of each folder that cannot be listed.
 */
export function* walk(
  folder: string,
  wanted: (name: string) => boolean,
  failed: (folder: string, error: unknown) => void,
): Generator<string> {
  const prefix = folder === '.' ? '' : folder.endsWith('/') || folder.endsWith(sep) ? folder : `${folder}${sep}`;
  yield* walkFolder(folder, prefix, ignoreFilesAbove(resolve(folder)), wanted, failed);
}

function* walkFolder(
  folder: string,
  prefix: string,
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
  const ignores = entries.some(({ name }) => name === '.gitignore')
    ? [...above, ...readIgnoreFile(`${prefix}.gitignore`)]
    : above;
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = prefix + entry.name;
    if (entry.isDirectory()) {
      if (!NEVER.has(entry.name) && !isIgnored(`${entry.name}/`, ignores))
        yield* walkFolder(path, `${path}${sep}`, inside(ignores, entry.name), wanted, failed);
    } else if (wanted(entry.name) && isFile(entry, path) && !isIgnored(entry.name, ignores)) yield path;
  }
}

function isFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  try {
    return statSync(path).isFile();
  } catch {
    // A link that leads nowhere or in a circle is listed, so that reading it says what is wrong.
    return true;
  }
}

/** @param name Of something in the folder at hand; that of a folder ends with a slash. */
function isIgnored(name: string, ignores: readonly IgnoreFile[]): boolean {
  // The nearest file that has something to say decides, as in Git.
  for (let index = ignores.length - 1; index >= 0; index--) {
    const { rules, way } = ignores[index] as IgnoreFile;
    const { ignored, unignored } = rules.test(way + name);
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}

function inside(ignores: readonly IgnoreFile[], folder: string): IgnoreFile[] {
  return ignores.map(({ rules, way }) => ({ rules, way: `${way}${folder}/` }));
}

/** The ignore files above a folder, up to the root of its repository; none outside of one. */
function ignoreFilesAbove(folder: string): readonly IgnoreFile[] {
  const found: IgnoreFile[] = [];
  let way = '';
  for (let current = folder; !exists(join(current, '.git')); current = dirname(current)) {
    const parent = dirname(current);
    if (parent === current) return [];
    way = `${basename(current)}/${way}`;
    for (const { rules } of readIgnoreFile(join(parent, '.gitignore'))) {
      // What ignores the folder itself has no say: the folder was asked for all the same.
      if (!rules.ignores(way)) found.unshift({ rules, way });
    }
  }
  return found;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Git tells cases apart by the file system's habits. */
const IGNORE_CASE = process.platform === 'win32' || process.platform === 'darwin';

function readIgnoreFile(path: string): IgnoreFile[] {
  try {
    return [{ rules: ignore({ ignorecase: IGNORE_CASE }).add(readFileSync(path, 'utf8')), way: '' }];
  } catch {
    return [];
  }
}
