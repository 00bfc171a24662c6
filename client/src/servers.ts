import {
  env,
  EventEmitter,
  l10n,
  window,
  workspace,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
} from 'vscode';
import {
  clientCommands,
  trustGrantedMethod,
  type DocumentStatus,
  type InitializationOptions,
} from '../../server/src/protocol.ts';
import { manifestSelector } from './kubernetesDocuments.ts';
import type { LanguageServerConnection } from './languageClient.ts';
import { ruleLinkBase } from './ruleLinks.ts';

export type ServerState = 'stopped' | 'starting' | 'running' | 'failed';

/** Starts, restarts and stops the language server, and says what it is doing. */
export class Servers implements Disposable {
  readonly #context: ExtensionContext;
  readonly #log: LogOutputChannel;
  readonly #stateChanged = new EventEmitter<ServerState>();
  readonly #judged = new EventEmitter<DocumentStatus>();
  #connection: LanguageServerConnection | undefined;
  #state: ServerState = 'stopped';
  /** The last start or stop that was asked for: each waits for the one before it. */
  #last: Promise<void> = Promise.resolve();

  readonly onDidChangeState = this.#stateChanged.event;
  /** What the server did with an open document. */
  readonly onDidJudge = this.#judged.event;

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    this.#context = context;
    this.#log = log;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Starts the server unless it runs. A failure is shown to the person, and does not reject. */
  start(): Promise<void> {
    if (this.#state === 'starting' || this.#state === 'running') return this.#last;
    this.#become('starting');
    return this.#enqueue(() => this.#start());
  }

  stop(): Promise<void> {
    return this.#enqueue(() => this.#stop());
  }

  async restart(): Promise<void> {
    this.#log.info('Restarting the language server.');
    await this.stop();
    await this.start();
  }

  trustGranted(): void {
    void this.#connection?.notify(trustGrantedMethod);
  }

  dispose(): void {
    void this.stop();
    this.#stateChanged.dispose();
    this.#judged.dispose();
  }

  async #start(): Promise<void> {
    const began = performance.now();
    const options: InitializationOptions = {
      ruleLinkBase: ruleLinkBase(),
      trusted: workspace.isTrusted,
      commands: Object.values(clientCommands),
    };
    try {
      // A file of its own, because the language client takes longer to load than all the rest of the extension.
      const { connectToServer } = await import('./languageClient.ts');
      this.#connection = connectToServer({
        module: this.#context.asAbsolutePath('dist/server.cjs'),
        log: this.#log,
        documentSelector: manifestSelector(),
        initializationOptions: options,
        onRestart: () => this.#become('starting'),
        onRunning: () => this.#become('running'),
        onGivenUp: (crashes) => {
          const message = l10n.t(
            'The Hardlint language server ended unexpectedly {0} times and was not started again.',
            crashes,
          );
          void this.#fail(message);
        },
      });
      this.#connection.onStatus((status) => this.#judged.fire(status));
      await this.#connection.start();
      const took = Math.round(performance.now() - began);
      this.#log.info(
        `The language server is ready after ${took} ms (${env.appName}, trusted: ${workspace.isTrusted}).`,
      );
    } catch (error) {
      await this.#close();
      const reason = error instanceof Error ? error.message : String(error);
      void this.#fail(l10n.t('The Hardlint language server could not be started: {0}', reason));
    }
  }

  async #stop(): Promise<void> {
    await this.#close();
    this.#become('stopped');
  }

  async #close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    try {
      await connection?.stop();
    } catch (error) {
      // It was on its way out, or never came up: the process is gone either way.
      this.#log.debug(`The language server did not stop in order: ${String(error)}`);
    }
  }

  async #fail(message: string): Promise<void> {
    this.#log.error(message);
    this.#become('failed');
    const restart = l10n.t('Restart');
    const showOutput = l10n.t('Show Output');
    const answer = await window.showErrorMessage(message, restart, showOutput);
    if (answer === restart) await this.restart();
    else if (answer === showOutput) this.#log.show();
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(step);
    return this.#last;
  }

  #become(state: ServerState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#stateChanged.fire(state);
  }
}
