import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { absolutePath } from '../host/absolutePath.ts';
import { readError } from '../host/fileText.ts';
import type { FileText } from '../host/host.ts';
import { readStandardInput, readTextFile } from '../host/readText.ts';
import { walk } from '../host/walk.ts';
import type { CheckError } from '../reports/checkResult.ts';
import { mayHoldManifests } from '../workspace/files.ts';
import { isKustomization } from '../workspace/kustomize.ts';

/** Stands for standard input on the command line and in results. */
export const STANDARD_INPUT = '-';

export interface Inputs {
  /** Files to check, in the form in which the paths were given, each once. */
  readonly files: readonly string[];
  /** Those of them that were named, rather than found in a folder. */
  readonly named: readonly string[];
  /** A folder was given, so that what is not among the files can be taken not to be there. */
  readonly hasFolder: boolean;
  /** Paths given that cannot be read. */
  readonly unreadable: readonly CheckError[];
  /** Folders below them that cannot be listed. */
  readonly errors: readonly CheckError[];
}

/**
 * The files that the paths of a command line stand for. A file that is named is checked, whatever its name.
 *
 * @param onFound Told of how many files there are, at each one.
 */
export function inputsOf(paths: readonly string[], onFound: (count: number) => void = () => undefined): Inputs {
  const files = new Map<string, string>();
  const named: string[] = [];
  const unreadable: CheckError[] = [];
  const errors: CheckError[] = [];
  let hasFolder = false;
  for (const path of paths) {
    if (path === STANDARD_INPUT) {
      files.set(path, path);
      named.push(path);
      continue;
    }
    try {
      if (!statSync(path).isDirectory()) {
        if (!files.has(resolve(path))) files.set(resolve(path), path);
        named.push(path);
        continue;
      }
    } catch (error) {
      unreadable.push({ file: path, message: `${readError(error)}.` });
      continue;
    }
    hasFolder = true;
    const failed = (folder: string, error: unknown): void =>
      void errors.push({ file: folder, message: `${readError(error)}.` });
    const wanted = (name: string): boolean => mayHoldManifests(name) || isKustomization(name);
    for (const file of walk(path, wanted, failed)) {
      const absolute = absolutePath(file);
      if (!files.has(absolute)) files.set(absolute, file);
      onFound(files.size);
    }
  }
  onFound(files.size);
  return { files: [...files.values()], named, hasFolder, unreadable, errors };
}

/** The text of a file, or of standard input. */
export function readInput(file: string): FileText {
  return file === STANDARD_INPUT ? readStandardInput() : readTextFile(file);
}
