import type { FileText, Host } from '../../server/src/host/host.ts';

/** Files that are only in memory, by URI. */
export class MemoryHost implements Host {
  readonly files: Map<string, string>;

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.files = new Map(Object.entries(files));
  }

  list(folder: string): Promise<string[]> {
    return Promise.resolve([...this.files.keys()].filter((uri) => uri.startsWith(folder)).sort());
  }

  read(uri: string): Promise<FileText> {
    const text = this.files.get(uri);
    return Promise.resolve(text === undefined ? { error: 'there is no such file' } : { text });
  }
}
