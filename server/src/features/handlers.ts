import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/**
 * Stands around everything that the client can set off. What is thrown, now or later, answers the request with an error
 * and is named in the log once; the server goes on. So no feature needs a `try` of its own.
 */
export class Handlers {
  readonly #log: (message: string) => void;
  readonly #logged = new Set<string>();

  constructor(log: (message: string) => void) {
    this.#log = log;
  }

  /** @param name What was being done, for the log: the method of the protocol. */
  request<P extends readonly unknown[], R>(
    name: string,
    handle: (...params: P) => R | Promise<R>,
  ): (...params: P) => Promise<R> {
    return async (...params) => {
      try {
        return await handle(...params);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        this.#failed(name, error);
        throw new ResponseError(LSPErrorCodes.RequestFailed, `${name}: ${messageOf(error)}`);
      }
    };
  }

  /** For notifications and for what goes on in the background, which nobody waits for. */
  notification<P extends readonly unknown[]>(
    name: string,
    handle: (...params: P) => unknown,
  ): (...params: P) => Promise<void> {
    return async (...params) => {
      try {
        await handle(...params);
      } catch (error) {
        this.#failed(name, error);
      }
    };
  }

  /** Writes a message to the log, unless it stands there already. */
  logOnce(message: string): void {
    if (this.#logged.has(message)) return;
    this.#logged.add(message);
    this.#log(message);
  }

  #failed(name: string, error: unknown): void {
    this.logOnce(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
