import { readFile } from '../documents/read.ts';
import { NOTHING_ELSE_SEEN, type Lookup } from '../engine/lookup.ts';
import type { Rule } from '../engine/rule.ts';
import { Selection } from '../engine/selection.ts';
import type { Host } from '../host/host.ts';
import type { Resource } from '../resources/resource.ts';
import { CONFIG_FILE, DEFAULT_SETTINGS, parseSettings, type Settings } from '../settings.ts';
import { AnalysedFile, type FileReport } from './analysis.ts';
import { readConfig, type ConfigProblem } from './config.ts';
import { excluder, isConfigFile, isTemplatePath, mayHoldManifests, wantedDocuments } from './files.ts';
import { isKustomization, patchesOf } from './kustomize.ts';
import { ResourceIndex } from './resourceIndex.ts';

/** One root folder with the settings that hold in it. */
interface Folder {
  /** Ends with a slash. */
  readonly uri: string;
  personal: Settings;
  selection: Selection;
  excluded: (relativePath: string) => boolean;
  indexed: boolean;
}

/** What the workspace has to say about an open file. */
export type OpenFileReport =
  | {
      readonly state: 'checked';
      readonly file: AnalysedFile;
      readonly report: FileReport;
      readonly selection: Selection;
    }
  | { readonly state: 'config'; readonly problems: readonly ConfigProblem[] }
  | { readonly state: 'notKubernetes' | 'excluded' };

interface OpenFile {
  readonly text: string;
  readonly analysed: AnalysedFile | undefined;
}

/**
 * The files of the open folders: open ones with their unsaved text, closed ones by an index of their resources that is
 * built in the background and kept up by file events. Judging an open file re-judges only the documents that changed
 * and those whose recorded reads are answered differently now.
 */
export class Workspace {
  readonly #host: Host;
  readonly #rules: readonly Rule[];
  readonly #now: () => number;
  readonly #index = new ResourceIndex();
  /** What the index holds of each file, open or closed. */
  readonly #resources = new Map<string, readonly Resource[]>();
  readonly #open = new Map<string, OpenFile>();
  /** Files that each kustomization names as patches. */
  readonly #patches = new Map<string, readonly string[]>();
  readonly #folders: Folder[] = [];
  readonly #loose: Folder;
  readonly #wantedByRules;
  readonly #wantedByIndex;

  constructor(host: Host, rules: readonly Rule[], now: () => number = Date.now) {
    this.#host = host;
    this.#rules = rules;
    this.#now = now;
    this.#loose = this.#newFolder('');
    const reads = rules.flatMap((rule) => rule.reads ?? []);
    this.#wantedByIndex = wantedDocuments(new Set(reads));
    this.#wantedByRules = wantedDocuments(
      new Set([...reads, ...rules.flatMap(({ kinds }) => (kinds === 'workload' ? [] : kinds))]),
    );
  }

  /** Resources known of all files. */
  get size(): number {
    return this.#index.size;
  }

  #newFolder(uri: string): Folder {
    const selection = new Selection(this.#rules, DEFAULT_SETTINGS);
    return { uri, personal: DEFAULT_SETTINGS, selection, excluded: excluder([]), indexed: false };
  }

  /**
   * Adds a folder: reads its configuration, then its files in the background, a few at a time, so that what a person
   * does meanwhile is answered first. Until it is done, lookups in it answer "not checked".
   *
   * @param pause Called between files; resolves when there is nothing more urgent to do.
   */
  async addFolder(uri: string, pause: () => Promise<void>): Promise<void> {
    const folder = this.#newFolder(uri.endsWith('/') ? uri : `${uri}/`);
    this.#folders.push(folder);
    this.#folders.sort((a, b) => b.uri.length - a.uri.length);
    await this.#loadConfig(folder);
    const files = (await this.#host.list(folder.uri)).filter((file) => mayHoldManifests(file) || isKustomization(file));
    // Patches must be known before the files that they are.
    files.sort((a, b) => Number(isKustomization(b)) - Number(isKustomization(a)));
    for (const file of files) {
      if (!this.#folders.includes(folder)) return;
      await this.#indexClosed(file);
      await pause();
    }
    folder.indexed = true;
  }

  removeFolder(uri: string): void {
    const prefix = uri.endsWith('/') ? uri : `${uri}/`;
    const position = this.#folders.findIndex((folder) => folder.uri === prefix);
    if (position < 0) return;
    this.#folders.splice(position, 1);
    for (const file of [...this.#resources.keys()]) {
      if (file.startsWith(prefix) && this.#folderOf(file) === this.#loose) this.#setResources(file, []);
    }
  }

  /** Personal settings (the editor's), for a folder or, with an empty URI, for files outside of all folders. */
  async setPersonalSettings(uri: string, raw: unknown): Promise<void> {
    const { settings } = parseSettings(raw, this.#rules);
    const folder = uri === '' ? this.#loose : this.#folderOf(uri.endsWith('/') ? uri : `${uri}/`);
    folder.personal = settings;
    await this.#loadConfig(folder);
  }

  /** The text of a file that is open in the editor, at each change. */
  setOpen(uri: string, text: string): void {
    if (isConfigFile(uri)) {
      this.#open.set(uri, { text, analysed: undefined });
      this.#applyConfig(this.#folderOf(uri), uri, text);
      return;
    }
    const previous = this.#open.get(uri)?.analysed;
    const analysed = this.#analyse(uri, text, previous);
    this.#open.set(uri, { text, analysed });
    if (isKustomization(uri)) this.#setPatches(uri, analysed);
    this.#setResources(uri, analysed.resources);
  }

  /** The file was closed: what the index knows of it comes from the disk again. */
  async setClosed(uri: string): Promise<void> {
    if (!this.#open.delete(uri)) return;
    await this.fileChanged(uri);
  }

  /** A file was created, changed or deleted on disk. Open files keep the editor's text. */
  async fileChanged(uri: string): Promise<void> {
    if (this.#open.has(uri)) return;
    const folder = this.#folderOf(uri);
    if (isConfigFile(uri)) await this.#loadConfig(folder);
    else if (folder === this.#loose) this.#setResources(uri, []);
    else if (mayHoldManifests(uri) || isKustomization(uri)) await this.#indexClosed(uri);
  }

  /** Undefined when the file is not open. */
  report(uri: string): OpenFileReport | undefined {
    const open = this.#open.get(uri);
    if (open === undefined) return undefined;
    const folder = this.#folderOf(uri);
    if (isConfigFile(uri))
      return { state: 'config', problems: readConfig(open.text, this.#rules, folder.personal).problems };
    if (open.analysed === undefined) return { state: 'notKubernetes' };
    if (folder.excluded(relativePath(folder, uri))) return { state: 'excluded' };
    if (!open.analysed.isKubernetes) return { state: 'notKubernetes' };
    const report = open.analysed.report(folder.selection, this.#lookupFor(folder), this.#now());
    return { state: 'checked', file: open.analysed, report, selection: folder.selection };
  }

  /** The report is the last one made of the file, and would come out the same now. */
  isCurrent(uri: string, opened: OpenFileReport): boolean {
    const analysed = this.#open.get(uri)?.analysed;
    if (opened.state !== 'checked' || opened.file !== analysed) return false;
    const folder = this.#folderOf(uri);
    return opened.selection === folder.selection && analysed.holds(folder.selection, this.#lookupFor(folder));
  }

  selectionFor(uri: string): Selection {
    return this.#folderOf(uri).selection;
  }

  /** The analysed text of an open file; undefined when it is not open or no manifest. */
  openFile(uri: string): AnalysedFile | undefined {
    return this.#open.get(uri)?.analysed;
  }

  /** Open files whose last report would come out differently now, though they did not change themselves. */
  outdated(): string[] {
    return [...this.#open].flatMap(([uri, { analysed }]) => {
      const folder = this.#folderOf(uri);
      return analysed === undefined || analysed.holds(folder.selection, this.#lookupFor(folder)) ? [] : [uri];
    });
  }

  #analyse(uri: string, text: string, previous: AnalysedFile | undefined): AnalysedFile {
    const options = { template: isTemplatePath(uri), wanted: this.#wantedByRules };
    return new AnalysedFile(uri, readFile(text, options, previous?.source), { patch: this.#isPatch(uri), previous });
  }

  async #indexClosed(uri: string): Promise<void> {
    if (this.#open.has(uri)) return;
    const { text } = await this.#host.read(uri);
    // It may have been opened while it was read.
    if (this.#open.has(uri)) return;
    const folder = this.#folderOf(uri);
    if (text === undefined || folder.excluded(relativePath(folder, uri))) {
      this.#setResources(uri, []);
      return;
    }
    const wanted = isKustomization(uri) ? () => true : this.#wantedByIndex;
    const file = new AnalysedFile(uri, readFile(text, { template: isTemplatePath(uri), wanted }), {
      patch: this.#isPatch(uri),
    });
    if (isKustomization(uri)) this.#setPatches(uri, file);
    this.#setResources(uri, file.resources);
  }

  #setResources(uri: string, resources: readonly Resource[]): void {
    this.#index.replace(this.#resources.get(uri) ?? [], resources);
    if (resources.length === 0) this.#resources.delete(uri);
    else this.#resources.set(uri, resources);
  }

  #setPatches(uri: string, file: AnalysedFile): void {
    const patches = file.source.documents.flatMap(({ document }) =>
      patchesOf(document.data).flatMap((path) => resolveUri(uri, path) ?? []),
    );
    this.#patches.set(uri, patches);
    for (const patch of patches) {
      const open = this.#open.get(patch);
      if (open?.analysed !== undefined && !open.analysed.patch) this.setOpen(patch, open.text);
    }
  }

  #isPatch(uri: string): boolean {
    return [...this.#patches.values()].some((patches) => patches.includes(uri));
  }

  #lookupFor(folder: Folder): Lookup {
    if (folder === this.#loose) return NOTHING_ELSE_SEEN;
    return folder.indexed ? this.#index.lookup : STILL_READING;
  }

  #folderOf(uri: string): Folder {
    return this.#folders.find((folder) => uri.startsWith(folder.uri)) ?? this.#loose;
  }

  async #loadConfig(folder: Folder): Promise<void> {
    const uri = `${folder.uri}${CONFIG_FILE}`;
    const text = folder === this.#loose ? undefined : (this.#open.get(uri)?.text ?? (await this.#host.read(uri)).text);
    this.#applyConfig(folder, uri, text ?? '');
  }

  #applyConfig(folder: Folder, uri: string, text: string): void {
    if (folder !== this.#loose && uri !== `${folder.uri}${CONFIG_FILE}`) return;
    const { settings } = readConfig(text, this.#rules, folder.personal);
    folder.selection = new Selection(this.#rules, settings);
    folder.excluded = excluder(settings.exclude);
  }
}

const STILL_READING: Lookup = () => ({ notChecked: 'the workspace is still being read' });

function relativePath(folder: Folder, uri: string): string {
  return decodeURIComponent(uri.slice(folder.uri.length));
}

function resolveUri(base: string, path: string): string | undefined {
  try {
    return new URL(path.split('/').map(encodeURIComponent).join('/'), base).href;
  } catch {
    return undefined;
  }
}
