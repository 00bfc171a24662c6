import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isKustomization } from '../workspace/kustomize.ts';
import { mayHoldManifests, MAXIMUM_FILE_BYTES } from '../workspace/files.ts';
import { decode, readError, TOO_LARGE } from './fileText.ts';
import type { FileText, Host } from './host.ts';
import { walk } from './walk.ts';

/** The file system, for `file:` URIs. What has another scheme is not reached from here. */
export const nodeHost: Host = {
  async list(folder) {
    if (!folder.startsWith('file:')) return [];
    const wanted = (name: string): boolean => mayHoldManifests(name) || isKustomization(name);
    const files: string[] = [];
    let sinceBreath = 0;
    for (const path of walk(fileURLToPath(folder), wanted, () => undefined)) {
      files.push(pathToFileURL(path).href);
      // A large tree is listed for long: let messages in between.
      if (++sinceBreath % 200 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    return files;
  },

  async read(uri): Promise<FileText> {
    if (!uri.startsWith('file:')) return { error: 'only files on disk can be read' };
    try {
      const path = fileURLToPath(uri);
      const { size } = await stat(path);
      if (size > MAXIMUM_FILE_BYTES) return TOO_LARGE;
      return decode(await readFile(path));
    } catch (error) {
      return { error: readError(error) };
    }
  },
};
