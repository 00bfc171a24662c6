import type { InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol.ts';

/** What the client said that it can do, asked once. */
export interface ClientFeatures {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly snippetEdits: boolean;
  readonly configuration: boolean;
  readonly workspaceFolders: boolean;
  readonly dynamicWatching: boolean;
  readonly dynamicConfiguration: boolean;
  readonly codeActionLiterals: boolean;
  readonly resolvesEdits: boolean;
  /** Commands of the client that code actions may name. */
  readonly commands: ReadonlySet<string>;
  /** What stands before a rule's id in a link to its page. */
  readonly ruleLinkBase: string | undefined;
}

export function clientFeatures({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
  const { textDocument, workspace } = capabilities;
  const own = optionsOf(initializationOptions);
  return {
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation:
      (textDocument?.diagnostic ?? textDocument?.publishDiagnostics)?.relatedInformation === true ||
      textDocument?.publishDiagnostics?.relatedInformation === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    configuration: workspace?.configuration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    dynamicWatching: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    dynamicConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    commands: new Set(own.commands ?? []),
    ruleLinkBase: own.ruleLinkBase,
  };
}

function optionsOf(options: unknown): InitializationOptions {
  return typeof options === 'object' && options !== null ? options : {};
}
