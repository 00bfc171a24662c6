import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import {
  CodeActionRequest,
  CodeActionResolveRequest,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidOpenTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DocumentDiagnosticRequest,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type Position,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { RegistrationRequest, ConfigurationRequest } from 'vscode-languageserver-protocol/node';
import { documentStatusMethod, type DocumentStatus } from '../../server/src/protocol.ts';
import type { Rule } from '../../server/src/engine/rule.ts';
import { startServer } from '../../server/src/server.ts';
import { MemoryHost } from './memoryHost.ts';

/** What VS Code can do, as far as the server asks. */
export const VSCODE: ClientCapabilities = {
  textDocument: {
    diagnostic: { relatedInformation: true },
    publishDiagnostics: { relatedInformation: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
      dataSupport: true,
      disabledSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, snippetEditSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    didChangeConfiguration: { dynamicRegistration: true },
  },
};

export const ROOT = 'file:///workspace/';

export interface TestOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly capabilities?: ClientCapabilities;
  /** Of any type, since a person may write anything into an editor's configuration. */
  readonly initializationOptions?: unknown;
  /** What the client answers when it is asked for the section `hardlint`. */
  readonly settings?: unknown;
  readonly folders?: readonly string[];
  readonly rules?: readonly Rule[];
}

/** The real server and a client of the protocol, joined by two streams in memory. */
export class TestServer implements AsyncDisposable {
  readonly client: ProtocolConnection;
  readonly host: MemoryHost;
  settings: unknown;
  readonly statuses: DocumentStatus[] = [];
  readonly logged: string[] = [];
  readonly #texts = new Map<string, string>();
  initialized!: InitializeResult;
  #version = 0;
  readonly #published: PublishDiagnosticsParams[] = [];
  readonly #waiting: (() => void)[] = [];
  refreshes = 0;

  private constructor(options: TestOptions) {
    this.settings = options.settings ?? {};
    this.host = new MemoryHost(options.files ?? {});
    const [up, down] = [new PassThrough(), new PassThrough()];
    const server = createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down));
    startServer(server, this.host, () => new Promise((resolve) => setImmediate(resolve)), options.rules);
    this.client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    this.client.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => this.settings as object));
    this.client.onRequest(RegistrationRequest.type, () => undefined);
    this.client.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshes++;
      this.#wake();
    });
    this.client.onNotification(documentStatusMethod, (status: DocumentStatus) => void this.statuses.push(status));
    this.client.onNotification(
      'window/logMessage',
      ({ message }: { message: string }) => void this.logged.push(message),
    );
    this.client.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.#published.push(params);
      this.#wake();
    });
    this.client.listen();
  }

  static async start(options: TestOptions = {}): Promise<TestServer> {
    const server = new TestServer(options);
    const params: Omit<InitializeParams, 'rootUri'> = {
      processId: null,
      capabilities: options.capabilities ?? VSCODE,
      workspaceFolders: (options.folders ?? [ROOT]).map((uri) => ({ uri, name: uri })),
      initializationOptions: options.initializationOptions ?? {},
    };
    server.initialized = await server.client.sendRequest<InitializeResult>(InitializeRequest.method, params);
    await server.client.sendNotification(InitializedNotification.type, {});
    return server;
  }

  async open(uri: string, text: string, languageId = 'yaml'): Promise<void> {
    this.#texts.set(uri, text);
    await this.client.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: ++this.#version, text },
    });
  }

  async change(uri: string, text: string): Promise<void> {
    this.#texts.set(uri, text);
    await this.client.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: ++this.#version },
      contentChanges: [{ text }],
    });
  }

  async close(uri: string): Promise<void> {
    await this.client.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** Changes a file on disk, as a file watcher tells. */
  async write(uri: string, text: string | undefined): Promise<void> {
    if (text === undefined) this.host.files.delete(uri);
    else this.host.files.set(uri, text);
    await this.client.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri, type: text === undefined ? 3 : 2 }],
    });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const params = { textDocument: { uri }, identifier: 'hardlint' };
    return this.client.sendRequest(
      DocumentDiagnosticRequest.type,
      previousResultId === undefined ? params : { ...params, previousResultId },
    );
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    return report.kind === 'full' ? report.items : [];
  }

  /** Pulls until the answer fits; the server asks for it by its refresh. */
  async diagnosticsWhen(uri: string, fits: (diagnostics: Diagnostic[]) => boolean): Promise<Diagnostic[]> {
    for (;;) {
      const seen = this.refreshes;
      const found = await this.diagnostics(uri);
      if (fits(found)) return found;
      await this.#until(() => this.refreshes > seen);
    }
  }

  /** The next pushed diagnostics of a file that fit. */
  async pushed(uri: string, fits: (diagnostics: Diagnostic[]) => boolean): Promise<Diagnostic[]> {
    let found: PublishDiagnosticsParams | undefined;
    await this.#until(() => {
      found = this.#published.findLast((params) => params.uri === uri);
      return found !== undefined && fits(found.diagnostics);
    });
    return found?.diagnostics ?? [];
  }

  /** Code actions at a piece of an open file's text, asked for with the diagnostics that are there. */
  async actions(uri: string, at: string, only?: string[]): Promise<CodeAction[]> {
    const start = this.position(uri, at);
    const range = { start, end: start };
    const all = this.initialized.capabilities.diagnosticProvider === undefined ? [] : await this.diagnostics(uri);
    const diagnostics = all.filter((one) => one.range.start.line === start.line);
    const answer = await this.client.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics, ...(only === undefined ? {} : { only }) },
    });
    return (answer ?? []) as CodeAction[];
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.client.sendRequest(CodeActionResolveRequest.type, action);
  }

  /** The Markdown of the hover at a piece of an open file's text; empty when there is none. */
  async hover(uri: string, at: string): Promise<string> {
    const answer = await this.client.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: this.position(uri, at),
    });
    return answer === null ? '' : (answer.contents as { value: string }).value;
  }

  /** Where a piece of text begins that stands once in an open file. */
  position(uri: string, piece: string): Position {
    const text = this.#texts.get(uri) ?? '';
    const offset = text.indexOf(piece);
    assert.ok(offset >= 0 && !text.includes(piece, offset + 1), `"${piece}" does not stand once in ${uri}`);
    const before = text.slice(0, offset).split(/\r\n|\n/u);
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  }

  async #until(done: () => boolean): Promise<void> {
    while (!done()) await new Promise<void>((resolve) => void this.#waiting.push(resolve));
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.sendRequest(ShutdownRequest.type);
    this.client.dispose();
  }
}
