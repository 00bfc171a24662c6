import type { InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol.ts';

/** What the client said that it can do, asked once. */
export interface ClientFeatures {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly documentChanges: boolean;
  readonly snippetEdits: boolean;
  readonly configuration: boolean;
  readonly workspaceFolders: boolean;
  readonly dynamicWatching: boolean;
  readonly dynamicConfiguration: boolean;
  readonly codeActionLiterals: boolean;
  readonly disabledActions: boolean;
  readonly resolvesEdits: boolean;
  /** Commands of the client that code actions may name. */
  readonly commands: ReadonlySet<string>;
  /** What stands before a rule's id in a link to its page. */
  readonly ruleLinkBase: string | undefined;
}

export function clientFeatures({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
  const { textDocument, workspace } = capabilities;
  const { commands = [], ruleLinkBase } = ownOptions(initializationOptions);
  const documentChanges = workspace?.workspaceEdit?.documentChanges === true;
  return {
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation:
      textDocument?.diagnostic?.relatedInformation === true ||
      textDocument?.publishDiagnostics?.relatedInformation === true,
    documentChanges,
    snippetEdits: documentChanges && workspace.workspaceEdit?.snippetEditSupport === true,
    configuration: workspace?.configuration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    dynamicWatching: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    dynamicConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    disabledActions: textDocument?.codeAction?.disabledSupport === true,
    resolvesEdits:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    commands: new Set(commands),
    ruleLinkBase,
  };
}

/** Anybody may write these by hand into an editor's configuration: what has the wrong type counts as not given. */
function ownOptions(raw: unknown): InitializationOptions {
  if (typeof raw !== 'object' || raw === null) return {};
  const { commands, ruleLinkBase } = raw as Record<string, unknown>;
  return {
    ...(Array.isArray(commands) ? { commands: commands.filter((one) => typeof one === 'string') } : {}),
    ...(typeof ruleLinkBase === 'string' ? { ruleLinkBase } : {}),
  };
}
