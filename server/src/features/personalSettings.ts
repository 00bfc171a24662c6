import type { Connection } from 'vscode-languageserver';
import { settingsSection } from '../protocol.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import type { Handlers } from './handlers.ts';

/** Longest wait for the settings at the start: a client that never answers gets diagnostics all the same. */
const PATIENCE_MS = 2000;

/** The settings of the editor, for each folder and for files in none (`''`): asked for, or taken as they are pushed. */
export class PersonalSettings {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #client: ClientFeatures;
  readonly #handlers: Handlers;
  #folders: readonly string[] = [];
  #pushed: unknown;
  #asked = 0;
  #known: Promise<void> = Promise.resolve();

  constructor(connection: Connection, workspace: Workspace, client: ClientFeatures, handlers: Handlers) {
    this.#connection = connection;
    this.#workspace = workspace;
    this.#client = client;
    this.#handlers = handlers;
  }

  /** Resolves when what was asked for last is known, or will not be. Never rejects. */
  get known(): Promise<void> {
    return this.#known;
  }

  /** @returns Resolves when the settings of these folders have been given to the workspace. Never rejects. */
  addFolders(uris: readonly string[]): Promise<void> {
    this.#folders = [...new Set([...this.#folders, ...uris])];
    return this.#load();
  }

  removeFolders(uris: readonly string[]): void {
    this.#folders = this.#folders.filter((uri) => !uris.includes(uri));
  }

  /** The client says that something changed, and perhaps what. */
  changed(params: { readonly settings?: unknown } | undefined): Promise<void> {
    const settings: unknown = params?.settings;
    if (typeof settings === 'object' && settings !== null)
      this.#pushed = (settings as Readonly<Record<string, unknown>>)[settingsSection];
    return this.#load();
  }

  #load(): Promise<void> {
    const load = this.#handlers.notification('workspace/configuration', () => this.#give());
    return (this.#known = orPatience(load()));
  }

  async #give(): Promise<void> {
    const asked = ++this.#asked;
    const scopes = ['', ...this.#folders];
    const answers = this.#client.configuration ? await this.#ask(scopes) : scopes.map(() => this.#pushed);
    // What was asked later is answered by newer settings.
    if (asked !== this.#asked) return this.#known;
    for (const [index, scope] of scopes.entries()) this.#take(scope, answers[index]);
  }

  #ask(scopes: readonly string[]): Promise<readonly unknown[]> {
    const items = scopes.map((scope) => ({
      section: settingsSection,
      ...(scope === '' ? {} : { scopeUri: scope }),
    }));
    return this.#connection.workspace.getConfiguration(items) as Promise<readonly unknown[]>;
  }

  #take(scope: string, raw: unknown): void {
    for (const { path, message, key } of this.#workspace.setPersonalSettings(scope, raw)) {
      // Settings that only the client knows stand beside those of the server.
      if (key && path.length === 1) continue;
      this.#handlers.logOnce(`Setting ${[settingsSection, ...path].join('.')}: ${message}`);
    }
  }
}

function orPatience(work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS);
    void work.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
