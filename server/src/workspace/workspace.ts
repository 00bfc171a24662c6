import { readFile } from '../documents/read.ts';
import { NOTHING_ELSE_SEEN, type Lookup } from '../engine/lookup.ts';
import type { Rule } from '../engine/rule.ts';
import type { Selection } from '../engine/selection.ts';
import type { Host } from '../host/host.ts';
import type { SettingsProblem } from '../settings.ts';
import { AnalysedFile, type FileReport } from './analysis.ts';
import type { ConfigProblem } from './config.ts';
import { isConfigFile, isTemplatePath, wantedDocuments } from './files.ts';
import { Folder } from './folder.ts';
import { WorkspaceFiles } from './workspaceFiles.ts';
import { isKustomization } from './kustomize.ts';
import { canonicalUri, folderUri, pathBelow } from './uri.ts';

/** What the workspace has to say about an open file. */
export type OpenFileReport =
  | {
      readonly state: 'checked';
      readonly file: AnalysedFile;
      readonly report: FileReport;
      readonly selection: Selection;
    }
  | { readonly state: 'config'; readonly text: string; readonly problems: readonly ConfigProblem[] }
  | { readonly state: 'notKubernetes' | 'excluded' };

interface OpenFile {
  /** As the client spells it. */
  readonly uri: string;
  readonly text: string;
  /** Undefined for a configuration file. */
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
  readonly #files: WorkspaceFiles;
  readonly #open = new Map<string, OpenFile>();
  readonly #folders: Folder[] = [];
  /** For files outside of all folders. */
  readonly #loose: Folder;
  readonly #wantedByRules;

  constructor(host: Host, rules: readonly Rule[], now: () => number = Date.now) {
    this.#host = host;
    this.#rules = rules;
    this.#now = now;
    this.#loose = new Folder('', rules);
    const reads = rules.flatMap((rule) => rule.reads ?? []);
    const judged = rules.flatMap(({ kinds }) => (kinds === 'workload' ? [] : kinds));
    this.#wantedByRules = wantedDocuments(new Set([...reads, ...judged]));
    this.#files = new WorkspaceFiles(host, wantedDocuments(new Set(reads)), {
      isOpen: (uri) => this.#open.has(uri),
      folderOf: (uri) => this.#folderIn(uri),
      patchChanged: (uri) => void this.setOpen(uri, this.#open.get(uri)?.text ?? ''),
    });
  }

  /** Resources known of all files in folders. */
  get size(): number {
    return this.#files.size;
  }

  /**
   * Adds a folder: reads its configuration, then its files in the background, a few at a time, so that what a person
   * does meanwhile is answered first. Until it is done, lookups answer "not checked".
   *
   * @param pause Called between files; resolves when there is nothing more urgent to do.
   * @param settingsKnown Resolves when the personal settings have been given, since they say which files to leave out.
   */
  async addFolder(
    uri: string,
    pause: () => Promise<void>,
    settingsKnown: Promise<void> = Promise.resolve(),
  ): Promise<void> {
    const folder = new Folder(folderUri(uri), this.#rules);
    if (this.#folders.some((one) => one.uri === folder.uri)) return;
    this.#folders.push(folder);
    // A file belongs to the innermost folder that holds it.
    this.#folders.sort((a, b) => b.uri.length - a.uri.length);
    this.#takeOpenAgain(folder);
    await this.#loadConfig(folder);
    await settingsKnown;
    if (this.#folders.includes(folder)) await this.#files.readFolder(folder, pause);
  }

  /** Its files are forgotten, or, where another folder holds them too, read by that one's settings. */
  async removeFolder(uri: string): Promise<void> {
    const position = this.#folders.findIndex((folder) => folder.uri === folderUri(uri));
    const [folder] = position < 0 ? [] : this.#folders.splice(position, 1);
    if (folder === undefined) return;
    folder.readings++;
    this.#files.forgetBelow(folder.uri);
    this.#takeOpenAgain(folder);
    const around = this.#folders.find((one) => one.holds(folder.uri));
    if (around?.readExclude !== undefined) await this.#files.readFolder(around);
  }

  /**
   * Personal settings (the editor's), for a folder or, with an empty URI, for files outside of all folders.
   *
   * @returns The mistakes in them, which are passed over.
   */
  setPersonalSettings(uri: string, raw: unknown): readonly SettingsProblem[] {
    const folder = uri === '' ? this.#loose : this.#folders.find((one) => one.uri === folderUri(uri));
    // It may have been removed while the client was asked.
    return folder?.setPersonal(raw) ?? [];
  }

  /** Reads the folders again whose exclusions have changed since their files were read. */
  async readAgain(): Promise<void> {
    await Promise.all(
      this.#folders.filter((folder) => folder.mustBeReadAgain).map((folder) => this.#readAgain(folder)),
    );
  }

  /**
   * The text of a file that is open in the editor, at each change.
   *
   * @returns What is left to do in the background, when it says something about closed files.
   */
  setOpen(uri: string, text: string): Promise<void> | undefined {
    const key = canonicalUri(uri);
    const clientUri = this.#open.get(key)?.uri ?? uri;
    if (isConfigFile(key)) {
      this.#open.set(key, { uri: clientUri, text, analysed: undefined });
      this.#configured(key)?.setConfig(text);
      return undefined;
    }
    const analysed = this.#analyse(key, text, this.#open.get(key)?.analysed);
    this.#open.set(key, { uri: clientUri, text, analysed });
    const folder = this.#folderIn(key);
    if (folder !== undefined) this.#files.set(key, folder.excludes(key) ? undefined : analysed);
    return isKustomization(key) ? this.#files.setKustomization(key, analysed.source) : undefined;
  }

  /** The file was closed: what the index knows of it comes from the disk again. */
  async setClosed(uri: string): Promise<void> {
    const key = canonicalUri(uri);
    if (!this.#open.delete(key)) return;
    await this.fileChanged(key);
  }

  /** A file was created, changed or deleted on disk. Open files keep the editor's text. */
  async fileChanged(uri: string): Promise<void> {
    const key = canonicalUri(uri);
    const configured = this.#configured(key);
    if (configured !== undefined) {
      await this.#loadConfig(configured);
      if (configured.mustBeReadAgain) await this.#readAgain(configured);
    } else await this.#files.read(key);
  }

  /** A file or a whole folder was deleted: file watchers do not tell of each file in a folder. */
  async deleted(uri: string): Promise<void> {
    for (const file of this.#files.below(`${canonicalUri(uri)}/`)) await this.fileChanged(file);
    await this.fileChanged(uri);
  }

  /** Undefined when the file is not open. */
  report(uri: string): OpenFileReport | undefined {
    const key = canonicalUri(uri);
    const open = this.#open.get(key);
    if (open === undefined) return undefined;
    const folder = this.#folderOf(key);
    if (open.analysed === undefined)
      return { state: 'config', text: open.text, problems: folder.configProblems(open.text) };
    const state = stateOf(folder, key, open.analysed);
    if (state !== 'checked') return { state };
    const report = open.analysed.report(folder.selection, this.#lookupFor(folder), this.#now());
    return { state, file: open.analysed, report, selection: folder.selection };
  }

  /** Asked again, {@link report} would say the same. */
  isCurrent(uri: string, opened: OpenFileReport): boolean {
    const key = canonicalUri(uri);
    const open = this.#open.get(key);
    if (open === undefined) return false;
    if (open.analysed === undefined) return opened.state === 'config' && opened.text === open.text;
    const folder = this.#folderOf(key);
    if (opened.state !== stateOf(folder, key, open.analysed)) return false;
    if (opened.state !== 'checked') return true;
    return open.analysed.holds(opened.report, folder.selection, this.#lookupFor(folder));
  }

  selectionFor(uri: string): Selection {
    return this.#folderOf(canonicalUri(uri)).selection;
  }

  /** The analysed text of an open file; undefined when it is not open or no manifest. */
  openFile(uri: string): AnalysedFile | undefined {
    return this.#open.get(canonicalUri(uri))?.analysed;
  }

  /** The URI of an open file as its client spells it; any other as it is. */
  clientUri(uri: string): string {
    return this.#open.get(canonicalUri(uri))?.uri ?? uri;
  }

  /** Line, from 0, in which a document of a closed file begins. */
  lineOf(uri: string, document: number): number {
    return this.#files.lineOf(canonicalUri(uri), document);
  }

  /** A file with all of its text, open or closed; undefined when it cannot be read. */
  async wholeFile(uri: string): Promise<AnalysedFile | undefined> {
    const key = canonicalUri(uri);
    const open = this.openFile(key);
    if (open !== undefined) return open;
    const { text } = await this.#host.read(key);
    return text === undefined ? undefined : (this.openFile(key) ?? this.#analyse(key, text, undefined));
  }

  #analyse(uri: string, text: string, previous: AnalysedFile | undefined): AnalysedFile {
    const template = isTemplatePath(`/${pathBelow(this.#folderOf(uri).uri, uri)}`);
    // A kustomization need not say its version and kind.
    const options = isKustomization(uri) ? {} : { template, wanted: this.#wantedByRules };
    const patch = this.#files.isPatch(uri);
    return new AnalysedFile(uri, readFile(text, options, previous?.source), { patch, previous });
  }

  /** The files of this folder that are open count by other settings now. */
  #takeOpenAgain(folder: Folder): void {
    for (const [uri, { text }] of this.#open) if (folder.holds(uri)) void this.setOpen(uri, text);
  }

  async #readAgain(folder: Folder): Promise<void> {
    this.#takeOpenAgain(folder);
    await this.#files.readFolder(folder);
  }

  #lookupFor(folder: Folder): Lookup {
    if (folder === this.#loose) return NOTHING_ELSE_SEEN;
    return this.#folders.every(({ indexed }) => indexed) ? this.#files.lookup : STILL_READING;
  }

  #folderOf(uri: string): Folder {
    return this.#folderIn(uri) ?? this.#loose;
  }

  #folderIn(uri: string): Folder | undefined {
    return this.#folders.find((folder) => folder.holds(uri));
  }

  /** The folder that a configuration file is of: it counts at the root only. */
  #configured(uri: string): Folder | undefined {
    return this.#folders.find((folder) => folder.configUri === uri);
  }

  async #loadConfig(folder: Folder): Promise<void> {
    const uri = folder.configUri;
    const reading = ++folder.configReadings;
    const text = this.#open.get(uri)?.text ?? (await this.#host.read(uri)).text ?? '';
    // A later reading knows better, and so does the editor, where the file was opened meanwhile.
    if (reading === folder.configReadings) folder.setConfig(this.#open.get(uri)?.text ?? text);
  }
}

const STILL_READING: Lookup = () => ({ notChecked: 'the workspace is still being read' });

function stateOf(folder: Folder, uri: string, file: AnalysedFile): 'checked' | 'notKubernetes' | 'excluded' {
  if (folder.excludes(uri)) return 'excluded';
  return file.isKubernetes ? 'checked' : 'notKubernetes';
}
