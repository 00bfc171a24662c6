import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { clientFeatures } from './features/clientFeatures.ts';
import type { FeatureContext } from './features/feature.ts';
import { FEATURES } from './features/index.ts';
import type { Host } from './host/host.ts';
import { settingsSection } from './protocol.ts';
import { RULES } from './rules/index.ts';
import { Workspace } from './workspace/workspace.ts';

/**
 * Wires a connection to a workspace and to the features. Says nothing of how the connection is carried, so that a child
 * process, a web worker and a test use the same.
 *
 * @param pause Resolves when no message is waiting, so that reading a workspace in the background delays nobody.
 */
export function startServer(connection: Connection, host: Host, pause: () => Promise<void>): void {
  const documents = new TextDocuments(TextDocument);
  const workspace = new Workspace(host, RULES);
  const listeners: ((uri: string | undefined) => void)[] = [];
  const changed = (uri?: string): void => listeners.forEach((listener) => listener(uri));
  let folders: readonly string[] = [];
  let features: ReturnType<typeof clientFeatures> | undefined;

  connection.onInitialize((params) => {
    features = clientFeatures(params);
    folders = (params.workspaceFolders ?? []).map(({ uri }) => uri);
    const context: FeatureContext = {
      connection,
      documents,
      workspace,
      client: features,
      onChange: (listener) => listeners.push(listener),
    };
    for (const feature of FEATURES) feature.register(context);
    const capabilities: ServerCapabilities = {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    };
    return {
      capabilities: Object.assign(capabilities, ...FEATURES.map((feature) => feature.capabilities(context.client))),
      serverInfo: { name: 'hardlint' },
    };
  });

  connection.onInitialized(async () => {
    if (features?.dynamicConfiguration === true)
      await connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection });
    if (features?.dynamicWatching === true) {
      const watchers = [{ globPattern: '**/*.{yaml,yml,json}' }, { globPattern: '**/Kustomization' }];
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (features?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders(async ({ added, removed }) => {
        for (const { uri } of removed) workspace.removeFolder(uri);
        folders = folders.filter((uri) => !removed.some((one) => one.uri === uri));
        await addFolders(added.map(({ uri }) => uri));
        changed();
      });
    }
    await addFolders(folders);
  });

  async function addFolders(uris: readonly string[]): Promise<void> {
    folders = [...new Set([...folders, ...uris])];
    const reading = uris.map((uri) => workspace.addFolder(uri, pause));
    await loadSettings();
    await Promise.all(reading);
    changed();
  }

  async function loadSettings(): Promise<void> {
    if (features?.configuration !== true) return;
    const scopes = ['', ...folders];
    const answers = (await connection.workspace.getConfiguration(
      scopes.map((scope) =>
        scope === '' ? { section: settingsSection } : { section: settingsSection, scopeUri: scope },
      ),
    )) as unknown[];
    for (const [index, scope] of scopes.entries()) await workspace.setPersonalSettings(scope, answers[index]);
    changed();
  }

  connection.onDidChangeConfiguration(async ({ settings }) => {
    const pushed = (settings as Record<string, unknown> | null)?.[settingsSection];
    if (features?.configuration === true) await loadSettings();
    else {
      for (const scope of ['', ...folders]) await workspace.setPersonalSettings(scope, pushed);
      changed();
    }
  });

  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    for (const { uri } of changes) await workspace.fileChanged(uri);
    changed();
  });

  documents.onDidChangeContent(({ document }) => {
    workspace.setOpen(document.uri, document.getText());
    changed(document.uri);
  });
  documents.onDidClose(async ({ document }) => {
    await workspace.setClosed(document.uri);
    changed();
  });

  documents.listen(connection);
  connection.listen();
}
