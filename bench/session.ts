import { PassThrough } from 'node:stream';
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  type Message,
} from 'vscode-languageserver/node';
import type { InitializeParams } from 'vscode-languageserver';
import { nodeHost } from '../server/src/host/node.ts';
import type { Host } from '../server/src/host/host.ts';
import { startServer } from '../server/src/server.ts';

interface Answer {
  readonly result: unknown;
  /** When the whole of it had been written to the stream. */
  readonly written: number;
}

/** Writes messages as they are written to an editor, and tells of each when that is done. */
class WatchedWriter extends StreamMessageWriter {
  onWritten: (message: Message) => void = () => undefined;

  override async write(message: Message): Promise<void> {
    await super.write(message);
    this.onWritten(message);
  }
}

/** A real server at the other end of two streams in memory. What it sends is seen before it is made into text. */
export class Session {
  readonly #toServer: StreamMessageWriter;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;

  constructor(host: Host = nodeHost) {
    const [up, down] = [new PassThrough(), new PassThrough()];
    down.resume();
    const writer = new WatchedWriter(down);
    writer.onWritten = (message) => this.#onMessage(message);
    this.#toServer = new StreamMessageWriter(up);
    const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    startServer(createConnection(ProposedFeatures.all, new StreamMessageReader(up), writer), host, pause);
  }

  /** Begins as an editor does that can pull diagnostics. */
  async initialize(folder: string | undefined): Promise<void> {
    const params: Omit<InitializeParams, 'rootUri'> = {
      processId: null,
      workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'bench' }],
      capabilities: {
        textDocument: { diagnostic: { relatedInformation: true } },
        workspace: { workspaceFolders: true, diagnostics: { refreshSupport: true } },
      },
    };
    await this.request('initialize', params);
    this.notify('initialized', {});
  }

  notify(method: string, params: unknown): void {
    void this.#toServer.write({ jsonrpc: '2.0', method, params } as Message);
  }

  request(method: string, params: unknown): Promise<Answer> {
    const id = ++this.#lastId;
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    void this.#toServer.write({ jsonrpc: '2.0', id, method, params } as Message);
    return answer;
  }

  #onMessage(message: Message): void {
    const { id, method, result } = message as { id?: number; method?: string; result?: unknown };
    if (id === undefined) return;
    if (method !== undefined) {
      // The server asks for something: whatever it is, there is nothing to say.
      void this.#toServer.write({ jsonrpc: '2.0', id, result: null } as Message);
      return;
    }
    this.#waiting.get(id)?.({ result, written: performance.now() });
    this.#waiting.delete(id);
  }
}
