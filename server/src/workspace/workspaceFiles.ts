import type { DocumentHead, SourceFile } from '../documents/document.ts';
import type { Lookup } from '../engine/lookup.ts';
import type { Host } from '../host/host.ts';
import { readFile } from '../documents/read.ts';
import { indexFile, NOTHING_INDEXED, type IndexedFile, type SharedTexts } from './closedFile.ts';
import { isForeign, isTemplatePath, mayHoldManifests } from './files.ts';
import type { Folder } from './folder.ts';
import { isKustomization, patchesOf } from './kustomize.ts';
import type { AnalysedFile } from './analysis.ts';
import { PatchFiles } from './patchFiles.ts';
import { ResourceIndex } from './resourceIndex.ts';
import { canonicalUri, pathBelow, uriBeside } from './uri.ts';

/** What the files on disk are read by. */
interface Surroundings {
  /** The editor has it: what is on disk does not count. */
  readonly isOpen: (uri: string) => boolean;
  /** The innermost folder that holds it. */
  readonly folderOf: (uri: string) => Folder | undefined;
  /** An open file became a patch, or is none any more. */
  readonly patchChanged: (uri: string) => void;
}

/** The resources of all files in folders, open or closed, by canonical URI; and the reading of the closed ones. */
export class WorkspaceFiles {
  readonly #patches = new PatchFiles();
  readonly #host: Host;
  readonly #wanted: (head: DocumentHead, text: string) => boolean;
  readonly #surroundings: Surroundings;
  readonly #index = new ResourceIndex();
  readonly #files = new Map<string, IndexedFile>();
  /** The last reading of each file that is being read, so that an older one that comes in later is dropped. */
  readonly #reading = new Map<string, object>();
  #pause: () => Promise<void> = () => Promise.resolve();

  constructor(host: Host, wanted: (head: DocumentHead, text: string) => boolean, surroundings: Surroundings) {
    this.#host = host;
    this.#wanted = wanted;
    this.#surroundings = surroundings;
  }

  get size(): number {
    return this.#index.size;
  }

  get lookup(): Lookup {
    return this.#index.lookup;
  }

  /** A kustomization lays it over its base. */
  isPatch(uri: string): boolean {
    return this.#patches.has(uri);
  }

  lineOf(uri: string, document: number): number {
    return this.#files.get(uri)?.lines[document] ?? 0;
  }

  /** The files below a folder of which something is known. */
  below(folder: string): string[] {
    return [...new Set([...this.#files.keys(), ...this.#patches.kustomizations])].filter((uri) =>
      uri.startsWith(folder),
    );
  }

  /**
   * Takes the resources of an open file from the editor; none when it does not count. A document that is broken, as it is
   * time and again while someone types in it, is for others what it was before.
   */
  set(uri: string, file: AnalysedFile | undefined): void {
    const intact = file?.resources ?? [];
    const isBroken = file?.documents.some(({ source }) => source.broken) === true;
    const before = isBroken ? (this.#files.get(uri)?.resources ?? []) : [];
    const resources = [...new Set([...intact, ...before])];
    this.#replace(uri, resources.length === 0 ? NOTHING_INDEXED : { resources, lines: [] });
  }

  /**
   * Takes note of what a kustomization says; undefined when it is gone.
   *
   * @returns The reading anew of closed files that became patches by it, or are none any more.
   */
  setKustomization(uri: string, file: SourceFile | undefined): Promise<void> | undefined {
    const named = (file?.documents ?? []).flatMap(({ document }) => patchesOf(document.data));
    const changed = this.#patches.set(
      uri,
      named.flatMap((path) => uriBeside(uri, path) ?? []),
    );
    const [open, closed] = [changed.filter(this.#surroundings.isOpen), changed.filter((one) => this.#files.has(one))];
    for (const one of open) this.#surroundings.patchChanged(one);
    return closed.length === 0 ? undefined : Promise.all(closed.map((one) => this.read(one))).then(() => undefined);
  }

  /** Forgets what is known of the files below a folder. */
  forgetBelow(folder: string): void {
    for (const uri of this.below(folder)) {
      this.#replace(uri, NOTHING_INDEXED);
      void this.setKustomization(uri, undefined);
    }
  }

  /** Lists and reads the files of a folder, those aside that an inner folder holds. A later call overtakes this one. */
  async readFolder(folder: Folder, pause: () => Promise<void> = this.#pause): Promise<void> {
    this.#pause = pause;
    const reading = ++folder.readings;
    folder.readExclude = folder.selection.settings.exclude;
    const isOurs = (uri: string): boolean => this.#surroundings.folderOf(uri) === folder;
    const listed = (await this.#host.list(folder.uri)).map(canonicalUri).filter((uri) => mayMatter(uri) && isOurs(uri));
    if (folder.readings !== reading) return;
    const found = new Set(listed);
    for (const uri of this.below(folder.uri)) if (isOurs(uri) && !found.has(uri)) await this.read(uri, undefined, true);
    // Patches must be known before the files that they are.
    listed.sort((a, b) => Number(isKustomization(b)) - Number(isKustomization(a)));
    const shared: SharedTexts = new Map();
    for (const uri of listed) {
      await this.read(uri, shared);
      await pause();
      if (folder.readings !== reading) return;
    }
    folder.indexed = true;
  }

  /**
   * Reads a file that is not open, or forgets it when it is gone, excluded, or in no folder.
   *
   * @param gone It is known not to be there, or not to count.
   */
  async read(uri: string, shared?: SharedTexts, gone = false): Promise<void> {
    const { isOpen, folderOf } = this.#surroundings;
    if (isOpen(uri) || !mayMatter(uri)) return;
    const reading = {};
    this.#reading.set(uri, reading);
    const text = gone || folderOf(uri) === undefined ? undefined : (await this.#host.read(uri)).text;
    if (this.#reading.get(uri) !== reading) return;
    this.#reading.delete(uri);
    // It may have been opened, or its folder removed, while it was read.
    if (isOpen(uri)) return;
    const folder = folderOf(uri);
    const path = folder === undefined ? '' : pathBelow(folder.uri, uri);
    const counts = text !== undefined && folder !== undefined && !folder.excludes(uri) && !isForeign(path);
    // A kustomization is an object too, which rules look up.
    const options = { template: isTemplatePath(`/${path}`), wanted: this.#wanted, patch: this.isPatch(uri) };
    this.#replace(uri, counts ? indexFile(uri, text, options, shared) : NOTHING_INDEXED);
    if (isKustomization(uri)) await this.setKustomization(uri, counts ? readFile(text) : undefined);
  }

  #replace(uri: string, file: IndexedFile): void {
    this.#index.replace(this.#files.get(uri)?.resources ?? [], file.resources);
    if (file === NOTHING_INDEXED) this.#files.delete(uri);
    else this.#files.set(uri, file);
  }
}

function mayMatter(uri: string): boolean {
  return mayHoldManifests(uri) || isKustomization(uri);
}
