import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  TextDocuments,
  TextDocumentSyncKind,
  WatchKind,
  type Connection,
  type InitializeParams,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { clientFeatures, type ClientFeatures } from './features/clientFeatures.ts';
import { Handlers } from './features/handlers.ts';
import { FEATURES } from './features/index.ts';
import { PersonalSettings } from './features/personalSettings.ts';
import type { Host } from './host/host.ts';
import { settingsSection } from './protocol.ts';
import { RULES } from './rules/index.ts';
import { Workspace } from './workspace/workspace.ts';

/**
 * Wires a connection to a workspace and to the features. Says nothing of how the connection is carried, so that a child
 * process, a web worker and a test use the same.
 *
 * @param pause Resolves when no message is waiting, so that reading a workspace in the background delays nobody.
 * @param rules Others only in tests.
 */
export function startServer(
  connection: Connection,
  host: Host,
  pause: () => Promise<void>,
  rules: typeof RULES = RULES,
): void {
  const documents = new TextDocuments(TextDocument);
  const workspace = new Workspace(host, rules);
  const handlers = new Handlers((message) => connection.console.error(message));
  const listeners: ((uri: string | undefined) => void)[] = [];
  const changed = (uri?: string): void => listeners.forEach((listener) => listener(uri));
  /** Ends each piece of work that may alter what is known of open files. */
  const thenChanged = handlers.notification('Reading the workspace', async (work: Promise<unknown> | undefined) => {
    await work;
    changed();
  });

  connection.onInitialize((params) => {
    const client = clientFeatures(params);
    const settings = new PersonalSettings(connection, workspace, client, handlers);
    let start = (): void => undefined;
    const context = {
      connection,
      documents,
      workspace,
      client,
      handlers,
      settingsKnown: new Promise<void>((resolve) => (start = resolve)),
      onChange: (listener: (uri: string | undefined) => void) => void listeners.push(listener),
    };
    for (const feature of FEATURES) feature.register(context);
    const addFolders = (uris: readonly string[]): Promise<void> => {
      const known = settings.addFolders(uris);
      const reading = uris.map((uri) => workspace.addFolder(uri, pause, known));
      void known.then(() => changed());
      return thenChanged(Promise.all(reading));
    };

    connection.onInitialized(
      handlers.notification('initialized', async () => {
        void addFolders(foldersOf(params));
        void settings.known.then(start);
        if (client.workspaceFolders)
          connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
            settings.removeFolders(removed.map(({ uri }) => uri));
            for (const { uri } of removed) void thenChanged(workspace.removeFolder(uri));
            void addFolders(added.map(({ uri }) => uri));
          });
        await registerDynamically(connection, client);
      }),
    );
    connection.onDidChangeConfiguration(
      handlers.notification('workspace/didChangeConfiguration', async (change) => {
        await settings.changed(change);
        changed();
        await thenChanged(workspace.readAgain());
      }),
    );
    return {
      capabilities: Object.assign(
        {
          textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
          workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        } satisfies ServerCapabilities,
        ...FEATURES.map((feature) => feature.capabilities(client)),
      ) as ServerCapabilities,
      serverInfo: { name: 'hardlint' },
    };
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const all = changes.map(({ uri, type }) =>
      type === FileChangeType.Deleted ? workspace.deleted(uri) : workspace.fileChanged(uri),
    );
    void thenChanged(Promise.all(all));
  });

  documents.onDidChangeContent(
    handlers.notification('textDocument/didChange', ({ document }) => {
      const background = workspace.setOpen(document.uri, document.getText());
      changed(document.uri);
      if (background !== undefined) void thenChanged(background);
    }),
  );
  documents.onDidClose(({ document }) => void thenChanged(workspace.setClosed(document.uri)));

  documents.listen(connection);
  connection.listen();
}

/** The folders that are open at the start; clients from before there could be several name one `rootUri`. */
function foldersOf(params: InitializeParams): string[] {
  const { workspaceFolders, rootUri } = params as Omit<InitializeParams, 'rootUri'> & { rootUri?: unknown };
  return workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === 'string' ? [rootUri] : []);
}

async function registerDynamically(connection: Connection, client: ClientFeatures): Promise<void> {
  if (client.dynamicConfiguration)
    await connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection });
  if (client.dynamicWatching) {
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [
        { globPattern: '**/*.{yaml,yml,json}' },
        { globPattern: '**/Kustomization' },
        // A deleted folder is told of as one change, which names none of its files.
        { globPattern: '**', kind: WatchKind.Delete },
      ],
    });
  }
}
