import type { LogOutputChannel } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  type ErrorHandler,
} from 'vscode-languageclient/node';
import type { ManifestFilter } from './kubernetesDocuments.ts';
import {
  clientCommands,
  documentStatusMethod,
  type DocumentStatus,
  type InitializationOptions,
} from '../../server/src/protocol.ts';

// A bundle of its own, which `servers.ts` loads when the first manifest is opened.

export interface ConnectionOptions {
  /** The path of the server's bundle. */
  readonly module: string;
  readonly log: LogOutputChannel;
  readonly documentSelector: ManifestFilter[];
  readonly initializationOptions: InitializationOptions;
  readonly onRunning: () => void;
  /** The process ended by itself and is being started again. */
  readonly onRestart: () => void;
  /** The process ended by itself too often. */
  readonly onGivenUp: (crashes: number) => void;
}

export interface LanguageServerConnection {
  /** Resolves when the server has answered `initialize`. */
  start(): Promise<void>;
  stop(): Promise<void>;
  notify(method: string): Promise<void>;
  onStatus(listener: (status: DocumentStatus) => void): void;
}

/** A process of its own that speaks over Node's IPC. */
export function connectToServer(options: ConnectionOptions): LanguageServerConnection {
  const { module } = options;
  const client = new LanguageClient(
    'hardlint',
    'Hardlint',
    {
      run: { module, transport: TransportKind.ipc },
      debug: {
        module,
        transport: TransportKind.ipc,
        options: { execArgv: ['--enable-source-maps', '--inspect=6009'] },
      },
    },
    {
      documentSelector: options.documentSelector,
      initializationOptions: options.initializationOptions,
      outputChannel: options.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticPullOptions: { onChange: true, onSave: true },
      markdown: { isTrusted: { enabledCommands: [clientCommands.openRule] }, supportThemeIcons: true },
      errorHandler: restartUnlessHopeless(options),
      // The error reaches `start()`, whose caller shows it.
      initializationFailedHandler: () => false,
    },
  );
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) options.onRunning();
  });
  return {
    start: () => client.start(),
    stop: () => client.dispose(),
    notify: (method) => client.sendNotification(method),
    onStatus: (listener) => void client.onNotification(documentStatusMethod, listener),
  };
}

const crashLimit = 4;
const crashWindow = 3 * 60_000;

/** Starts a server that ended again, until it has ended too often within three minutes. */
function restartUnlessHopeless({ onRestart, onGivenUp, log }: ConnectionOptions): ErrorHandler {
  let crashes: number[] = [];
  return {
    error: (error, _message, count) => {
      log.error(`The connection to the language server reports: ${error.message}`);
      return { action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
    },
    closed: () => {
      const now = Date.now();
      crashes = [...crashes.filter((time) => now - time < crashWindow), now];
      if (crashes.length > crashLimit) {
        onGivenUp(crashes.length);
        return { action: CloseAction.DoNotRestart, handled: true };
      }
      log.warn(`The language server ended unexpectedly (${crashes.length} of ${crashLimit}); starting it again.`);
      onRestart();
      return { action: CloseAction.Restart, handled: true };
    },
  };
}
